package io.bellwether.influx;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a writer says, at most once a minute of each kind: how the store is, and a sample of the points given up. Never
 * tag or field values, nor the store's own words, which quote them.
 */
final class InfluxWriterLog {

    private static final Logger LOG = LoggerFactory.getLogger(InfluxWriterLog.class);
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private final String url;
    private long lastTrouble = System.nanoTime() - PAUSE_NANOS;
    private long lastRejection = lastTrouble;
    private long lastFileTrouble = lastTrouble;
    private boolean inTrouble;

    InfluxWriterLog(String url) {
        this.url = url;
    }

    void answered(WriteReply reply, int failures, int pending) {
        if (!reply.outcome().isRetried()) {
            if (inTrouble) {
                LOG.info("InfluxDB at {} answers again; {} points are pending", url, pending);
                inTrouble = false;
            }
            return;
        }
        long now = System.nanoTime();
        if (now - lastTrouble < PAUSE_NANOS) {
            return;
        }
        lastTrouble = now;
        inTrouble = true;
        if (reply.outcome() == WriteOutcome.MISCONFIGURED) {
            LOG.error(
                    "InfluxDB at {} cannot be written to: {}. {} points are kept and tried again, {} failures in a row",
                    url,
                    problem(reply),
                    pending,
                    failures);
        } else {
            LOG.warn(
                    "InfluxDB at {} does not take points: {}. {} points are kept and tried again, {} failures in a row",
                    url,
                    problem(reply),
                    pending,
                    failures);
        }
    }

    /** What an answer means that took no points, in words for whoever can do something about it. */
    static String problem(WriteReply reply) {
        String what = reply.outcome() == WriteOutcome.MISCONFIGURED
                ? advice(reply.status())
                : reply.status() == WriteOutcome.NO_STATUS
                        ? "no answer, check whether it runs and influx.url"
                        : "status " + reply.status();
        return reply.reason().isEmpty() ? what : what + " (" + reply.reason() + ")";
    }

    private static String advice(int status) {
        return switch (status) {
            case WriteOutcome.NO_STATUS -> "no request can be made, check influx.token and influx.url";
            case 401 -> "status 401, check influx.token";
            case 403 -> "status 403, give the token write access to the bucket";
            case 404 -> "status 404, create the bucket or check influx.url, influx.org and influx.bucket";
            default ->
                "status " + status
                        + " is no store's answer to a write, check influx.url and any proxy in front of the store";
        };
    }

    /** A point that is none: the fault of whoever made it, once for all. */
    void unwritable(String measurement, String problem) {
        LOG.error("A point of {} cannot be written and is given up: {}", measurement, problem);
    }

    void rejected(List<PointLine> lines, int status, Refusal rejection) {
        long now = System.nanoTime();
        if (now - lastRejection < PAUSE_NANOS) {
            return;
        }
        lastRejection = now;
        PointLine first = lines.get(0);
        LOG.warn(
                "InfluxDB rejected {} point(s) for good, status {}, {} {}: measurement {}, time {}. "
                        + "All are counted in {}; the next are not logged for a minute",
                lines.size(),
                status,
                rejection.reason(),
                rejection.detail(),
                first.measurement(),
                first.id().time(),
                InfluxCounter.POINTS_REJECTED.metricName());
    }

    void dropped(String measurement, int pending) {
        long now = System.nanoTime();
        if (now - lastRejection >= PAUSE_NANOS) {
            lastRejection = now;
            LOG.warn(
                    "{} points wait for InfluxDB at {}, and no more: the next of {} are dropped and counted in {}",
                    pending,
                    url,
                    measurement,
                    InfluxCounter.POINTS_DROPPED.metricName());
        }
    }

    void filesUnusable(IOException why, int pending) {
        long now = System.nanoTime();
        if (now - lastFileTrouble < PAUSE_NANOS) {
            return;
        }
        lastFileTrouble = now;
        LOG.error(
                "Points for InfluxDB at {} cannot wait in files: {}. {} points wait in memory; when that is full, the job"
                        + " waits, too",
                url,
                why.toString(),
                pending);
    }

    void lost(PointBacklog.Loss loss) {
        switch (loss.cause()) {
            case GONE ->
                LOG.error(
                        "{} points for InfluxDB at {} are not there any more: file {} of waiting points is missing. They"
                                + " were written if the state is older than that; else they are lost (replay fills them in)",
                        loss.points(),
                        url,
                        loss.segment().file());
            case DAMAGED ->
                LOG.error(
                        "{} of {} points for InfluxDB at {} are lost (replay fills them in): file {} of waiting points is"
                                + " damaged ({}) and left where it is",
                        loss.points(),
                        loss.segment().points(),
                        url,
                        loss.segment().file(),
                        loss.damage());
            case NO_ROOM ->
                LOG.error(
                        "{} points for InfluxDB at {} are given up, the oldest that wait: influx.max_overflow_mb is used up",
                        loss.points(),
                        url);
        }
    }

    void stillSending() {
        LOG.warn("A request to InfluxDB at {} did not end in time; it is left to its own time-out", url);
    }
}
