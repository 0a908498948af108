package io.bellwether.webhook.words;

import io.bellwether.alert.Transition;

/** How urgent news is to those who read it: what the colour of a message says. */
public enum Urgency {
    /** Somebody is woken. */
    PAGE("🔴"),
    /** Somebody looks today. */
    WARNING("🟠"),
    /** To be known. */
    INFO("🔵"),
    /** It is over. */
    OVER("✅");

    private final String mark;

    Urgency(String mark) {
        this.mark = mark;
    }

    /** That of a change. */
    public static Urgency of(Transition change) {
        if (change.kind() == Transition.Kind.RESOLVED) {
            return OVER;
        }
        return switch (change.severity()) {
            case "page" -> PAGE;
            case "warning" -> WARNING;
            default -> INFO;
        };
    }

    /** A sign of that colour. */
    String mark() {
        return mark;
    }
}
