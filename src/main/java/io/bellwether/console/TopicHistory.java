package io.bellwether.console;

import io.bellwether.event.Decoded;
import io.bellwether.event.EventDecoder;
import io.bellwether.event.EventEncoder;
import io.bellwether.event.ServiceEvent;
import io.bellwether.ingest.DoorOperator;
import io.bellwether.ingest.MessageScorer;
import io.bellwether.settings.Settings;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Events of topics as a file that can be replayed. Messages are scored on the way and leave their texts behind. */
final class TopicHistory {

    static final long MOST_EVENTS = 2_000_000;
    /** So long after it happened an event may have been written. */
    private static final long LATE_MILLIS = 86_400_000;

    private static final long PATIENCE_NANOS = 180_000_000_000L;
    private static final int LOOK_EVERY = 4_096;

    private final EventDecoder decoder;
    private final EventEncoder encoder = new EventEncoder();
    private final MessageScorer scorer;
    private long events;

    TopicHistory(Settings settings, DoorOperator.ModelSource model) throws IOException {
        this.decoder = new EventDecoder(settings.series().dimensions());
        this.scorer =
                new MessageScorer(model.open().scorer(), settings.sentiment().topics());
    }

    long events() {
        return events;
    }

    /** Writes those that happened from one time on, before another. What is no event is left out. */
    void write(EventTopics topics, long from, long to, Path file, RuleTrial.Watch watch)
            throws IOException, RuleTrial.Ended {
        long[] seen = {0};
        RuleTrial.Ended[] ended = {null};
        try (OutputStream out = new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file), 1 << 16))) {
            boolean whole = topics.read(from, to + LATE_MILLIS, PATIENCE_NANOS, record -> {
                try {
                    take(record, from, to, out);
                    if (++seen[0] % LOOK_EVERY == 0) {
                        watch.at("reading", (double) (record.timestamp() - from) / (to - from), events);
                    }
                } catch (RuleTrial.Ended e) {
                    ended[0] = e;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return ended[0] == null && events <= MOST_EVENTS;
            });
            if (ended[0] != null) {
                throw ended[0];
            }
            if (!whole) {
                throw new RuleTrial.Ended(
                        events > MOST_EVENTS
                                ? "more than " + MOST_EVENTS + " events in that time; choose a shorter one"
                                : "reading the topics takes too long; choose a shorter time");
            }
        }
        if (events == 0) {
            throw new RuleTrial.Ended("no event in that time: Kafka has none any more, or none came");
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, long from, long to, OutputStream out) throws IOException {
        Decoded decoded =
                decoder.decode(record.value(), record.topic(), record.partition(), record.offset(), Long.MAX_VALUE);
        ServiceEvent event = decoded.event();
        if (event != null && event.time() >= from && event.time() < to) {
            out.write(encoder.encode(event.isMessage() ? scorer.textless(event) : event));
            out.write('\n');
            events++;
        }
    }
}
