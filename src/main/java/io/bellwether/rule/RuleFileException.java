package io.bellwether.rule;

import io.bellwether.yaml.YamlException;
import io.bellwether.yaml.YamlProblem;
import java.util.List;

/** Rule files that are refused, whole: every problem that was found, with its place. */
public final class RuleFileException extends YamlException {

    private static final long serialVersionUID = 1;

    RuleFileException(List<YamlProblem> problems) {
        super(problems);
    }
}
