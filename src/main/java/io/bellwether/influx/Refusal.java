package io.bellwether.influx;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why the store refuses points for good, read from its message. The message quotes points, so nothing of it is passed on
 * but names of fields and types.
 *
 * @param dropped how many points the store says it refused; 0 where it does not say
 * @param culprit the field that the store does not take; null where it does not name any
 * @param detail names of field, measurement and types, or empty
 */
record Refusal(Reason reason, int dropped, Culprit culprit, String detail) {

    /** A field of a measurement, by names. */
    record Culprit(String measurement, String field) {}

    Refusal(Reason reason, int dropped) {
        this(reason, dropped, null, "");
    }

    /** Kinds of refusal that somebody can act on. */
    enum Reason {
        /** The field is stored with another type already. */
        TYPE_CONFLICT,
        /** The point is older than the bucket keeps. */
        OUTSIDE_RETENTION,
        /** No line can be written of it: a fault of ours. */
        UNWRITABLE,
        /** It is larger than the store, or what is before it, takes. */
        TOO_LARGE,
        /** The store cannot read the line. */
        UNPARSABLE,
        OTHER
    }

    private static final Pattern CONFLICT = Pattern.compile(
            "input field \"?(\\w{1,64})\"? on measurement \"?(\\w{1,64})\"? is type (\\w{1,16}), already exists as type (\\w{1,16})");
    private static final Pattern DROPPED = Pattern.compile("dropped=(\\d{1,9})|dropped (\\d{1,9}) points");

    static Refusal parse(String message) {
        String text = message == null ? "" : message;
        // behind all that it quotes: a text may say that something was dropped
        Matcher dropped = DROPPED.matcher(text.substring(Math.max(text.lastIndexOf('"'), text.lastIndexOf('\'')) + 1));
        int count = 0;
        if (dropped.find()) {
            count = Integer.parseInt(dropped.group(1) != null ? dropped.group(1) : dropped.group(2));
        }
        Matcher conflict = CONFLICT.matcher(text);
        if (conflict.find()) {
            String detail = "field " + conflict.group(1) + " of " + conflict.group(2) + " is " + conflict.group(3)
                    + " but stored as " + conflict.group(4);
            Culprit culprit = new Culprit(conflict.group(2), conflict.group(1));
            return new Refusal(Reason.TYPE_CONFLICT, count, culprit, detail);
        }
        return new Refusal(reason(text.toLowerCase(Locale.ROOT)), count);
    }

    private static Reason reason(String text) {
        if (text.contains("field type conflict") || text.contains("cast error")) {
            return Reason.TYPE_CONFLICT;
        }
        if (text.contains("retention policy")) {
            return Reason.OUTSIDE_RETENTION;
        }
        return text.contains("parse") ? Reason.UNPARSABLE : Reason.OTHER;
    }
}
