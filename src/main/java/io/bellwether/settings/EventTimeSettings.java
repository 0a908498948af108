package io.bellwether.settings;

import java.io.Serializable;

/**
 * How event time is told and how long the past may still change. Durations in ms.
 *
 * @param disorderMillis how far events of a partition are out of order
 * @param latenessMillis how long a late event corrects what was said
 * @param redeliveryMillis how old an event may be, and for how long one that is sent again is known; at least the lateness
 * @param maxFutureMillis how far ahead of the wall clock an event may be
 */
public record EventTimeSettings(long disorderMillis, long latenessMillis, long redeliveryMillis, long maxFutureMillis)
        implements Serializable {

    public static final EventTimeSettings DEFAULT = new EventTimeSettings(2_000, 600_000, 7 * 86_400_000L, 600_000);
}
