package io.bellwether.webhook;

import io.bellwether.notify.Coalesced;
import io.bellwether.notify.Entry;
import java.util.List;

/** Takes what the current group has to say out of its outbox, for a message. */
final class Packer {

    /** A message that tells of several groups takes no further one when it has so many changes. */
    static final int ENOUGH_CHANGES = 40;

    private final Outbox outbox;
    private final DeliveryMetrics counters;

    Packer(Outbox outbox, DeliveryMetrics counters) {
        this.outbox = outbox;
        this.counters = counters;
    }

    /** Leaves of what waits what is worth saying. A parcel of no entries has nothing to say; none is under way. */
    Parcel reduce(String key, Head head) throws Exception {
        List<Entry> waiting = outbox.entries();
        Coalesced left = Coalesced.of(waiting, outbox.told(waiting)::contains);
        counters.add(head.receiver(), DeliveryCounter.SUPERSEDED, left.superseded());
        counters.add(head.receiver(), DeliveryCounter.NEVER_TOLD, left.neverTold());
        return new Parcel(key, outbox.replace(head, waiting, left.keep()), left.keep());
    }

    /** Marks as much of a parcel of the current group as a message can carry as under way. */
    Parcel launch(Parcel reduced, int most, long now) throws Exception {
        List<Entry> entries = reduced.entries();
        boolean all = entries.size() <= most;
        Head head = reduced.head();
        head = head.in(head.rounds().sent(entries.get(0).order(), head.nextOrder(), now));
        Head flying = head.flying(all ? head.nextOrder() : entries.get(most - 1).order() + 1);
        outbox.head(flying);
        return new Parcel(reduced.key(), flying, all ? entries : entries.subList(0, most));
    }

    /**
     * What was under way of the current group when the state was saved: the same content again, so the same id; to a receiver
     * that has become another one since, as much as that takes.
     */
    Parcel again(String key, Head head, int most, long now) throws Exception {
        Parcel flown = new Parcel(key, head, outbox.flying(head));
        return flown.entries().size() <= most ? flown : launch(flown, most, now);
    }

    /** Takes what was under way out: the receiver has it. */
    Head delivered(Head head, long now) throws Exception {
        List<Entry> flown = outbox.flying(head);
        counters.add(head.receiver(), DeliveryCounter.DELIVERED, flown.size());
        return outbox.deliver(head, flown, now);
    }
}
