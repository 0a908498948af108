package io.bellwether.rule;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How urgent an alert is; the most severe comes first. */
public enum Severity {
    /** Somebody is woken. */
    PAGE,
    /** Somebody looks today. */
    WARNING,
    /** Recorded and shown. */
    INFO;

    /** The name in rule files, tags and payloads. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The severity of that name, or null. */
    static Severity byName(String name) {
        for (Severity severity : values()) {
            if (severity.wireName().equals(name)) {
                return severity;
            }
        }
        return null;
    }

    /** All names, for messages. */
    static String names() {
        return Arrays.stream(values()).map(Severity::wireName).collect(Collectors.joining(", "));
    }
}
