package io.bellwether.gateway.mapping;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Snapshots in memory. Whoever keeps them elsewhere puts them here at the start, and writes what {@link #known} says. */
public final class MemorySnapshots implements SnapshotStore {

    private record Key(String source, String caseId) {}

    /** How many snapshots come between two looks at what may be forgotten. */
    private static final int BETWEEN_LOOKS = 4096;

    private final Map<Key, KnownSnapshots> cases = new ConcurrentHashMap<>();
    /** By source: of a silent one nothing is forgotten, and nothing is added. */
    private final Map<String, Integer> added = new ConcurrentHashMap<>();

    @Override
    public KnownSnapshots.Place add(String source, String caseId, SnapshotState state, long forgetBefore) {
        if (added.merge(source, 1, Integer::sum) % BETWEEN_LOOKS == 0) {
            cases.entrySet()
                    .removeIf(entry -> entry.getKey().source().equals(source)
                            && entry.getValue().latest() < forgetBefore);
        }
        KnownSnapshots.Place[] place = new KnownSnapshots.Place[1];
        cases.compute(new Key(source, caseId), (key, known) -> {
            place[0] = (known == null ? KnownSnapshots.NONE : known).with(state);
            return place[0].known();
        });
        return place[0];
    }

    /** What is known of a case now. */
    public KnownSnapshots known(String source, String caseId) {
        return cases.getOrDefault(new Key(source, caseId), KnownSnapshots.NONE);
    }

    /** Takes what was known of a case before the start. */
    public void restore(KnownSnapshotsJson kept) {
        cases.put(new Key(kept.source(), kept.caseId()), kept.known());
    }

    /** Forgets cases of which nothing was heard since then, epoch ms. */
    public void forget(long before) {
        cases.values().removeIf(known -> known.latest() < before);
    }

    /** How many cases are known. */
    public int size() {
        return cases.size();
    }
}
