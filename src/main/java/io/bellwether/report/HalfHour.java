package io.bellwether.report;

import io.bellwether.influx.Row;
import io.bellwether.metric.IntervalMetrics;
import io.bellwether.metric.Metric;
import java.util.Comparator;
import java.util.List;

/**
 * A queue in a half hour, by the time at which its contacts came.
 *
 * @param unmet contacts that count by the formula of the service level and were not served in time
 * @param waited mean of the answered, s; NaN where nobody was
 * @param longest s; NaN where nobody left
 * @param mostWaiting at one moment
 */
record HalfHour(
        long time,
        String queue,
        long offered,
        long answered,
        long abandoned,
        long unmet,
        double serviceLevel,
        double waited,
        double longest,
        long mostWaiting) {

    static final List<String> FIELDS = List.of(
                    IntervalMetrics.OFFERED,
                    IntervalMetrics.ANSWERED,
                    IntervalMetrics.ABANDONED,
                    IntervalMetrics.ANSWERED_IN_THRESHOLD,
                    IntervalMetrics.LOST_MET,
                    IntervalMetrics.LOST_UNMET,
                    IntervalMetrics.WAIT_MEAN,
                    IntervalMetrics.WAIT_MAX,
                    IntervalMetrics.MAX_WAITING)
            .stream()
            .map(Metric::field)
            .toList();

    /** The worst first: where most contacts were not served in time; then where they waited longest. */
    static final Comparator<HalfHour> WORST = Comparator.comparingLong((HalfHour half) -> -half.unmet)
            .thenComparing(half -> Double.isNaN(half.longest) ? 0 : -half.longest)
            .thenComparing(HalfHour::time)
            .thenComparing(HalfHour::queue);

    static HalfHour of(Row row) {
        long answered = count(row, IntervalMetrics.ANSWERED);
        long met = count(row, IntervalMetrics.ANSWERED_IN_THRESHOLD) + count(row, IntervalMetrics.LOST_MET);
        long counted = answered + count(row, IntervalMetrics.LOST_MET) + count(row, IntervalMetrics.LOST_UNMET);
        return new HalfHour(
                row.time(),
                row.tag("queue"),
                count(row, IntervalMetrics.OFFERED),
                answered,
                count(row, IntervalMetrics.ABANDONED),
                counted - met,
                counted == 0 ? Double.NaN : (double) met / counted,
                row.number(IntervalMetrics.WAIT_MEAN.field()),
                row.number(IntervalMetrics.WAIT_MAX.field()),
                count(row, IntervalMetrics.MAX_WAITING));
    }

    private static long count(Row row, Metric metric) {
        return (long) row.count(metric.field());
    }
}
