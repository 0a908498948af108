package io.bellwether.job;

import io.bellwether.topic.RowForm;
import io.bellwether.topic.RowTable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer of a {@link RowSink}. The task's thread owns everything; the producer's thread answers with a mail. What
 * could not be written waits by its key alone, and is written as it is by then. While the topic is away one key is tried now and
 * then, and the others wait behind it.
 *
 * @param <T> what is told of an owner
 */
final class RowWriter<T> implements SinkWriter<T> {

    private static final Logger LOG = LoggerFactory.getLogger(RowSink.class);
    private static final long RETRY_MILLIS = 5_000;

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final RowTable<T, ?> table;
    private final MailboxExecutor mailbox;
    private final ProcessingTimeService timers;
    private final Counter written;
    private final Counter refused;
    private final Set<String> waiting = new LinkedHashSet<>();
    private boolean away;
    private boolean retrySet;
    private boolean complete;
    private Attempt underWay;
    private volatile boolean closed;

    /** A record that was given to the producer, of which the task's thread hears once. */
    private static final class Attempt {
        private final String key;
        private boolean over;

        Attempt(String key) {
            this.key = key;
        }
    }

    /**
     * @param table what the topic says
     * @param form which names the counters
     */
    RowWriter(
            Producer<byte[], byte[]> producer,
            String topic,
            RowTable<T, ?> table,
            RowForm<T, ?> form,
            MailboxExecutor mailbox,
            ProcessingTimeService timers,
            MetricGroup metrics) {
        this.producer = producer;
        this.topic = topic;
        this.table = table;
        this.mailbox = mailbox;
        this.timers = timers;
        this.written = metrics.counter(form.written());
        this.refused = metrics.counter(form.refused());
        metrics.gauge(form.written() + "Waiting", (Gauge<Integer>) waiting::size);
    }

    @Override
    public void write(T told, Context context) {
        table.take(told).forEach(this::send);
    }

    /** All owners tell of themselves in front of their first watermark. */
    @Override
    public void writeWatermark(Watermark watermark) {
        if (!complete) {
            complete = true;
            table.allTold().forEach(this::send);
        }
    }

    private void send(String key) {
        if (away) {
            waiting.add(key);
        } else {
            attempt(key, false);
        }
    }

    /** @param probe whether to hear that it went well, too */
    private void attempt(String key, boolean probe) {
        Attempt attempt = new Attempt(key);
        try {
            Exception atOnce = failure(producer.send(
                    new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), table.value(key)),
                    (metadata, error) -> {
                        if ((error != null || probe) && !closed) {
                            mailbox.execute(() -> answered(attempt, error), "Kafka answered about a row");
                        }
                    }));
            if (atOnce != null) {
                answered(attempt, atOnce);
            } else {
                written.inc();
                underWay = probe && !attempt.over ? attempt : underWay;
            }
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException | IllegalStateException e) {
            answered(attempt, e);
        }
    }

    /**
     * Why a record failed before it was under way; null where it did not. Without metadata, or with a full buffer, the producer
     * waits in the task's thread before it fails: that must not happen once for each key.
     */
    private static Exception failure(Future<?> sent) {
        if (sent.isDone()) {
            try {
                sent.get();
            } catch (ExecutionException e) {
                return e.getCause() instanceof Exception cause ? cause : e;
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
        return null;
    }

    private void answered(Attempt attempt, Exception error) {
        if (attempt.over) {
            return;
        }
        attempt.over = true;
        underWay = attempt.equals(underWay) ? null : underWay;
        if (error == null) {
            back();
        } else if (isOfTheRecord(error)) {
            refused.inc();
            LOG.error("Topic {} does not take what {} is: {}", topic, attempt.key, error.toString());
        } else {
            failed(attempt.key, error);
        }
    }

    /** Whether that record can never be written. It is tried again when its row changes. */
    private static boolean isOfTheRecord(Exception error) {
        return error instanceof RecordTooLargeException
                || error instanceof RecordBatchTooLargeException
                || error instanceof InvalidRecordException;
    }

    private void failed(String key, Exception error) {
        waiting.add(key);
        if (!away) {
            away = true;
            LOG.warn(
                    "Topic {} cannot be written to; what it is to say waits until it can: {}", topic, error.toString());
        }
        retryLater();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task where a timer fails
    private void retryLater() {
        if (!retrySet) {
            retrySet = true;
            timers.registerTimer(timers.getCurrentProcessingTime() + RETRY_MILLIS, time -> {
                retrySet = false;
                retry();
            });
        }
    }

    /** One tries for all: if it goes through, the others follow. */
    private void retry() {
        if (!away) {
            return;
        }
        retryLater();
        if (underWay != null) {
            // the producer itself tries that one again
            return;
        }
        Iterator<String> keys = waiting.iterator();
        if (keys.hasNext()) {
            String key = keys.next();
            keys.remove();
            attempt(key, true);
        } else {
            back();
        }
    }

    private void back() {
        if (away) {
            LOG.info("Topic {} can be written to again; {} records waited", topic, waiting.size());
        }
        away = false;
        List<String> keys = List.copyOf(waiting);
        waiting.clear();
        keys.forEach(this::send);
    }

    /** A checkpoint waits for nothing: the next start compares what is there. */
    @Override
    public void flush(boolean endOfInput) {
        if (endOfInput) {
            producer.flush();
        }
    }

    @Override
    public void close() {
        closed = true;
        producer.close(Duration.ZERO);
    }
}
