package io.bellwether.notify;

import io.bellwether.yaml.YamlException;
import io.bellwether.yaml.YamlProblem;
import java.util.List;

/** A routing file that is refused, with every problem that was found. Holds no secret. */
public final class RoutingException extends YamlException {

    private static final long serialVersionUID = 1L;

    public RoutingException(List<YamlProblem> problems) {
        super(problems);
    }
}
