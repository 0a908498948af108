package io.bellwether.platform;

import io.bellwether.yaml.YamlException;
import io.bellwether.yaml.YamlProblem;
import java.util.List;

/** A platform's file cannot be used, and is refused whole. The message names file, line, column and field. */
public final class PlatformException extends YamlException {

    private static final long serialVersionUID = 1L;

    PlatformException(List<YamlProblem> problems) {
        super(problems);
    }
}
