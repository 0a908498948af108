package io.bellwether.influx;

import io.bellwether.metric.Point;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.function.ThrowingRunnable;

/** A writer with the calling thread as its task thread: mails run when it yields, timers when they are fired. */
final class WriterHarness implements AutoCloseable {

    final InfluxWriter writer;
    final InfluxWriterCounters counters =
            new InfluxWriterCounters(UnregisteredMetricsGroup.createSinkWriterMetricGroup());
    private final Mailbox mailbox = new Mailbox();
    private final Deque<ProcessingTimeService.ProcessingTimeCallback> timers = new ArrayDeque<>();

    WriterHarness(InfluxSettings settings) {
        this(settings, new InfluxClient(settings, settings.bucket()));
    }

    WriterHarness(InfluxSettings settings, WriteApi api) {
        writer = new InfluxWriter(settings, api, mailbox, new Timers(), counters);
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
                url, "org", "live", "t0k", "", batchSize, maxBuffered, second, second, requestTimeout, milli, milli);
    }

    static Point point(String queue, long value) {
        return new Point("queue", new TreeMap<>(Map.of("queue", queue)), new TreeMap<>(Map.of("v", value)), 7);
    }

    void write(String queue, long value) throws InterruptedException {
        writer.write(point(queue, value), null);
    }

    void fireTimers() throws Exception {
        while (!timers.isEmpty()) {
            timers.remove().onProcessingTime(0);
        }
    }

    /** Waits for one mail and runs it. */
    void yield() throws InterruptedException {
        mailbox.yield();
    }

    long count(InfluxCounter counter) {
        return counters.count(counter);
    }

    @Override
    public void close() throws InterruptedException {
        writer.close();
    }

    private static final class Mailbox implements MailboxExecutor {
        private final BlockingQueue<ThrowingRunnable<? extends Exception>> mails = new LinkedBlockingQueue<>();

        @Override
        public void execute(
                MailOptions options, ThrowingRunnable<? extends Exception> command, String format, Object... args) {
            mails.add(command);
        }

        @Override
        public void yield() throws InterruptedException {
            run(mails.take());
        }

        @Override
        public boolean tryYield() {
            ThrowingRunnable<? extends Exception> mail = mails.poll();
            if (mail != null) {
                run(mail);
            }
            return mail != null;
        }

        private static void run(ThrowingRunnable<? extends Exception> mail) {
            try {
                mail.run();
            } catch (Exception e) {
                throw new FlinkRuntimeException(e);
            }
        }

        @Override
        public boolean shouldInterrupt() {
            return false;
        }
    }

    private final class Timers implements ProcessingTimeService {
        @Override
        public long getCurrentProcessingTime() {
            return 0;
        }

        @Override
        public ScheduledFuture<?> registerTimer(long time, ProcessingTimeCallback callback) {
            timers.add(callback);
            return null;
        }
    }
}
