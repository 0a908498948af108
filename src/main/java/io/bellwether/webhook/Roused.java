package io.bellwether.webhook;

import java.util.List;
import java.util.Map;

/** Groups that are asked again because something that is not time has changed. */
final class Roused {

    private Roused() {}

    /** Whatever came or was restored may be told from now on. */
    static void all(List<String> keys, Groups groups, long now) {
        for (String key : keys) {
            groups.turnTo(key);
            groups.wakeAt(now);
        }
    }

    /** What was held back may be told now, or something else may. */
    static void held(List<String> keys, Groups groups, Outbox outbox, long now) throws Exception {
        for (String key : keys) {
            groups.turnTo(key);
            Head head = outbox.head();
            if (head != null) {
                outbox.head(head.roused().due(now));
                groups.advance(now);
            }
        }
    }

    /**
     * Receivers may be others than before: what waits for one that is gone is given up, for one that is spoken to otherwise it
     * is tried at once, and what is held back may have another reason.
     *
     * @param keys of all groups
     */
    @SuppressWarnings("ReferenceEquality") // who is spoken to as before is the very same
    static void readdressed(
            List<String> keys,
            Groups groups,
            Outbox outbox,
            Map<String, Recipient> before,
            Map<String, Recipient> now,
            long millis)
            throws Exception {
        for (String key : keys) {
            groups.turnTo(key);
            Head head = outbox.head();
            boolean waits = head != null && head.size() > 0;
            if (waits && (head.held() || before.get(head.receiver()) != now.get(head.receiver()))) {
                outbox.head(head.roused().due(millis));
            }
            if (waits) {
                groups.advance(millis);
            }
        }
    }
}
