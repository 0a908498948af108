package io.bellwether.dashboard;

import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The files that dashboards are written down in, and what is wrong with them: all of it at once. */
final class Sources {

    private final List<YamlProblem> problems = new ArrayList<>();

    /** The top of a file in the jar. */
    YamlMap open(String name) {
        YamlMap map = YamlMap.root(name, text(name), problems);
        complete();
        return map;
    }

    private static String text(String name) {
        try (InputStream in = Sources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not in the jar: build the project again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The constant that a key names, in small letters. */
    static <E extends Enum<E>> E oneOf(YamlMap map, String key, E fallback) {
        String text = map.text(key, "");
        for (E constant : fallback.getDeclaringClass().getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        map.error(
                key,
                "must be one of " + Arrays.toString(fallback.getDeclaringClass().getEnumConstants()));
        return fallback;
    }

    /** @throws IllegalStateException naming everything that is wrong so far */
    void complete() {
        if (!problems.isEmpty()) {
            throw new IllegalStateException(YamlProblem.lines(problems));
        }
    }
}
