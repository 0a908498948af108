package io.bellwether.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bellwether.gateway.mapping.KnownSnapshots;
import io.bellwether.gateway.mapping.KnownSnapshotsJson;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.gateway.mapping.SnapshotState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of cases, in memory and in the topic, does not grow with all that ever was. */
class GatewayStateTest {

    private static final long NOW = 1_790_000_000_000L;

    private final KeptRecords kafka = new KeptRecords();
    private final MemorySnapshots snapshots = MemorySnapshots.unconfirmed();
    private final StateReader reader = new StateReader(snapshots, new PullCursors(kafka, "state"), kafka, "state", NOW);

    private static byte[] key(String caseId) {
        return ("desk " + caseId).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] value(String caseId, int daysAgo, int count) {
        List<SnapshotState> states = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long time = NOW - Duration.ofDays(daysAgo).toMillis() - count + i;
            states.add(new SnapshotState(time, 0, JsonNodeFactory.instance.objectNode()));
        }
        return new KnownSnapshotsJson("desk", caseId, new KnownSnapshots(states, false)).bytes();
    }

    private KnownSnapshots known(String caseId) {
        return snapshots.known("desk", caseId);
    }

    @Test
    void whatWasSilentIsKeptAsItWasLastOrNotAtAll() {
        reader.take(key("fresh"), value("fresh", 1, 5));
        reader.take(key("silent"), value("silent", 8, 5));
        reader.take(key("old"), value("old", 400, 5));
        reader.take(key("gone"), value("gone", 1, 5));
        reader.take(key("gone"), null);
        reader.take(key("again"), value("again", 400, 5));
        reader.take(key("again"), value("again", 2, 3));
        reader.take(null, value("keyless", 1, 1));
        reader.take(key("other version"), "{\"v\":9}".getBytes(StandardCharsets.UTF_8));
        reader.tidy();
        assertThat(known("fresh").states()).hasSize(5);
        assertThat(known("silent").states()).hasSize(1);
        assertThat(known("silent").cut()).isTrue();
        assertThat(known("again").states()).hasSize(3);
        assertThat(snapshots.size()).isEqualTo(3);
        assertThat(kafka.written)
                .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                .containsExactly("desk silent", "desk old");
        assertThat(kafka.written.get(0).value().length).isLessThan(value("silent", 8, 5).length);
        assertThat(kafka.written.get(1).value()).isNull();
    }
}
