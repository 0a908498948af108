package io.bellwether.alert;

import io.bellwether.timeinterval.TimeInterval;

/** When a rule is evaluated. Remembers the stretch of time that was asked for last, as the next question is of it, too. */
final class ActiveHours {

    private final TimeInterval interval;
    private long from = Long.MAX_VALUE;
    private long to = Long.MAX_VALUE;
    private boolean inside;

    private ActiveHours(TimeInterval interval) {
        this.interval = interval;
    }

    /** Those of a rule; null where it is evaluated at all times. */
    static ActiveHours of(TimeInterval interval) {
        return interval == null ? null : new ActiveHours(interval);
    }

    boolean contain(long time) {
        look(time);
        return inside;
    }

    /** When they begin or end after a time; {@link AlertState#NEVER} where they do not. */
    long change(long time) {
        look(time);
        return to;
    }

    private void look(long time) {
        if (time < from || time >= to) {
            from = time;
            to = interval.nextChange(time);
            inside = interval.contains(time);
        }
    }
}
