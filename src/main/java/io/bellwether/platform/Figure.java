package io.bellwether.platform;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What an indicator says of its units. */
public enum Figure {
    /** Mean time to the reply, in seconds. */
    MEAN(Unit.ROUND, Unit.SESSION),
    /** Share that had its reply in time. */
    WITHIN(Unit.ROUND, Unit.MESSAGE, Unit.SESSION, Unit.CONSUMER_DAY),
    /** Share whose mean wait of all rounds is in time and which had one reply in time at least. */
    MEAN_WITHIN(Unit.SESSION),
    /** Share that had a reply at all. */
    ANSWERED(Unit.ROUND, Unit.SESSION),
    /** Share that had none. */
    UNANSWERED(Unit.ROUND, Unit.SESSION),
    SATISFIED(Unit.RATING),
    DISSATISFIED(Unit.RATING);

    private final Set<Unit> units;

    Figure(Unit first, Unit... more) {
        units = EnumSet.of(first, more);
    }

    /** The units that it can be said of. */
    Set<Unit> units() {
        return units;
    }

    /** Whether it needs a time within which. */
    boolean needsLimit() {
        return this == WITHIN || this == MEAN_WITHIN;
    }

    /** Whether it is seconds; else a share. */
    boolean isTime() {
        return this == MEAN;
    }

    /** The name in files. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
