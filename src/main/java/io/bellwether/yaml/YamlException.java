package io.bellwether.yaml;

import java.util.List;

/** A file that people write cannot be used, and is refused whole. The message names every problem with its place. */
public abstract class YamlException extends Exception {

    private static final long serialVersionUID = 1L;

    private final List<YamlProblem> problems;

    /** @param problems at least one of which is an error */
    protected YamlException(List<YamlProblem> problems) {
        super(YamlProblem.lines(problems));
        this.problems = List.copyOf(problems);
    }

    /** Every problem, at least one of which is an error; warnings may be among them. */
    public List<YamlProblem> problems() {
        return problems;
    }
}
