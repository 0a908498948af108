package io.bellwether.sentiment;

import io.bellwether.yaml.YamlException;
import io.bellwether.yaml.YamlProblem;
import java.util.List;

/** A file of topics cannot be used, and is refused whole. The message names file, line, column and field. */
public final class TopicException extends YamlException {

    private static final long serialVersionUID = 1L;

    TopicException(List<YamlProblem> problems) {
        super(problems);
    }
}
