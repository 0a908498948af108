package io.bellwether.gateway.mapping;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Snapshots that are forgotten with the process. */
public final class MemorySnapshots implements SnapshotStore {

    private record Key(String source, String caseId) {}

    private final Map<Key, KnownSnapshots> cases = new ConcurrentHashMap<>();

    @Override
    public KnownSnapshots.Place add(String source, String caseId, SnapshotState state) {
        KnownSnapshots.Place[] place = new KnownSnapshots.Place[1];
        cases.compute(new Key(source, caseId), (key, known) -> {
            place[0] = (known == null ? KnownSnapshots.NONE : known).with(state);
            return place[0].known();
        });
        return place[0];
    }
}
