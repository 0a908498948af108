package io.bellwether.rule;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.LevelValue;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Metric;
import io.bellwether.metric.Sketch;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What rules must know of a metric beyond its value: which measures it reads, how many values stand behind it, its range. */
public final class Readout {

    private static final Map<Metric, Set<Measure>> MEASURES = new EnumMap<>(Metric.class);

    static {
        for (Metric metric : Metric.values()) {
            MEASURES.put(metric, Collections.unmodifiableSet(observe(metric)));
        }
    }

    private Readout() {}

    /** Whether a metric is a state at the window's end, not something that happened during the window. */
    public static boolean isLevel(Metric metric) {
        return metric.kind() == Metric.Kind.LEVEL || metric == Metric.QUEUE_EXPECTED_WAIT;
    }

    /** Whether it is the number of things at the window's end, so that the window also has a highest, lowest and mean. */
    public static boolean isPlainLevel(Metric metric) {
        return metric.kind() == Metric.Kind.LEVEL && metric.unit() == Metric.Unit.NUMBER;
    }

    /** Whether it grows with time alone. */
    public static boolean isAge(Metric metric) {
        return metric.kind() == Metric.Kind.LEVEL && metric.unit() == Metric.Unit.SECONDS;
    }

    /** Everything that {@link #value} and {@link #samples} look at; a cell may be reduced to these. */
    public static Set<Measure> measures(Metric metric) {
        return MEASURES.get(metric);
    }

    /** The value, NaN for none. Where nobody waits the expected wait is 0, whatever left before. */
    public static double value(Metric metric, Cell cell) {
        if (metric == Metric.QUEUE_EXPECTED_WAIT
                && cell.level(Measure.QUEUE_WAITING).atEnd() == 0) {
            return 0;
        }
        return metric.value(cell);
    }

    /** How many values stand behind the number: the denominator of a ratio, the count of a timing, the things counted. */
    public static long samples(Metric metric, Cell cell) {
        return switch (metric) {
            case SLA_ATTAINMENT -> cell.count(Measure.SLA_MET) + cell.count(Measure.SLA_BREACHED);
            case QUEUE_SERVICE_LEVEL ->
                cell.count(Measure.QUEUE_ANSWERED)
                        + cell.count(Measure.QUEUE_ABANDONED)
                        - cell.count(Measure.QUEUE_SHORT_ABANDONED);
            case QUEUE_ABANDON_RATE -> cell.count(Measure.QUEUE_ANSWERED) + cell.count(Measure.QUEUE_ABANDONED);
            case QUEUE_EXPECTED_WAIT -> cell.level(Measure.QUEUE_WAITING).atEnd();
            case AGENTS_OCCUPANCY -> cell.level(Measure.AGENTS_ONLINE).atEnd();
            case SENTIMENT_NEGATIVE_SHARE ->
                cell.timing(Measure.SENTIMENT_SCORE).count();
            case SATISFACTION_CSAT, SATISFACTION_NPS ->
                cell.timing(Measure.SATISFACTION_SCORE).count();
            default -> sum(metric, cell);
        };
    }

    private static long sum(Metric metric, Cell cell) {
        long samples = 0;
        for (Measure measure : MEASURES.get(metric)) {
            samples += switch (measure.kind()) {
                case COUNT -> cell.count(measure);
                case TIMING -> cell.timing(measure).count();
                case LEVEL -> cell.level(measure).atEnd();
            };
        }
        return samples;
    }

    /** The lowest value that it can have. */
    static double lowest(Metric metric) {
        return switch (metric.unit()) {
            case NUMBER -> metric == Metric.CASES_NET_FLOW ? Double.NEGATIVE_INFINITY : 0;
            case SECONDS, SHARE -> 0;
            case SCORE -> metric == Metric.SENTIMENT_MEAN ? -1 : Double.NEGATIVE_INFINITY;
            case POINTS -> -100;
        };
    }

    /** The highest value that it can have. */
    static double highest(Metric metric) {
        return switch (metric.unit()) {
            case NUMBER, SECONDS -> Double.POSITIVE_INFINITY;
            case SHARE -> 1;
            case SCORE -> metric == Metric.SENTIMENT_MEAN ? 1 : Double.POSITIVE_INFINITY;
            case POINTS -> 100;
        };
    }

    /** The same in words. */
    static String range(Metric metric) {
        if (highest(metric) == Double.POSITIVE_INFINITY) {
            return "at least " + (long) lowest(metric);
        }
        return "from " + (long) lowest(metric) + " to " + (long) highest(metric)
                + (metric.unit() == Metric.Unit.SHARE ? " (0.8 is 80%)" : "");
    }

    /** Reads a metric out of a cell whose maps note what is looked up. */
    private static Set<Measure> observe(Metric metric) {
        Set<Measure> seen = EnumSet.noneOf(Measure.class);
        List<String> tags =
                metric.measurement().tags().stream().map(tag -> "NPS").toList();
        CellKey key = new CellKey(metric.measurement(), List.of(), List.of(), tags);
        Cell cell = new Cell(key, 0, 1, new Noting<>(seen), new Noting<Sketch>(seen), new Noting<LevelValue>(seen));
        metric.value(cell);
        MEASURES.put(metric, Set.of());
        samples(metric, cell);
        return seen;
    }

    /** An empty map that notes which keys it was asked for. */
    private static final class Noting<V> extends AbstractMap<Measure, V> {

        private final Set<Measure> seen;

        Noting(Set<Measure> seen) {
            this.seen = seen;
        }

        @Override
        public V get(Object key) {
            seen.add((Measure) key);
            return null;
        }

        @Override
        public V getOrDefault(Object key, V fallback) {
            seen.add((Measure) key);
            return fallback;
        }

        @Override
        public Set<Entry<Measure, V>> entrySet() {
            return Set.of();
        }
    }
}
