package io.bellwether.simulate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happened to contacts, per queue and 30 minutes by the time of enqueueing: kept by the simulation itself, not
 * counted from its events. At an interval's end those wait who came before it and leave at it or later.
 */
public final class Truth implements ContactLog {
    /** Length of an interval, aligned to UTC. */
    public static final long INTERVAL = 1_800_000L;
    /** An answer after at most this wait is in threshold. */
    public static final long THRESHOLD = 20_000L;
    /** Who leaves after at most this wait is a short abandon. */
    public static final long SHORT = 5_000L;

    private final Map<String, TreeMap<Long, Interval>> queues = new TreeMap<>();

    @Override
    public void queued(String queue, long time) {
        of(queue, time).offered++;
    }

    @Override
    public void left(String queue, long queuedAt, long time, Outcome outcome) {
        of(queue, queuedAt).leave(time - queuedAt, outcome);
        of(queue, time).departed++;
    }

    private Interval of(String queue, long time) {
        long start = Math.floorDiv(time, INTERVAL) * INTERVAL;
        return queues.computeIfAbsent(queue, name -> new TreeMap<>())
                .computeIfAbsent(start, key -> new Interval(queue, key));
    }

    /** All intervals in which a contact came or left, by queue and time. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Collection<Interval> intervals :
                queues.values().stream().map(TreeMap::values).toList()) {
            long waiting = 0;
            for (Interval interval : intervals) {
                waiting += interval.offered - interval.departed;
                rows.add(interval.row(waiting));
            }
        }
        return rows;
    }

    /**
     * The account of a queue and an interval.
     *
     * @param start epoch ms; the interval is half-open
     * @param offered = answered + abandoned + transferred + overflow + callback + pending
     * @param transferred moved on to another queue before an answer
     * @param overflow moved on because they had waited as long as the queue lets them
     * @param callback left the queue to be called back
     * @param pending still waiting when the run ended
     * @param waitAnsweredMillis sum of the waits of the answered
     * @param waitingAtEnd contacts of any interval in the queue at the end of this one
     */
    public record Row(
            String queue,
            long start,
            long offered,
            long answered,
            long abandoned,
            long shortAbandoned,
            long answeredInThreshold,
            long abandonedInThreshold,
            long transferred,
            long overflow,
            long callback,
            long pending,
            long waitAnsweredMillis,
            long waitingAtEnd) {

        /** Answered in threshold over answered and those who did not leave at once; NaN where there is nobody. */
        public double serviceLevel() {
            long all = answered + abandoned - shortAbandoned;
            return all == 0 ? Double.NaN : (double) answeredInThreshold / all;
        }
    }

    private static final class Interval {
        private final String queue;
        private final long start;
        private long offered;
        private long departed;
        private long answered;
        private long abandoned;
        private long shortAbandoned;
        private long answeredInThreshold;
        private long abandonedInThreshold;
        private long transferred;
        private long overflow;
        private long callback;
        private long waitAnswered;

        Interval(String queue, long start) {
            this.queue = queue;
            this.start = start;
        }

        void leave(long wait, Outcome outcome) {
            switch (outcome) {
                case ANSWERED -> {
                    answered++;
                    answeredInThreshold += wait <= THRESHOLD ? 1 : 0;
                    waitAnswered += wait;
                }
                case ABANDONED -> {
                    abandoned++;
                    shortAbandoned += wait <= SHORT ? 1 : 0;
                    abandonedInThreshold += wait <= THRESHOLD ? 1 : 0;
                }
                case TRANSFERRED -> transferred++;
                case OVERFLOW -> overflow++;
                case CALLBACK -> callback++;
            }
        }

        Row row(long waitingAtEnd) {
            return new Row(
                    queue,
                    start,
                    offered,
                    answered,
                    abandoned,
                    shortAbandoned,
                    answeredInThreshold,
                    abandonedInThreshold,
                    transferred,
                    overflow,
                    callback,
                    offered - answered - abandoned - transferred - overflow - callback,
                    waitAnswered,
                    waitingAtEnd);
        }
    }
}
