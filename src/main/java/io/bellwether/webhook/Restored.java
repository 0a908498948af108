package io.bellwether.webhook;

/** What becomes of groups that a state has brought back. */
final class Restored {

    private Restored() {}

    /**
     * Whatever was waiting or under way when the state was saved continues as soon as the task runs. Tries before the restart
     * do not count for giving up: what grew old while the job was down has not been tried since.
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
                outbox.head(head.landed(0));
            }
            if (head.held() || head.waitsForNextMessage(now)) {
                outbox.head(head.landed(0).roused().due(now));
            }
            groups.wakeAt(now);
        }
    }
}
