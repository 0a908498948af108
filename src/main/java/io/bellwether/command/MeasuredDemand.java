package io.bellwether.command;

import io.bellwether.file.FileProblem;
import io.bellwether.file.Unusable;
import io.bellwether.influx.Row;
import io.bellwether.influx.RowSource;
import io.bellwether.influx.StoreException;
import io.bellwether.metric.Measurement;
import io.bellwether.staffing.IntervalDemand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came to queues in half hours that are over, as a store or a replay has it: a plan of it says what would have been
 * required. The handle time is the mean of a queue over all of them: that of a half hour with two contacts is chance.
 */
final class MeasuredDemand {

    private static final String ROLLUP = "queue";
    private static final List<String> FIELDS = List.of("offered", "handled", "handle_mean_s");

    /** By time and queue; whatever is read again replaces what was there. */
    private final Map<Long, Map<String, Row>> rows = new TreeMap<>();

    private MeasuredDemand() {}

    /**
     * Half hours that begin in a time.
     *
     * @param from epoch ms, inclusive, {@code to} exclusive
     */
    static List<IntervalDemand> read(RowSource source, long from, long to)
            throws FileProblem, StoreException, Unusable {
        MeasuredDemand measured = new MeasuredDemand();
        source.read(
                new RowSource.Query(Measurement.QUEUE_INTERVAL.wireName(), ROLLUP, FIELDS, from, to), measured::take);
        if (measured.rows.isEmpty()) {
            throw new Unusable(source.name() + " has no row of " + Measurement.QUEUE_INTERVAL.wireName()
                    + " by queue in that time; look at --since and --until, and at rollups of the settings");
        }
        return measured.demands();
    }

    private void take(Row row) {
        rows.computeIfAbsent(row.time(), time -> new TreeMap<>()).put(row.tag(ROLLUP), row);
    }

    private List<IntervalDemand> demands() {
        Map<String, Double> handle = handleSeconds();
        List<IntervalDemand> demands = new ArrayList<>();
        rows.forEach((time, byQueue) -> byQueue.forEach((queue, row) -> demands.add(
                new IntervalDemand(time, queue, row.count("offered"), handle.getOrDefault(queue, Double.NaN), 0))));
        return demands;
    }

    private Map<String, Double> handleSeconds() {
        Map<String, Double> seconds = new HashMap<>();
        Map<String, Double> handled = new HashMap<>();
        rows.values()
                .forEach(byQueue -> byQueue.forEach((queue, row) -> {
                    double count = row.count("handled");
                    if (count > 0) {
                        seconds.merge(queue, count * row.count("handle_mean_s"), Double::sum);
                        handled.merge(queue, count, Double::sum);
                    }
                }));
        seconds.replaceAll((queue, sum) -> sum / handled.get(queue));
        seconds.values().removeIf(mean -> mean <= 0);
        return seconds;
    }
}
