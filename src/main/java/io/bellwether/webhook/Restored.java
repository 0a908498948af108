package io.bellwether.webhook;

import io.bellwether.notify.Entry;
import java.util.List;

/** What becomes of groups that a state has brought back. */
final class Restored {

    private Restored() {}

    /**
     * Whatever was waiting or under way when the state was saved continues as soon as the task runs. Tries before the restart
     * do not count for giving up: what grew old while the job was down has not been tried since. What was due by now may have
     * been told after the state was saved, so whoever waits for it has to hear of an end that comes before it is told.
     *
     * @param keys of all groups
     */
    static void wake(Iterable<String> keys, Groups groups, Outbox outbox, Folding folding, long now) throws Exception {
        folding.restore(keys, groups, outbox);
        for (String key : keys) {
            groups.turnTo(key);
            outbox.setBack(now);
            Head head = outbox.head();
            if (!head.isFlying()) {
                uncertain(head, outbox, now);
                outbox.head(head.landed(0));
            }
            if (head.held() || head.waitsForNextMessage(now)) {
                outbox.head(head.landed(0).roused().due(now));
            }
            groups.wakeAt(now);
        }
    }

    private static void uncertain(Head head, Outbox outbox, long now) throws Exception {
        for (Entry entry : head.dueAt() < now ? outbox.entries() : List.<Entry>of()) {
            if (!entry.held() && entry.notBefore() < now) {
                outbox.keep(entry.attempted());
            }
        }
    }
}
