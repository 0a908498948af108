package io.bellwether.influx;

import io.bellwether.job.TaskThread;
import io.bellwether.metric.Point;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A writer with the calling thread as its task thread: mails run when it yields, timers when they are fired. */
final class WriterHarness implements AutoCloseable {

    final InfluxWriter writer;
    final String job = UUID.randomUUID().toString();
    final WriterAccount account = WriterAccounts.open(job, InfluxSettings.LIVE);
    final InfluxWriterCounters counters =
            new InfluxWriterCounters(UnregisteredMetricsGroup.createSinkWriterMetricGroup(), account);
    private final TaskThread task = new TaskThread();

    WriterHarness(InfluxSettings settings) {
        this(settings, new InfluxClient(settings, settings.bucket()));
    }

    WriterHarness(InfluxSettings settings, WriteApi api) {
        this(settings, api, null, true);
    }

    WriterHarness(InfluxSettings settings, WriteApi api, Overflow overflow, boolean mayWait) {
        writer = new InfluxWriter(settings, api, task, task.timers(), counters, overflow, mayWait);
    }

    /** With files for what is too much for the memory. */
    static WriterHarness overflowing(InfluxSettings settings, Overflow overflow) {
        return new WriterHarness(settings, new InfluxClient(settings, settings.bucket()), overflow, true);
    }

    /** With an answer of our own to every request. */
    WriterHarness(InfluxSettings settings, Function<String, WriteReply> answer) {
        this(settings, new WriteApi() {
            @Override
            public WriteReply write(String lines) {
                return answer.apply(lines);
            }

            @Override
            public void cancel() {}

            @Override
            public void close() {}
        });
    }

    static InfluxSettings settings(String url, int batchSize, int maxBuffered, Duration requestTimeout) {
        Duration milli = Duration.ofMillis(1);
        Duration second = Duration.ofSeconds(1);
        return new InfluxSettings(
                url,
                "org",
                "live",
                "t0k",
                "",
                "",
                batchSize,
                maxBuffered,
                InfluxSettings.DEFAULT_MAX_OVERFLOW_BYTES,
                second,
                second,
                requestTimeout,
                milli,
                milli);
    }

    static Point point(String queue, long value) {
        return new Point("queue", new TreeMap<>(Map.of("queue", queue)), new TreeMap<>(Map.of("v", value)), 7);
    }

    void write(String queue, long value) throws InterruptedException {
        writer.write(point(queue, value), null);
    }

    void fireTimers() throws Exception {
        task.fireTimers();
    }

    /** Waits for one mail and runs it. */
    void yield() throws InterruptedException {
        task.yield();
    }

    long count(InfluxCounter counter) {
        return counters.count(counter);
    }

    @Override
    public void close() throws InterruptedException {
        writer.close();
    }
}
