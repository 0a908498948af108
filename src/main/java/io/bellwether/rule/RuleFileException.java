package io.bellwether.rule;

import io.bellwether.yaml.YamlProblem;
import java.util.List;

/** Rule files that are refused, whole: every problem that was found, with its place. */
public final class RuleFileException extends Exception {

    private static final long serialVersionUID = 1;

    private final List<YamlProblem> problems;

    RuleFileException(List<YamlProblem> problems) {
        super(YamlProblem.lines(problems));
        this.problems = List.copyOf(problems);
    }

    /** At least one error; warnings may be among them. */
    public List<YamlProblem> problems() {
        return problems;
    }
}
