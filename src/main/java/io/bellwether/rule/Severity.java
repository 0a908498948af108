package io.bellwether.rule;

import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How urgent an alert is; the most severe comes first. */
public enum Severity implements Coded {
    /** Somebody is woken. */
    PAGE(0),
    /** Somebody looks today. */
    WARNING(1),
    /** Recorded and shown. */
    INFO(2);

    /** By their codes in state. */
    public static final CodeTable<Severity> CODES = new CodeTable<>(Severity.class);

    private final int code;

    Severity(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }

    /** The name in rule files, tags and payloads. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** That of an alert, by its name. */
    public static Severity of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
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
