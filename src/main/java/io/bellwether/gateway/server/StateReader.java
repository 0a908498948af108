package io.bellwether.gateway.server;

import io.bellwether.gateway.mapping.KnownSnapshots;
import io.bellwether.gateway.mapping.KnownSnapshotsJson;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.ingest.TopicContents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is known of cases when a gateway starts. Of those that were silent for long it keeps the latest snapshot alone,
 * or nothing, and makes the topic say the same: else it would grow for ever, and each start with it.
 */
final class StateReader {

    private static final Logger LOG = LoggerFactory.getLogger(StateReader.class);
    private static final int TOGETHER = 500;

    /** A case of which nothing was heard for so long is begun anew if it comes again. */
    static final Duration FORGOTTEN_AFTER = Duration.ofDays(365);

    private final MemorySnapshots snapshots;
    private final PullCursors cursors;
    private final EventOutlet outlet;
    private final String topic;
    private final long now;
    /** Keys whose records say more than is kept. */
    private final Set<StateKey> untidy = new LinkedHashSet<>();

    /** @param now epoch ms */
    StateReader(MemorySnapshots snapshots, PullCursors cursors, EventOutlet outlet, String topic, long now) {
        this.snapshots = snapshots;
        this.cursors = cursors;
        this.outlet = outlet;
        this.topic = topic;
        this.now = now;
    }

    /** @throws IllegalStateException where the topic cannot be read */
    void read(Properties client, int seconds) {
        TopicContents.readPairs(client, topic, seconds, this::take);
        tidy();
    }

    /** The newest record of a key comes last. */
    void take(byte[] key, byte[] value) {
        StateKey.of(key).filter(found -> !cursors.restore(found, value)).ifPresent(found -> take(found, value));
    }

    private void take(StateKey key, byte[] value) {
        KnownSnapshots known = value == null
                ? KnownSnapshots.NONE
                : KnownSnapshotsJson.of(value).map(KnownSnapshotsJson::known).orElse(KnownSnapshots.NONE);
        KnownSnapshots kept = known.latest() < now - FORGOTTEN_AFTER.toMillis()
                ? KnownSnapshots.NONE
                : known.settled(now - MemorySnapshots.SETTLED_MILLIS);
        snapshots.restore(new KnownSnapshotsJson(key.source(), key.caseId(), kept));
        untidy.remove(key);
        if (kept.states().size() < known.states().size()) {
            untidy.add(key);
        }
    }

    /** What cannot be written now is tidied by the next start. */
    void tidy() {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (StateKey key : untidy) {
            records.add(record(key));
            if (records.size() == TOGETHER) {
                write(records);
                records.clear();
            }
        }
        write(records);
    }

    private ProducerRecord<byte[], byte[]> record(StateKey key) {
        KnownSnapshots known = snapshots.known(key.source(), key.caseId());
        byte[] value =
                known.states().isEmpty() ? null : new KnownSnapshotsJson(key.source(), key.caseId(), known).bytes();
        return new ProducerRecord<>(topic, key.bytes(), value);
    }

    private void write(List<ProducerRecord<byte[], byte[]>> records) {
        outlet.write(List.copyOf(records))
                .exceptionally(failure -> {
                    LOG.warn("Topic {} is not tidied now: {}", topic, failure.toString());
                    return null;
                })
                .join();
    }
}
