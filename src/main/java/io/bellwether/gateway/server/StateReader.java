package io.bellwether.gateway.server;

import io.bellwether.gateway.mapping.KnownSnapshots;
import io.bellwether.gateway.mapping.KnownSnapshotsJson;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.ingest.TopicContents;
import java.nio.charset.StandardCharsets;
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
    private final EventOutlet outlet;
    private final String topic;
    private final long now;
    /** Keys whose records say more than is kept. */
    private final Set<String> untidy = new LinkedHashSet<>();

    /** @param now epoch ms */
    StateReader(MemorySnapshots snapshots, EventOutlet outlet, String topic, long now) {
        this.snapshots = snapshots;
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
        String name = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        int blank = name.indexOf(' ');
        if (blank < 0) {
            return;
        }
        KnownSnapshots known = value == null
                ? KnownSnapshots.NONE
                : KnownSnapshotsJson.of(value).map(KnownSnapshotsJson::known).orElse(KnownSnapshots.NONE);
        KnownSnapshots kept = known.latest() < now - FORGOTTEN_AFTER.toMillis()
                ? KnownSnapshots.NONE
                : known.settled(now - MemorySnapshots.SETTLED_MILLIS);
        snapshots.restore(new KnownSnapshotsJson(name.substring(0, blank), name.substring(blank + 1), kept));
        untidy.remove(name);
        if (kept.states().size() < known.states().size()) {
            untidy.add(name);
        }
    }

    /** What cannot be written now is tidied by the next start. */
    void tidy() {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String name : untidy) {
            records.add(record(name));
            if (records.size() == TOGETHER) {
                write(records);
                records.clear();
            }
        }
        write(records);
    }

    private ProducerRecord<byte[], byte[]> record(String name) {
        int blank = name.indexOf(' ');
        String source = name.substring(0, blank);
        String caseId = name.substring(blank + 1);
        KnownSnapshots known = snapshots.known(source, caseId);
        byte[] value = known.states().isEmpty() ? null : new KnownSnapshotsJson(source, caseId, known).bytes();
        return new ProducerRecord<>(topic, name.getBytes(StandardCharsets.UTF_8), value);
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
