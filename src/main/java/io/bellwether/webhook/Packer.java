package io.bellwether.webhook;

import io.bellwether.notify.Change;
import io.bellwether.notify.Coalesced;
import io.bellwether.notify.Entry;
import io.bellwether.notify.Mute;
import io.bellwether.notify.Mutes;
import io.bellwether.notify.Telling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes what the current group has to say out of its outbox, for a message. */
final class Packer {

    /** A message that tells of several groups takes no further one when it has so many changes. */
    static final int ENOUGH_CHANGES = 40;

    private final Outbox outbox;
    private final Folding folding;
    private final DeliveryMetrics counters;
    private final DecisionLog decided;
    private final Circumstances circumstances;

    Packer(Outbox outbox, Circumstances circumstances, DeliveryMetrics counters, DecisionLog decided) {
        this.outbox = outbox;
        this.circumstances = circumstances;
        this.folding = circumstances.folding();
        this.counters = counters;
        this.decided = decided;
    }

    /** Leaves of what waits what is worth saying. A parcel of no entries has nothing to say; none is under way. */
    Parcel reduce(String key, Head head, long now) throws Exception {
        List<Entry> waiting = outbox.entries();
        Set<String> told = outbox.told(waiting);
        Coalesced left = Coalesced.of(waiting, told::contains, entry -> circumstances.keptBack(entry, now));
        counters.add(head.receiver(), DeliveryCounter.SUPERSEDED, left.superseded());
        counters.add(head.receiver(), DeliveryCounter.NEVER_TOLD, left.neverTold());
        if (left.neverTold() > 0) {
            noteNeverTold(key, head, waiting, left, now);
        }
        Mutes mutes = folding.on(circumstances.mutes(), head.receiver());
        Mutes.Split split = mutes.split(left.keep(), head.times(), told::contains, now);
        for (Entry entry : split.held().isEmpty() ? List.<Entry>of() : left.keep()) {
            boolean knows = told.contains(entry.change().episode());
            Mute mute = entry.held() ? null : mutes.of(new Telling(entry, head.times(), knows), now);
            if (mute != null) {
                decided.held(head, key, entry.change(), mute, now);
            }
        }
        folding.arranged(head.receiver(), waiting, split.held());
        return arranged(key, head, waiting, split);
    }

    private void noteNeverTold(String key, Head head, List<Entry> waiting, Coalesced left, long now) {
        Map<String, Change> newest = new LinkedHashMap<>();
        waiting.forEach(entry -> newest.put(entry.change().episode(), entry.change()));
        left.keep().forEach(entry -> newest.remove(entry.change().episode()));
        newest.values().forEach(change -> decided.neverTold(head, key, change, now));
    }

    /** What is held goes behind what may be sent: what is under way is always the beginning. */
    private Parcel arranged(String key, Head head, List<Entry> waiting, Mutes.Split split) throws Exception {
        List<Entry> left = new ArrayList<>(split.free());
        Head arranged = head;
        if (split.free().isEmpty()) {
            left.addAll(split.held());
        } else {
            arranged = head.skipped(split.held().size());
            for (int i = 0; i < split.held().size(); i++) {
                left.add(split.held().get(i).at(head.nextOrder() + i));
            }
        }
        long heldUntil = split.held().isEmpty() ? 0 : split.until();
        return new Parcel(key, outbox.replace(arranged, waiting, left), split.free(), heldUntil);
    }

    /** Marks as much of a parcel of the current group as a message can carry as under way. */
    Parcel launch(Parcel reduced, int most, long now) throws Exception {
        List<Entry> entries = reduced.entries();
        List<Entry> carried =
                remarked(reduced.head().receiver(), entries.subList(0, Math.min(most, entries.size())), now);
        Head head = reduced.head();
        head = head.in(head.rounds().sent(entries.get(0).order(), head.nextOrder(), now));
        Head flying = head.flying(carried.get(carried.size() - 1).order() + 1);
        outbox.head(flying);
        return new Parcel(reduced.key(), flying, carried, reduced.heldUntil());
    }

    /** With what is told beside each; kept, so that the same is said again after a failure. */
    private List<Entry> remarked(String receiver, List<Entry> entries, long now) throws Exception {
        List<Entry> remarked = new ArrayList<>();
        for (Entry entry : entries) {
            Entry one = entry.remarked(circumstances.remarks(receiver, entry.change(), now));
            if (!one.equals(entry)) {
                outbox.keep(one);
            }
            remarked.add(one);
        }
        return remarked;
    }

    /**
     * What was under way of the current group when the state was saved: the same content again, so the same id; to a receiver
     * that has become another one since, as much as that takes.
     */
    Parcel again(String key, Head head, int most, long now) throws Exception {
        Parcel flown = new Parcel(key, head, outbox.flying(head), 0);
        return flown.entries().size() <= most ? flown : launch(flown, most, now);
    }

    /** Takes what was under way out: the receiver has it. */
    Head delivered(Head head, long now) throws Exception {
        List<Entry> flown = outbox.flying(head);
        counters.add(head.receiver(), DeliveryCounter.DELIVERED, flown.size());
        flown.forEach(entry -> folding.told(head.receiver(), entry.change()));
        return outbox.deliver(head, flown, now);
    }
}
