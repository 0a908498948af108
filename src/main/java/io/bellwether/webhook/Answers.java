package io.bellwether.webhook;

import io.bellwether.http.HttpOutcome;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** What the end of an attempt means for its groups, and for those that wait for a place. */
final class Answers {

    private final Groups groups;
    private final Outbox outbox;
    private final Packer packer;
    private final Abandonment abandonment;
    private final Companions companions;
    private final DeliveryMetrics counters;
    private final DecisionLog decided;
    private final Troubles troubles;
    private final DeliveryLog log = new DeliveryLog();

    Answers(
            Groups groups,
            Outbox outbox,
            Packer packer,
            Abandonment abandonment,
            Companions companions,
            DeliveryMetrics counters,
            DecisionLog decided,
            Troubles troubles) {
        this.groups = groups;
        this.outbox = outbox;
        this.packer = packer;
        this.abandonment = abandonment;
        this.companions = companions;
        this.counters = counters;
        this.decided = decided;
        this.troubles = troubles;
    }

    /** @param keys of the groups that went in one message with that id */
    void judge(List<String> keys, String id, HttpOutcome outcome, String detail, Recipient recipient, long now)
            throws Exception {
        recipient.gate().leave();
        if (outcome instanceof HttpOutcome.Final && keys.size() > 1) {
            part(keys, now);
        } else {
            for (String key : keys) {
                groups.turnTo(key);
                judge(outbox.head(), id, outcome, detail, recipient.gate(), now);
            }
        }
        admitWaiting(recipient.gate(), now);
        groups.tellTroubles(now);
    }

    /** What one alert is refused for the others must not be given up for: each group goes by itself. */
    private void part(List<String> keys, long now) throws Exception {
        companions.part(keys);
        for (String key : keys) {
            groups.turnTo(key);
            Head head = outbox.head();
            outbox.head(head.landed(head.failures()).due(now));
            groups.advance(now);
        }
    }

    private void judge(Head head, String id, HttpOutcome outcome, String detail, ReceiverGate gate, long now)
            throws Exception {
        if (outcome instanceof HttpOutcome.Ok) {
            log.answers(head.receiver());
            troubles.works(head.receiver(), now);
            decided.told(head, groups.key(), outbox.flying(head), now);
            groups.settle(packer.delivered(head, now).landed(0), now);
        } else if (outcome instanceof HttpOutcome.Final end) {
            Head left = abandonment.refused(head, groups.key(), end.reason(), detail, now);
            groups.settle(left.landed(0), now);
        } else {
            tryLater(head, id, outcome, detail, gate, now);
        }
    }

    private void admitWaiting(ReceiverGate gate, long now) throws Exception {
        for (String next = gate.next(now); next != null; next = gate.next(now)) {
            groups.turnTo(next);
            groups.advance(now);
        }
    }

    private void tryLater(Head head, String id, HttpOutcome outcome, String detail, ReceiverGate gate, long now)
            throws Exception {
        int failures = Math.min(head.failures(), Integer.MAX_VALUE - 1) + 1;
        long dueAt = gate.nextTry(outcome, failures, ThreadLocalRandom.current().nextDouble(), now);
        boolean retried = outcome instanceof HttpOutcome.Retry;
        counters.add(head.receiver(), retried ? DeliveryCounter.RETRIES : DeliveryCounter.BROKEN, 1);
        if (outcome instanceof HttpOutcome.Retry retry && retry.mayHaveArrived()) {
            outbox.attempted(head);
        }
        if (outcome instanceof HttpOutcome.Disable) {
            troubles.refuses(head.receiver(), outcome.word(), now);
        }
        log.failed(head.receiver(), id, failures, outcome, detail, now);
        outbox.head(head.landed(failures).due(dueAt));
        groups.advance(now);
    }
}
