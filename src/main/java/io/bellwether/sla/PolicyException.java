package io.bellwether.sla;

import io.bellwether.yaml.YamlException;
import io.bellwether.yaml.YamlProblem;
import java.util.List;

/** A policy or holiday file cannot be used, and is refused whole. The message names file, line, column and field. */
public final class PolicyException extends YamlException {
    private static final long serialVersionUID = 1;

    PolicyException(List<YamlProblem> problems) {
        super(problems);
    }

    /**
     * A single problem.
     *
     * @param line from 1; 0 where the file as a whole is meant
     * @param column likewise
     * @param field path of the field; empty for the line or the file as a whole
     * @param problem what is wrong and what to do
     */
    PolicyException(String file, int line, int column, String field, String problem) {
        this(List.of(new YamlProblem(file, line, column, field, true, problem)));
    }
}
