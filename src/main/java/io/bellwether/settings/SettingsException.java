package io.bellwether.settings;

import io.bellwether.yaml.YamlException;
import io.bellwether.yaml.YamlProblem;
import java.util.List;

/** Settings that cannot be used: every problem with file, line and key. */
public final class SettingsException extends YamlException {

    private static final long serialVersionUID = 1L;

    SettingsException(List<YamlProblem> problems) {
        super(problems);
    }
}
