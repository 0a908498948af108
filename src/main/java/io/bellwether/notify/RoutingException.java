package io.bellwether.notify;

import io.bellwether.yaml.YamlProblem;
import java.util.List;

/** A routing file that is refused, with every problem that was found. Holds no secret. */
public final class RoutingException extends Exception {

    private static final long serialVersionUID = 1L;

    private final List<YamlProblem> problems;

    public RoutingException(List<YamlProblem> problems) {
        super(YamlProblem.lines(problems));
        this.problems = List.copyOf(problems);
    }

    /** At least one. */
    public List<YamlProblem> problems() {
        return problems;
    }
}
