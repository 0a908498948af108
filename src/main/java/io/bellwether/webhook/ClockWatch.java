package io.bellwether.webhook;

import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the clock of the machine was set back. What groups wait for is then moved as far, or they would wait that much
 * longer. In memory of one subtask; what a state brings from a clock that was ahead is {@linkplain Restored moved when it
 * comes}.
 */
final class ClockWatch {

    private static final Logger LOGGER = LoggerFactory.getLogger(ClockWatch.class);

    /** Clocks are kept right in small steps, which matter to nobody. */
    private static final long STEP_MILLIS = 5_000;

    private long newest = Long.MIN_VALUE;

    /** The clock says this now. Where it was set back, all groups are moved to the present, and with them what receivers asked for. */
    void observe(long now, Groups groups, Outbox outbox, Collection<Recipient> recipients) throws Exception {
        long by = setBackBy(now);
        if (by == 0) {
            return;
        }
        recipients.forEach(recipient -> recipient.gate().setBack(by));
        for (String key : groups.keys()) {
            groups.turnTo(key);
            outbox.setBack(now);
            groups.wakeAt(now);
        }
    }

    /** By how much the clock was set back since this was asked last; 0 for not. */
    long setBackBy(long now) {
        long by = newest > now + STEP_MILLIS ? newest - now : 0;
        if (by > 0) {
            LOGGER.warn("The clock was set back by {} s; what waits for its time is moved as far", by / 1_000);
        }
        newest = by > 0 ? now : Math.max(newest, now);
        return by;
    }
}
