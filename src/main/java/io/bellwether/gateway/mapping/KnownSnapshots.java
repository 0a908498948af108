package io.bellwether.gateway.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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
     * What a snapshot finds.
     *
     * @param known all that is known with it
     * @param before the one before it; null where it is the first
     * @param after the one after it; null where it is the latest
     * @param tooOld whether it is older than all that is kept, so that nobody knows what it changed
     */
    public record Place(KnownSnapshots known, SnapshotState before, SnapshotState after, boolean tooOld) {}

    /** Puts a snapshot in its place; one that is known is found where it stands. */
    public Place with(SnapshotState state) {
        int at = Collections.binarySearch(states, state, SnapshotState.ORDER);
        boolean known = at >= 0;
        int place = known ? at : -at - 1;
        if (place == 0 && cut) {
            return new Place(this, null, null, true);
        }
        List<SnapshotState> all = new ArrayList<>(states);
        if (!known) {
            all.add(place, state);
        }
        SnapshotState before = place == 0 ? null : all.get(place - 1);
        SnapshotState after = place + 1 == all.size() ? null : all.get(place + 1);
        boolean full = all.size() > MOST;
        List<SnapshotState> kept = full ? all.subList(all.size() - MOST, all.size()) : all;
        return new Place(known ? this : new KnownSnapshots(kept, cut || full), before, after, false);
    }

    /** Epoch ms of the latest; 0 where nothing is known. */
    public long latest() {
        return states.isEmpty() ? 0 : states.get(states.size() - 1).time();
    }
}
