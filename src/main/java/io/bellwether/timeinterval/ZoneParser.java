package io.bellwether.timeinterval;

import io.bellwether.yaml.YamlMap;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Reads the {@code zone} of whatever has local times. */
public final class ZoneParser {

    private static final String EXAMPLE = "a name such as Europe/Berlin or Asia/Shanghai";

    private ZoneParser() {}

    /** A zone that must be named; UTC after a complaint. */
    public static ZoneId required(YamlMap map) {
        String text = map.required("zone", EXAMPLE);
        return text.isEmpty() ? ZoneOffset.UTC : zone(map, text);
    }

    /** A zone that is UTC unless it is named. */
    public static ZoneId orUtc(YamlMap map) {
        return zone(map, map.text("zone", "UTC"));
    }

    private static ZoneId zone(YamlMap map, String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            map.error("zone", "is no time zone: " + text + "; use " + EXAMPLE);
            return ZoneOffset.UTC;
        }
    }
}
