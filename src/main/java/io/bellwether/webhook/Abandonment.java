package io.bellwether.webhook;

import io.bellwether.alert.Transition;
import io.bellwether.notify.Change;
import io.bellwether.notify.Entry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways in which entries of the current group leave the outbox without having been delivered: all are reported. */
final class Abandonment {

    private static final Logger LOGGER = LoggerFactory.getLogger(Abandonment.class);

    /** Nothing is given up for its age before so many tries in a row have failed since the start of the task. */
    static final int MIN_TRIES = 3;

    /** The reason of what waits for a receiver that was taken out of the file. */
    static final String RECEIVER_REMOVED = "receiver_removed";

    /** Who hears of each. */
    @FunctionalInterface
    interface Reports {
        void accept(FailedDelivery failed) throws Exception;
    }

    private final Outbox outbox;
    private final DeliveryMetrics counters;
    private final Reports reports;
    private final Folding folding;

    Abandonment(Outbox outbox, Folding folding, DeliveryMetrics counters, Reports reports) {
        this.outbox = outbox;
        this.folding = folding;
        this.counters = counters;
        this.reports = reports;
    }

    /** Entries that waited longer than they are worth, once the receiver has had its chances. */
    Head expired(Head head, String key, long now) throws Exception {
        if (head.failures() < MIN_TRIES) {
            return head;
        }
        List<Entry> expired =
                outbox.entries().stream().filter(entry -> entry.isExpired(now)).toList();
        if (expired.isEmpty()) {
            return head;
        }
        LOGGER.warn("{} changes for receiver {} waited too long and are given up", expired.size(), head.receiver());
        counters.add(head.receiver(), DeliveryCounter.EXPIRED, expired.size());
        return giveUp(head, key, expired, "expired", "", now);
    }

    /** The oldest tenth of a group that is full, but for what is under way. */
    Head overflowing(Head head, String key, long now) throws Exception {
        List<Entry> oldest = outbox.entries().stream()
                .filter(entry -> entry.order() >= head.flightEnd())
                .limit(Outbox.MAX_ENTRIES / 10)
                .toList();
        LOGGER.warn("receiver {} has {} changes waiting in one group: the oldest go", head.receiver(), head.size());
        counters.add(head.receiver(), DeliveryCounter.OVERFLOW, oldest.size());
        return giveUp(head, key, oldest, "outbox_full", "", now);
    }

    /** What was under way and was refused for good. */
    Head refused(Head head, String key, String reason, String detail, long now) throws Exception {
        List<Entry> flown = outbox.flying(head);
        LOGGER.warn(
                "receiver {} refused {} changes for good ({}); it answered: {}",
                head.receiver(),
                flown.size(),
                reason,
                detail);
        counters.add(head.receiver(), DeliveryCounter.REJECTED, flown.size());
        return giveUp(head, key, flown, reason, detail, now);
    }

    /**
     * Whatever waits for a receiver that is no longer in the routing file. What it was told of stays known: its end is
     * reported, or told if the receiver is back by then.
     */
    Head receiverRemoved(Head head, String key, long now) throws Exception {
        if (head.size() == 0) {
            return head;
        }
        LOGGER.warn("the routing file has no receiver {} any more: {} changes go", head.receiver(), head.size());
        return giveUp(head, key, outbox.entries(), RECEIVER_REMOVED, "", now);
    }

    /** An end will not be told then; a beginning that may have arrived counts as told, so that its end is. */
    private Head giveUp(Head head, String key, List<Entry> entries, String reason, String detail, long now)
            throws Exception {
        counters.add(head.receiver(), DeliveryCounter.FAILED, entries.size());
        int told = head.told();
        for (Entry entry : entries) {
            Change change = entry.change();
            outbox.remove(entry);
            folding.gone(head.receiver(), change);
            if (change.kind() == Transition.Kind.RESOLVED) {
                told += outbox.forget(change);
                folding.forgotten(head.receiver(), change);
            } else if (entry.mayHaveArrived()) {
                told += outbox.tell(change, now);
                folding.told(head.receiver(), change);
            }
            reports.accept(new FailedDelivery(
                    change.deliveryId(),
                    head.receiver(),
                    key,
                    change.transition().alertId(),
                    change.transition().uid(),
                    change.transition().startsAt(),
                    change.transition().seq(),
                    change.kind().wireName(),
                    change.transition().severity(),
                    reason,
                    detail,
                    now));
        }
        return head.counted(head.size() - entries.size(), told);
    }
}
