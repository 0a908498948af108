package io.bellwether.gateway.server;

import io.bellwether.gateway.server.GatewayMetrics.Count;
import io.bellwether.ingest.Letter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what came of deliveries. What Kafka would never take is not sent for ever, and keeps nothing else back: an event is a
 * dead letter then, a letter goes without its value, and what is refused even so is counted as lost. All else that fails is
 * for the sender to send again.
 */
final class RecordWriter {

    private static final Logger LOG = LoggerFactory.getLogger(RecordWriter.class);
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final EventOutlet outlet;
    private final GatewayTopics topics;
    private final GatewayLetters letters;
    private final GatewayMetrics metrics;
    private final AtomicLong saidAt = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    RecordWriter(EventOutlet outlet, GatewayTopics topics, GatewayLetters letters, GatewayMetrics metrics) {
        this.outlet = outlet;
        this.topics = topics;
        this.letters = letters;
        this.metrics = metrics;
    }

    /** Done when Kafka has them, or what stands for them; failed where it may not have one. */
    CompletableFuture<Void> write(String source, List<ProducerRecord<byte[], byte[]>> records) {
        return outlet.write(records).exceptionallyComposeAsync(failure -> {
            say(cause(failure));
            return isForGood(failure) ? oneByOne(source, records) : CompletableFuture.failedFuture(failure);
        });
    }

    private CompletableFuture<Void> oneByOne(String source, List<ProducerRecord<byte[], byte[]>> records) {
        List<CompletableFuture<Void>> written = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            written.add(outlet.write(List.of(record))
                    .exceptionallyComposeAsync(failure -> isForGood(failure)
                            ? instead(source, record, cause(failure))
                            : CompletableFuture.failedFuture(failure)));
        }
        return CompletableFuture.allOf(written.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> instead(String source, ProducerRecord<byte[], byte[]> record, Throwable failure) {
        if (record.topic().equals(topics.rejected()) && record.value().length > 0) {
            return oneByOne(source, List.of(withoutValue(record)));
        }
        if (record.topic().equals(topics.rejected()) || record.topic().equals(topics.state())) {
            metrics.add(Count.LOST, 1, source, record.topic());
            return CompletableFuture.completedFuture(null);
        }
        String detail = "Kafka refuses the event: " + failure.getClass().getSimpleName();
        return oneByOne(source, List.of(letters.ofEvent(source, detail, record.value())));
    }

    private static ProducerRecord<byte[], byte[]> withoutValue(ProducerRecord<byte[], byte[]> letter) {
        ProducerRecord<byte[], byte[]> bare = new ProducerRecord<>(letter.topic(), letter.key(), new byte[0]);
        letter.headers().forEach(header -> bare.headers().add(header));
        bare.headers().remove(Letter.TRUNCATED).add(Letter.TRUNCATED, "true".getBytes(StandardCharsets.UTF_8));
        return bare;
    }

    /** Of the record itself; what somebody can mend in Kafka is not for good. */
    private static boolean isForGood(Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof RecordTooLargeException
                || cause instanceof RecordBatchTooLargeException
                || cause instanceof InvalidRecordException
                || cause instanceof InvalidTimestampException;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** What goes away by itself is not said; of the rest one a minute. Kafka's words name topics and sizes, never content. */
    private void say(Throwable cause) {
        long now = System.nanoTime();
        long before = saidAt.get();
        if (!(cause instanceof RetriableException)
                && now - before >= QUIET_NANOS
                && saidAt.compareAndSet(before, now)) {
            LOG.error("Kafka does not take what was delivered: {}", cause.toString());
        }
    }
}
