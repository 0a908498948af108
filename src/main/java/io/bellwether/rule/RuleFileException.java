package io.bellwether.rule;

import java.util.List;
import java.util.stream.Collectors;

/** Rule files that are refused, whole: every problem that was found, with its place. */
public final class RuleFileException extends Exception {

    private static final long serialVersionUID = 1;

    private final List<Problem> problems;

    RuleFileException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** At least one error; warnings may be among them. */
    public List<Problem> problems() {
        return problems;
    }
}
