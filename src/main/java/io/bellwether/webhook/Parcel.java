package io.bellwether.webhook;

import io.bellwether.notify.Entry;
import io.bellwether.notify.NotifyDecision;
import io.bellwether.notify.Rounds;
import java.util.List;

/**
 * What one group gives to a message.
 *
 * @param key of the group
 * @param entries that go, or may
 * @param heldUntil epoch ms processing time at which to ask again about what is held back; 0 where nothing is
 * @param head as it is kept while the message is under way
 */
record Parcel(String key, Head head, List<Entry> entries, long heldUntil) {

    boolean holds() {
        return heldUntil > 0;
    }

    /** What the decision about it goes by. */
    NotifyDecision.Group situation() {
        // what the receiver did not take was no message: nothing is held after it
        Rounds rounds = head.failures() > 0 ? head.rounds().unheld() : head.rounds();
        return new NotifyDecision.Group(entries, head.told(), head.isFlying(), head.dueAt(), rounds, head.times());
    }
}
