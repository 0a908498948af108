package io.bellwether.gateway.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Snapshots in memory. Whoever keeps them elsewhere puts them here at the start, and writes what {@link #known} says.
 *
 * <p>Where events have a way to go, a state counts as told only when it is {@link #confirm confirmed}: until then every
 * further snapshot of its case tells its changes again, and {@link #known} leaves it out.
 */
public final class MemorySnapshots implements SnapshotStore {

    private record Key(String source, String caseId) {}

    /** @param untold states whose changes may not have come to where events go */
    private record Case(KnownSnapshots known, List<SnapshotState> untold) {
        private static final Case NONE = new Case(KnownSnapshots.NONE, List.of());
    }

    /** How many snapshots come between two looks at what may be forgotten. */
    private static final int BETWEEN_LOOKS = 4096;

    /** Of a case that is silent for a week the latest snapshot is enough: one that is older would come too late anyway. */
    public static final long SETTLED_MILLIS = 7 * 86_400_000L;

    private final boolean confirmed;
    private final Map<Key, Case> cases = new ConcurrentHashMap<>();
    /** By source: of a silent one nothing is forgotten, and nothing is added. */
    private final Map<String, Integer> added = new ConcurrentHashMap<>();

    /** What is added is told at once: for files, whose events wait for nobody. */
    public MemorySnapshots() {
        this(true);
    }

    private MemorySnapshots(boolean confirmed) {
        this.confirmed = confirmed;
    }

    /** What is added is told when somebody confirms it. */
    public static MemorySnapshots unconfirmed() {
        return new MemorySnapshots(false);
    }

    @Override
    public KnownSnapshots.Place add(String source, String caseId, SnapshotState state, long forgetBefore) {
        if (added.merge(source, 1, Integer::sum) % BETWEEN_LOOKS == 0) {
            look(source, forgetBefore);
        }
        KnownSnapshots.Place[] place = new KnownSnapshots.Place[1];
        cases.compute(new Key(source, caseId), (key, before) -> {
            Case old = before == null ? Case.NONE : before;
            place[0] = old.known().with(state).and(old.untold());
            boolean toldBefore = confirmed
                    || old.known().states().contains(state) && !old.untold().contains(state);
            return new Case(place[0].known(), kept(toldBefore ? old.untold() : place[0].told(), place[0].known()));
        });
        return place[0];
    }

    private void look(String source, long forgetBefore) {
        cases.entrySet()
                .removeIf(entry -> entry.getKey().source().equals(source)
                        && entry.getValue().known().latest() < forgetBefore);
        if (!confirmed) {
            long silentSince = System.currentTimeMillis() - SETTLED_MILLIS;
            cases.replaceAll(
                    (key, old) -> old.untold().isEmpty() && old.known().states().size() > 1
                            ? new Case(old.known().settled(silentSince), List.of())
                            : old);
        }
    }

    private static List<SnapshotState> kept(List<SnapshotState> untold, KnownSnapshots known) {
        return untold.stream().filter(known.states()::contains).toList();
    }

    /** The changes of these states are where events go. */
    public void confirm(String source, String caseId, Collection<SnapshotState> told) {
        cases.computeIfPresent(new Key(source, caseId), (key, old) -> {
            List<SnapshotState> untold = new ArrayList<>(old.untold());
            untold.removeAll(told);
            return new Case(old.known(), List.copyOf(untold));
        });
    }

    /** What is known of a case now, and was told. */
    public KnownSnapshots known(String source, String caseId) {
        Case known = cases.getOrDefault(new Key(source, caseId), Case.NONE);
        return known.known().without(known.untold());
    }

    /** Takes what was known of a case before the start, in the place of what was said of it before; it may be nothing. */
    public void restore(KnownSnapshotsJson kept) {
        Key key = new Key(kept.source(), kept.caseId());
        if (kept.known().states().isEmpty()) {
            cases.remove(key);
        } else {
            cases.put(key, new Case(kept.known(), List.of()));
        }
    }

    /** How many cases are known. */
    public int size() {
        return cases.size();
    }
}
