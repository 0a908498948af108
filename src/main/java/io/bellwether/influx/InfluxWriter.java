package io.bellwether.influx;

import io.bellwether.http.Backoff;
import io.bellwether.http.Redact;
import io.bellwether.metric.Point;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;

/**
 * Sends the {@link PointQueue} to the store, one request at a time, each until it is done.
 *
 * <p><em>Threads</em>: the task thread owns everything but the request under way, which the writer's own thread sends
 * and answers with a mail. <em>State</em>: every point not acknowledged, those under way included, so a checkpoint
 * waits for nothing. <em>Backpressure</em>: {@code write} waits while {@code maxBuffered} points are pending, unless it must
 * hold nobody up: then it drops what there is no room for, and counts it. The store being away, or whatever it answers, never
 * fails the job.
 */
final class InfluxWriter implements StatefulSinkWriter<Point, PendingPoints> {

    private static final long CLOSE_SECONDS = 3;

    private final InfluxSettings settings;
    private final WriteApi api;
    private final MailboxExecutor mailbox;
    private final ProcessingTimeService timers;
    private final InfluxWriterCounters counters;
    private final InfluxWriterLog log;
    private final Backoff backoff;
    private final PointQueue queue;
    private final ScheduledExecutorService sender;
    private final boolean mayWait;

    private boolean requestUnderWay;
    private boolean timerSet;
    /** What waits is to be sent without waiting for a full batch. */
    private boolean flushDue;

    private int failures;

    InfluxWriter(
            InfluxSettings settings,
            WriteApi api,
            MailboxExecutor mailbox,
            ProcessingTimeService timers,
            InfluxWriterCounters counters,
            boolean mayWait) {
        this.settings = settings;
        this.mayWait = mayWait;
        this.api = api;
        this.mailbox = mailbox;
        this.timers = timers;
        this.counters = counters;
        this.log = new InfluxWriterLog(settings.url());
        this.backoff = settings.backoff();
        this.queue = new PointQueue(settings.batchSize());
        this.sender = Executors.newSingleThreadScheduledExecutor(InfluxWriter::senderThread);
        counters.watch(queue::size);
    }

    private static Thread senderThread(Runnable work) {
        Thread thread = new Thread(work, "influx-writer");
        thread.setDaemon(true);
        return thread;
    }

    /** Takes back what a checkpoint kept, before the first write. */
    void restore(PendingPoints points) {
        points.lines().forEach(queue::put);
        startTimer();
    }

    @Override
    public void write(Point point, Context context) throws InterruptedException {
        Optional<PointLine> line;
        try {
            line = PointLine.of(point);
        } catch (IllegalArgumentException e) {
            counters.add(InfluxCounter.POINTS_REJECTED, 1);
            log.unwritable(point.measurement(), e.getMessage());
            return;
        }
        if (line.isEmpty()) {
            counters.add(InfluxCounter.POINTS_WITHOUT_FIELDS, 1);
            return;
        }
        if (!mayWait && queue.size() >= settings.maxBuffered() && !queue.replaces(line.get())) {
            counters.add(InfluxCounter.POINTS_DROPPED, 1);
            log.dropped(point.measurement(), queue.size());
            return;
        }
        while (queue.size() >= settings.maxBuffered() && !queue.replaces(line.get())) {
            sendNext(Duration.ZERO);
            mailbox.yield();
        }
        if (queue.put(line.get())) {
            counters.add(InfluxCounter.POINTS_SUPERSEDED, 1);
        }
        startTimer();
        sendNext(Duration.ZERO);
    }

    @Override
    public void flush(boolean endOfInput) throws InterruptedException {
        if (!endOfInput) {
            return; // a checkpoint: what is pending is part of the state
        }
        while (!queue.isEmpty()) {
            flushDue = true;
            sendNext(Duration.ZERO);
            mailbox.yield();
        }
    }

    @Override
    public List<PendingPoints> snapshotState(long checkpointId) {
        return List.of(new PendingPoints(queue.snapshot()));
    }

    @Override
    public void close() throws InterruptedException {
        sender.shutdownNow();
        api.cancel();
        if (!sender.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
            log.stillSending();
        }
        api.close();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task where a timer fails
    private void startTimer() {
        if (!timerSet && !flushDue) {
            timerSet = true;
            timers.registerTimer(
                    timers.getCurrentProcessingTime() + settings.flushInterval().toMillis(), this::onTimer);
        }
    }

    private void onTimer(long time) {
        timerSet = false;
        flushDue = queue.waiting() > 0;
        sendNext(Duration.ZERO);
    }

    /** Sends the next request, if none is under way and there is one. */
    @SuppressWarnings("FutureReturnValueIgnored") // sending hands its own failure over
    private void sendNext(Duration delay) {
        if (requestUnderWay) {
            return;
        }
        if (!queue.hasBatch() && (flushDue || queue.waiting() >= settings.batchSize())) {
            queue.beginBatch();
            flushDue = flushDue && queue.waiting() > 0;
        }
        if (queue.hasBatch()) {
            List<PointLine> lines = queue.request();
            requestUnderWay = true;
            sender.schedule(() -> send(lines), delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** On the writer's own thread. Whatever goes wrong is an answer: the points are kept and tried again. */
    private void send(List<PointLine> lines) {
        WriteReply reply;
        try {
            StringBuilder body = new StringBuilder(256 * lines.size());
            for (PointLine line : lines) {
                line.append(body);
                body.append('\n');
            }
            reply = api.write(body.toString());
        } catch (RuntimeException e) {
            reply = WriteReply.fault(Redact.failure(e, List.of(settings.token())));
        } catch (Error e) {
            mailbox.execute(
                    () -> {
                        throw e;
                    },
                    "InfluxDB sink failed");
            return;
        }
        WriteReply answer = reply;
        mailbox.execute(() -> onReply(answer), "InfluxDB answered");
    }

    private void onReply(WriteReply reply) {
        requestUnderWay = false;
        Duration delay = Duration.ZERO;
        switch (reply.outcome()) {
            case WRITTEN -> {
                counters.add(InfluxCounter.POINTS_WRITTEN, queue.request().size());
                queue.requestDone();
            }
            case REJECTED -> onRejected(reply, Refusal.parse(reply.message()));
            case TOO_LARGE -> onRejected(reply, new Refusal(Refusal.Reason.OTHER, 0, "too large"));
            case MISCONFIGURED, BUSY, UNREACHABLE -> {
                counters.add(InfluxCounter.REQUESTS_RETRIED, 1);
                delay = Duration.ofMillis(backoff.delayMillis(
                        failures + 1,
                        reply.retryAfter().toMillis(),
                        ThreadLocalRandom.current().nextDouble()));
            }
        }
        failures = reply.outcome().isRetried() ? failures + 1 : 0;
        log.answered(reply, failures, queue.size());
        sendNext(delay);
    }

    /** Halves the request until the points are found that the store refuses; only those are given up. */
    private void onRejected(WriteReply reply, Refusal rejection) {
        List<PointLine> lines = queue.request();
        if (lines.size() == 1 || rejection.dropped() == lines.size()) {
            counters.add(InfluxCounter.POINTS_REJECTED, lines.size());
            log.rejected(lines, reply.status(), rejection);
            queue.requestDone();
        } else {
            counters.add(InfluxCounter.REQUESTS_SPLIT, 1);
            queue.splitRequest();
        }
    }
}
