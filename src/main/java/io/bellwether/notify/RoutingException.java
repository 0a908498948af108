package io.bellwether.notify;

import java.util.List;
import java.util.stream.Collectors;

/** A routing file that is refused, with every problem that was found. Holds no secret. */
public final class RoutingException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<RoutingProblem> problems;

    public RoutingException(List<RoutingProblem> problems) {
        super(problems.stream().map(RoutingProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** At least one. */
    public List<RoutingProblem> problems() {
        return problems;
    }
}
