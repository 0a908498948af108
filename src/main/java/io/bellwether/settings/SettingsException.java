package io.bellwether.settings;

import io.bellwether.yaml.YamlProblem;
import java.util.List;

/** Settings that cannot be used: every problem with file, line and key. */
public final class SettingsException extends Exception {

    private static final long serialVersionUID = 1L;

    private final List<YamlProblem> problems;

    SettingsException(List<YamlProblem> problems) {
        super(YamlProblem.lines(problems));
        this.problems = List.copyOf(problems);
    }

    /** Every problem, at least one of which is an error. */
    public List<YamlProblem> problems() {
        return problems;
    }
}
