package io.bellwether.platform;

import io.bellwether.yaml.YamlProblem;
import java.util.List;

/** A platform's file cannot be used, and is refused whole. The message names file, line, column and field. */
public final class PlatformException extends Exception {

    private static final long serialVersionUID = 1L;

    private final List<YamlProblem> problems;

    PlatformException(List<YamlProblem> problems) {
        super(YamlProblem.lines(problems));
        this.problems = List.copyOf(problems);
    }

    /** At least one. */
    public List<YamlProblem> problems() {
        return problems;
    }
}
