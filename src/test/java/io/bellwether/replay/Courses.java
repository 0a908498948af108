package io.bellwether.replay;

import io.bellwether.metric.IntervalMetrics;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Metric;
import io.bellwether.metric.Metric.Kind;
import io.bellwether.metric.Metric.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Every figure of a replay over time, as whoever reads the store sees it: what is counted is 0 where no point says it, a
 * level stays until the next point.
 */
final class Courses {

    /** What the pipeline says of itself, and of alerts. */
    private static final Set<Measurement> NO_FIGURES = EnumSet.of(Measurement.PIPELINE, Measurement.ALERT_EVENTS);

    /** Percentiles, and a longest value after another was taken back, are within 1 %: so far may two of them be apart. */
    private static final double NEAR = 0.0202;

    /** What grows older without a point. */
    private static final Pattern OF_AN_AGE = Pattern.compile(".*_(0_1h|1_4h|4_24h|1_3d|3_7d|over_7d)");

    private final NavigableMap<String, NavigableMap<Long, Map<Metric, Double>>> series = new TreeMap<>();

    static Courses of(ReplayRun run) throws IOException {
        Courses courses = new Courses();
        for (Measurement measurement : Measurement.values()) {
            if (!NO_FIGURES.contains(measurement)) {
                run.forEachPoint(measurement.wireName() + ",", courses::take);
            }
        }
        return courses;
    }

    private void take(ReplayRun.Point point) {
        series.computeIfAbsent(point.measurement() + ' ' + new TreeMap<>(point.tags()), key -> new TreeMap<>())
                .put(point.time(), figures(point));
    }

    private static Map<Metric, Double> figures(ReplayRun.Point point) {
        Map<Metric, Double> figures = new HashMap<>();
        point.fields().forEach((field, value) -> {
            if (!value.startsWith("\"")) {
                String number = value.endsWith("i") ? value.substring(0, value.length() - 1) : value;
                figures.put(Metric.byFullName(point.measurement() + '.' + field), Double.parseDouble(number));
            }
        });
        return figures;
    }

    /** What is read of each value of a figure. */
    @FunctionalInterface
    interface Reader {
        void value(String place, Metric metric, double value);
    }

    void forEachValue(Reader reader) {
        series.forEach((name, points) -> points.forEach((time, figures) -> figures.forEach(
                (metric, value) -> reader.value(name + " at " + time + " " + metric.field(), metric, value))));
    }

    /** What is said last of each figure. */
    void forEachLastValue(Reader reader) {
        series.forEach((name, points) -> points.lastEntry()
                .getValue()
                .forEach((metric, value) -> reader.value(name + " " + metric.field(), metric, value)));
    }

    /** Each series of a measurement, its panes in order. */
    List<Collection<Map<Metric, Double>>> of(String measurement) {
        return series.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(measurement + ' '))
                .<Collection<Map<Metric, Double>>>map(entry -> entry.getValue().values())
                .toList();
    }

    /** In what the courses of two replays differ, in words. */
    List<String> differences(Courses others, Set<String> leftOut) {
        List<String> differences = new ArrayList<>();
        for (String name : union(series.keySet(), others.series.keySet())) {
            var ours = series.getOrDefault(name, new TreeMap<>());
            var theirs = others.series.getOrDefault(name, new TreeMap<>());
            for (long time : union(ours.keySet(), theirs.keySet())) {
                for (Metric metric : union(figuresAt(ours, time), figuresAt(theirs, time))) {
                    Double one = value(ours, time, metric);
                    Double other = value(theirs, time, metric);
                    if (!leftOut.contains(metric.fullName()) && differ(metric, one, other)) {
                        differences.add(name + " at " + time + ": " + metric.field() + " " + one + ", not " + other);
                    }
                }
            }
        }
        return differences;
    }

    private static Set<Metric> figuresAt(NavigableMap<Long, Map<Metric, Double>> points, long time) {
        return points.getOrDefault(time, Map.of()).keySet();
    }

    private static <T> Set<T> union(Set<T> some, Set<T> others) {
        Set<T> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }

    /** NaN where a point says that there is no value, null where nothing says anything of it. */
    private static Double value(NavigableMap<Long, Map<Metric, Double>> points, long time, Metric metric) {
        if (points.containsKey(time)) {
            return points.get(time).getOrDefault(metric, Double.NaN);
        }
        if (metric.unit() != Unit.NUMBER
                || metric == IntervalMetrics.MAX_WAITING
                || OF_AN_AGE.matcher(metric.field()).matches()) {
            return null;
        }
        if (metric.kind() != Kind.LEVEL) {
            return 0.0;
        }
        Map.Entry<Long, Map<Metric, Double>> before = points.floorEntry(time);
        return before == null ? Double.valueOf(0) : before.getValue().get(metric);
    }

    private static boolean differ(Metric metric, Double one, Double other) {
        if (one == null || other == null) {
            return false;
        }
        if (metric.unit() == Unit.NUMBER || one.isNaN() || other.isNaN()) {
            return !one.equals(other);
        }
        return Math.abs(one - other) > NEAR * Math.max(Math.abs(one), Math.abs(other));
    }
}
