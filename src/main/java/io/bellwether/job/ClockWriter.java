package io.bellwether.job;

import io.bellwether.cases.CaseClocks;
import io.bellwether.cases.ClockTable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer of a {@link ClockSink}. The task's thread owns everything; the producer's thread answers with a mail. What
 * could not be written waits by its key alone, and is written as it is by then.
 */
final class ClockWriter implements SinkWriter<CaseClocks> {

    private static final Logger LOG = LoggerFactory.getLogger(ClockSink.class);
    private static final long RETRY_MILLIS = 5_000;

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final ClockTable table;
    private final MailboxExecutor mailbox;
    private final ProcessingTimeService timers;
    private final Counter written;
    private final Set<String> waiting = new LinkedHashSet<>();
    private boolean away;
    private boolean complete;
    private volatile boolean closed;

    /** @param table what the topic says */
    ClockWriter(
            Producer<byte[], byte[]> producer,
            String topic,
            ClockTable table,
            MailboxExecutor mailbox,
            ProcessingTimeService timers,
            MetricGroup metrics) {
        this.producer = producer;
        this.topic = topic;
        this.table = table;
        this.mailbox = mailbox;
        this.timers = timers;
        this.written = metrics.counter("numClockRecords");
        metrics.gauge("clocksWaiting", (Gauge<Integer>) waiting::size);
    }

    @Override
    public void write(CaseClocks clocks, Context context) {
        table.take(clocks).forEach(this::send);
    }

    /** Cases tell all their clocks in front of their first watermark. */
    @Override
    public void writeWatermark(Watermark watermark) {
        if (!complete) {
            complete = true;
            table.allTold().forEach(this::send);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of a failure
    private void send(String key) {
        if (away) {
            waiting.add(key);
            return;
        }
        try {
            producer.send(
                    new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), table.value(key)),
                    (metadata, error) -> {
                        if (error != null && !closed) {
                            mailbox.execute(() -> failed(key, error), "Kafka did not take a clock");
                        }
                    });
            written.inc();
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException | IllegalStateException e) {
            failed(key, e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task where a timer fails
    private void failed(String key, Exception error) {
        waiting.add(key);
        if (!away) {
            away = true;
            LOG.warn("Topic {} cannot be written to; what clocks are waits until it can: {}", topic, error.toString());
            timers.registerTimer(timers.getCurrentProcessingTime() + RETRY_MILLIS, time -> retry());
        }
    }

    private void retry() {
        away = false;
        Set<String> keys = new LinkedHashSet<>(waiting);
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
