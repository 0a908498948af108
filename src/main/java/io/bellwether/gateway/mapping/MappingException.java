package io.bellwether.gateway.mapping;

import io.bellwether.yaml.YamlException;
import io.bellwether.yaml.YamlProblem;
import java.util.List;

/** A mapping cannot be used, and is refused whole. The message names file, line, column and field of every problem. */
public final class MappingException extends YamlException {

    private static final long serialVersionUID = 1L;

    MappingException(List<YamlProblem> problems) {
        super(problems);
    }
}
