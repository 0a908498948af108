package io.bellwether.event;

import java.util.Set;
import java.util.regex.Pattern;

/** Which fields of an event can be dimensions. */
public final class Dimensions {

    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{N}_.-]{0,63}");
    private static final Set<String> UNBOUNDED = Set.of(
            "id",
            "case_id",
            "into_case_id",
            "customer_id",
            "message_id",
            "text",
            "data",
            "specversion",
            "time",
            "due_at",
            "first_reply_due_at",
            "seq");

    private Dimensions() {}

    /** Why a field cannot be a dimension, and what to do; empty where it can. */
    public static String problem(String name) {
        if (UNBOUNDED.contains(name) || name.isEmpty()) {
            return "\"" + name + "\" cannot be a dimension: ids, times and message texts would make a series each;"
                    + " remove it";
        }
        return NAME.matcher(name).matches()
                ? ""
                : "\"" + name
                        + "\" cannot be a dimension: letters, digits, _ . and - only, a letter or _ first, at most 64";
    }
}
