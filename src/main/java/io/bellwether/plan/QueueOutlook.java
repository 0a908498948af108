package io.bellwether.plan;

import io.bellwether.metric.LevelValue;
import io.bellwether.metric.Measure;
import io.bellwether.staffing.Load;
import io.bellwether.staffing.Requirement;
import io.bellwether.staffing.ServiceTerms;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;

/** What is to be said of a queue at a moment: how many agents it needs and has, now and in the hours that are planned. */
final class QueueOutlook {

    /** Of fewer no mean is taken. */
    static final long LEAST = 20;

    private static final double MOST_CORRECTION = 2;
    private static final double SECONDS = 0.001;

    private final PlanningSettings settings;
    private final long intervalMillis;
    private final long usualHandleMillis;

    /**
     * @param intervalMillis length of a plan's intervals
     * @param usualHandleMillis how long contacts take where too few ended lately to tell
     */
    QueueOutlook(PlanningSettings settings, long intervalMillis, long usualHandleMillis) {
        this.settings = settings;
        this.intervalMillis = intervalMillis;
        this.usualHandleMillis = usualHandleMillis;
    }

    /** Start of the interval that a time falls into. */
    long interval(long time) {
        return Math.floorDiv(time, intervalMillis) * intervalMillis;
    }

    /**
     * The levels of measurement {@code plan}, those that are 0 left out.
     *
     * @param present agents who are there; below 0 where nobody was ever seen
     * @param rows of the plan
     * @param now end of the window that is spoken of: its last moment is looked at
     */
    Map<Measure, LevelValue> at(
            String queue, QueueDemand demand, long present, NavigableMap<Long, PlanRow> rows, long now) {
        Map<Measure, LevelValue> levels = new EnumMap<>(Measure.class);
        Lately lately = demand.between(now - QueueDemand.HALF_HOUR_MILLIS, now);
        Lately day = demand.between(now - QueueDemand.DAY_MILLIS, now);
        ServiceTerms terms = withPatience(settings.terms().of(queue), day);
        double handle = handleSeconds(terms, lately, day);
        PlanRow row = rows.get(interval(now - 1));
        put(levels, Measure.PLAN_LATELY, lately.offered());
        put(levels, Measure.PLAN_HANDLE, thousandths(handle));
        if (Double.isFinite(terms.patienceSeconds())) {
            put(levels, Measure.PLAN_PATIENCE, thousandths(terms.patienceSeconds()));
        }
        if (lately.offered() > 0) {
            put(levels, Measure.PLAN_REQUIRED, required(terms, lately.offered(), QueueDemand.HALF_HOUR_MILLIS, handle));
        }
        boolean planned = row != null && !Double.isNaN(row.staffed());
        if (planned || present >= 0) {
            put(levels, Measure.PLAN_STAFF_KNOWN, 1);
            put(levels, Measure.PLAN_STAFFED, planned ? Math.round(row.staffed()) : present);
            put(levels, Measure.PLAN_AT_HAND, present >= 0 ? present : Math.round(row.staffed()));
        }
        double correction = correction(demand, rows, now);
        if (row != null && row.hasArrivals()) {
            put(levels, Measure.PLAN_KNOWN, 1);
            put(levels, Measure.PLAN_ARRIVALS, thousandths(row.arrivals()));
            put(levels, Measure.PLAN_EXPECTED, thousandths(row.arrivals() * correction));
        }
        ahead(terms, rows, now, correction, handle, levels);
        return levels;
    }

    private void ahead(
            ServiceTerms terms,
            NavigableMap<Long, PlanRow> rows,
            long now,
            double correction,
            double handle,
            Map<Measure, LevelValue> levels) {
        long most = 0;
        long from = 0;
        for (Map.Entry<Long, PlanRow> one : rows.subMap(interval(now), true, now + settings.aheadMillis(), false)
                .entrySet()) {
            PlanRow row = one.getValue();
            if (Double.isNaN(row.staffed()) || !row.hasArrivals()) {
                continue;
            }
            put(levels, Measure.PLAN_AHEAD_KNOWN, 1);
            double takes = row.handleSeconds() > 0 ? row.handleSeconds() : handle;
            long missing =
                    required(terms, row.arrivals() * correction, intervalMillis, takes) - Math.round(row.staffed());
            from = missing > 0 && from == 0 ? one.getKey() : from;
            most = Math.max(most, missing);
        }
        put(levels, Measure.PLAN_SHORT_AHEAD, most);
        put(levels, Measure.PLAN_SHORT_FROM, Math.round(from * SECONDS));
    }

    private long required(ServiceTerms terms, double contacts, long millis, double handleSeconds) {
        double seconds = millis * SECONDS;
        double erlangs = contacts / seconds * handleSeconds;
        return erlangs > Load.MOST_ERLANGS
                ? (long) Math.ceil(erlangs)
                : Requirement.of(contacts, seconds, handleSeconds, terms).agents();
    }

    private double handleSeconds(ServiceTerms terms, Lately lately, Lately day) {
        if (!Double.isNaN(terms.handleSeconds())) {
            return terms.handleSeconds();
        }
        for (Lately each : new Lately[] {lately, day}) {
            if (each.handled() >= LEAST && each.workMillis() > 0) {
                return each.workMillis() * SECONDS / each.handled();
            }
        }
        return usualHandleMillis * SECONDS;
    }

    /** The likeliest of an exponential one, of which those who were answered are known to have had as much as they waited. */
    private static ServiceTerms withPatience(ServiceTerms terms, Lately day) {
        boolean measured = Double.isInfinite(terms.patienceSeconds()) && day.lost() >= LEAST && day.waitedMillis() > 0;
        return measured ? terms.withPatience(day.waitedMillis() * SECONDS / day.lost()) : terms;
    }

    /**
     * What came today over what was expected of the same intervals, drawn towards 1 where that is little. Intervals from
     * before the queue was first heard of are left out: nobody looked.
     */
    private double correction(QueueDemand demand, NavigableMap<Long, PlanRow> rows, long now) {
        long midnight = Instant.ofEpochMilli(now - 1)
                .atZone(settings.zone())
                .toLocalDate()
                .atStartOfDay(settings.zone())
                .toInstant()
                .toEpochMilli();
        double expected = 0;
        double came = 0;
        long first = Math.max(midnight, demand.firstHeard());
        if (first >= interval(now)) {
            return 1;
        }
        for (Map.Entry<Long, PlanRow> one :
                rows.subMap(first, true, interval(now), false).entrySet()) {
            if (!one.getValue().hasArrivals()) {
                continue;
            }
            expected += one.getValue().arrivals();
            came += demand.between(one.getKey(), one.getKey() + intervalMillis).offered();
        }
        double factor = (came + LEAST) / (expected + LEAST);
        return Math.min(MOST_CORRECTION, Math.max(1 / MOST_CORRECTION, factor));
    }

    private static long thousandths(double number) {
        return Math.round(number / SECONDS);
    }

    private static void put(Map<Measure, LevelValue> levels, Measure measure, long value) {
        if (value != 0) {
            levels.put(measure, new LevelValue(value, value, 0, LevelValue.NOBODY));
        }
    }
}
