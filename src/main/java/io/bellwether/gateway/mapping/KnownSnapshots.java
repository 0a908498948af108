package io.bellwether.gateway.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The latest snapshots of one case, in the order of their time, so that one that comes late finds its place: the events of
 * a change depend on its neighbours alone, and not on what came when. Immutable.
 *
 * @param states at most {@value #MOST}
 * @param cut whether there were older ones
 */
public record KnownSnapshots(List<SnapshotState> states, boolean cut) {

    /** The most snapshots that are kept of a case. */
    public static final int MOST = 24;

    /** Nothing is known. */
    public static final KnownSnapshots NONE = new KnownSnapshots(List.of(), false);

    public KnownSnapshots {
        states = List.copyOf(states);
    }

    /**
     * Two states that stand beside each other.
     *
     * @param before null where the other is the first
     */
    public record Change(SnapshotState before, SnapshotState after) {}

    /**
     * What a snapshot finds.
     *
     * @param known all that is known with it
     * @param changes what it changed, and what changed from it to the next one
     * @param told the states whose changes these are
     * @param tooOld whether it is older than all that is kept, so that nobody knows what it changed
     */
    public record Place(KnownSnapshots known, List<Change> changes, List<SnapshotState> told, boolean tooOld) {

        public Place {
            changes = List.copyOf(changes);
            told = List.copyOf(told);
        }

        /** The same with the changes of further states, each once. */
        Place and(List<SnapshotState> others) {
            Set<Change> all = new LinkedHashSet<>(changes);
            others.forEach(other -> all.addAll(known.around(other)));
            Set<SnapshotState> states = new LinkedHashSet<>(told);
            states.addAll(others);
            return new Place(known, List.copyOf(all), List.copyOf(states), tooOld);
        }
    }

    /** Puts a snapshot in its place; one that is known is found where it stands. */
    public Place with(SnapshotState state) {
        int at = Collections.binarySearch(states, state, SnapshotState.ORDER);
        int place = at >= 0 ? at : -at - 1;
        if (place == 0 && cut) {
            return new Place(this, List.of(), List.of(), true);
        }
        List<SnapshotState> all = new ArrayList<>(states);
        if (at < 0) {
            all.add(place, state);
        }
        List<Change> changes = around(all, state, cut);
        boolean full = all.size() > MOST;
        List<SnapshotState> kept = full ? all.subList(all.size() - MOST, all.size()) : all;
        return new Place(at >= 0 ? this : new KnownSnapshots(kept, cut || full), changes, List.of(state), false);
    }

    /** The changes to a state and from it to the next one; none where it is not known. */
    List<Change> around(SnapshotState state) {
        return around(states, state, cut);
    }

    private static List<Change> around(List<SnapshotState> all, SnapshotState state, boolean cut) {
        int at = Collections.binarySearch(all, state, SnapshotState.ORDER);
        List<Change> changes = new ArrayList<>();
        if (at > 0 || at == 0 && !cut) {
            changes.add(new Change(at == 0 ? null : all.get(at - 1), all.get(at)));
        }
        if (at >= 0 && at + 1 < all.size()) {
            changes.add(new Change(all.get(at), all.get(at + 1)));
        }
        return changes;
    }

    /** The newest of them, so many. */
    public KnownSnapshots newest(int count) {
        return count >= states.size()
                ? this
                : new KnownSnapshots(states.subList(states.size() - count, states.size()), true);
    }

    /** The latest alone, where nothing was heard since then, epoch ms: what comes of the time before it comes too late. */
    public KnownSnapshots settled(long before) {
        return latest() < before ? newest(1) : this;
    }

    /** The same without some states. */
    KnownSnapshots without(Collection<SnapshotState> others) {
        return others.isEmpty()
                ? this
                : new KnownSnapshots(
                        states.stream().filter(state -> !others.contains(state)).toList(), cut);
    }

    /** Epoch ms of the latest; 0 where nothing is known. */
    public long latest() {
        return states.isEmpty() ? 0 : states.get(states.size() - 1).time();
    }
}
