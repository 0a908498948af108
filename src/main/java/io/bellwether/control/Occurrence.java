package io.bellwether.control;

import java.util.Map;

/**
 * An alert from its beginning to its end, as far as a command can name it.
 *
 * @param startsAt when its condition began to hold, epoch ms event time
 */
public record Occurrence(String alertId, String uid, String severity, Map<String, String> labels, long startsAt) {

    /** What a matcher of that name looks at; empty where the alert has no such label. */
    String value(String name) {
        return switch (name) {
            case "alert_id" -> alertId;
            case "uid" -> uid;
            case "severity" -> severity;
            default -> labels.getOrDefault(name, "");
        };
    }
}
