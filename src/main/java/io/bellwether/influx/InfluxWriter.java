package io.bellwether.influx;

import io.bellwether.http.Backoff;
import io.bellwether.http.Redact;
import io.bellwether.metric.Point;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;

/**
 * Sends the {@link PointBacklog} to the store, one request at a time, each until it is done.
 *
 * <p><em>Threads</em>: the task thread owns everything but the request under way, which the writer's own thread sends
 * and answers with a mail. <em>State</em>: every point not acknowledged, those under way included, so a checkpoint
 * waits for nothing. <em>Backpressure</em>: what is too much for the memory waits in files; only where there are none, or they
 * cannot be written, does {@code write} wait while {@code maxBuffered} points are pending, or, where it must hold nobody up,
 * drop what there is no room for, and count it. The store being away, or whatever it answers, never fails the job.
 */
final class InfluxWriter
        implements StatefulSinkWriter<Point, PendingPoints>,
                CommittingSinkWriter<Point, Segment>,
                PointBacklog.Trouble {

    private static final long CLOSE_SECONDS = 3;
    private static final int TROUBLE = 3;

    private final InfluxSettings settings;
    private final WriteApi api;
    private final MailboxExecutor mailbox;
    private final ProcessingTimeService timers;
    private final InfluxWriterCounters counters;
    private final InfluxWriterLog log;
    private final Backoff backoff;
    private final PointBacklog backlog;
    private final ScheduledExecutorService sender;
    private final boolean mayWait;

    private boolean requestUnderWay;
    private boolean timerSet;
    /** What waits is to be sent without waiting for a full batch. */
    private boolean flushDue;

    private final Suspects suspects = new Suspects();

    private int failures;
    private boolean inTrouble;

    InfluxWriter(
            InfluxSettings settings,
            WriteApi api,
            MailboxExecutor mailbox,
            ProcessingTimeService timers,
            InfluxWriterCounters counters,
            Overflow overflow,
            boolean mayWait) {
        this.settings = settings;
        this.mayWait = mayWait;
        this.api = api;
        this.mailbox = mailbox;
        this.timers = timers;
        this.counters = counters;
        this.log = new InfluxWriterLog(settings.url());
        this.backoff = settings.backoff();
        this.backlog = new PointBacklog(
                settings.batchSize(), settings.maxBuffered(), overflow, settings.maxOverflowBytes(), this);
        this.sender = Executors.newSingleThreadScheduledExecutor(InfluxWriter::senderThread);
        counters.watch(backlog::size, backlog::inFiles);
    }

    private static Thread senderThread(Runnable work) {
        Thread thread = new Thread(work, "influx-writer");
        thread.setDaemon(true);
        return thread;
    }

    /** Takes back what a checkpoint kept, before the first write. */
    void restore(PendingPoints points) {
        backlog.restore(points);
        startTimer();
    }

    @Override
    public void write(Point point, Context context) throws InterruptedException {
        Optional<PointLine> line;
        try {
            line = PointLine.of(point);
        } catch (IllegalArgumentException e) {
            counters.rejected(Refusal.Reason.UNWRITABLE, 1);
            log.unwritable(point.measurement(), e.getMessage());
            return;
        }
        if (line.isEmpty()) {
            counters.add(InfluxCounter.POINTS_WITHOUT_FIELDS, 1);
            return;
        }
        if (!mayWait && backlog.isFull(line.get(), now())) {
            counters.add(InfluxCounter.POINTS_DROPPED, 1);
            log.dropped(point.measurement(), backlog.size());
            return;
        }
        while (backlog.isFull(line.get(), now())) {
            sendNext(Duration.ZERO);
            mailbox.yield();
        }
        if (backlog.put(line.get())) {
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
        while (!backlog.isEmpty()) {
            flushDue = true;
            sendNext(Duration.ZERO);
            mailbox.yield();
        }
    }

    @Override
    public List<PendingPoints> snapshotState(long checkpointId) {
        return List.of(backlog.snapshot());
    }

    /** Files that nobody needs once this checkpoint is complete. */
    @Override
    public Collection<Segment> prepareCommit() {
        return backlog.spent();
    }

    @Override
    public void unusable(IOException why, int pending) {
        log.filesUnusable(why, pending);
    }

    @Override
    public void lost(PointBacklog.Loss loss) {
        counters.add(InfluxCounter.POINTS_GIVEN_UP, loss.points());
        log.lost(loss);
    }

    private long now() {
        return timers.getCurrentProcessingTime();
    }

    @Override
    public void close() throws InterruptedException {
        counters.close();
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
            timers.registerTimer(now() + settings.flushInterval().toMillis(), this::onTimer);
        }
    }

    private void onTimer(long time) {
        timerSet = false;
        flushDue = backlog.hasWaiting();
        sendNext(Duration.ZERO);
    }

    /** Sends the next request, if none is under way and there is one. */
    @SuppressWarnings("FutureReturnValueIgnored") // sending hands its own failure over
    private void sendNext(Duration delay) {
        if (requestUnderWay) {
            return;
        }
        if (!backlog.hasBatch() && (flushDue || backlog.fillsBatch(settings.batchSize()))) {
            backlog.beginBatch(now());
            suspects.setApart(backlog);
            boolean filesFail = !backlog.hasBatch() && backlog.hasWaiting();
            flushDue = flushDue && backlog.hasWaiting() && !filesFail;
            if (filesFail) {
                startTimer();
            }
        }
        if (backlog.hasBatch()) {
            List<PointLine> lines = backlog.request();
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
                counters.add(InfluxCounter.POINTS_WRITTEN, backlog.request().size());
                suspects.taken(backlog.request());
                backlog.requestDone();
            }
            case REJECTED -> onRejected(reply, Refusal.parse(reply.message()));
            case TOO_LARGE -> onRejected(reply, new Refusal(Refusal.Reason.TOO_LARGE, 0));
            case MISCONFIGURED, BUSY, UNREACHABLE -> {
                counters.add(InfluxCounter.REQUESTS_RETRIED, 1);
                delay = Duration.ofMillis(backoff.delayMillis(
                        failures + 1,
                        reply.retryAfter().toMillis(),
                        ThreadLocalRandom.current().nextDouble()));
            }
        }
        failures = reply.outcome().isRetried() ? failures + 1 : 0;
        log.answered(reply, failures, backlog.size());
        counters.trouble(trouble(reply));
        sendNext(delay);
    }

    /** One or two failures are no more than a hiccup; what was more lasts until the store takes something, or refuses it. */
    private String trouble(WriteReply reply) {
        if (!reply.outcome().isRetried()) {
            inTrouble = false;
            return "";
        }
        inTrouble |= reply.outcome() == WriteOutcome.MISCONFIGURED || failures >= TROUBLE;
        return inTrouble ? InfluxWriterLog.problem(reply) : "";
    }

    /** Takes the request apart until the points are found that the store refuses; only those are given up. */
    private void onRejected(WriteReply reply, Refusal rejection) {
        suspects.refused(rejection);
        List<PointLine> lines = backlog.request();
        if (lines.size() == 1 || rejection.dropped() == lines.size()) {
            counters.rejected(rejection.reason(), lines.size());
            log.rejected(lines, reply.status(), rejection);
            backlog.requestDone();
        } else {
            counters.add(InfluxCounter.REQUESTS_SPLIT, 1);
            if (!backlog.splitRequest(suspects::has)) {
                backlog.splitRequest();
            }
        }
    }
}
