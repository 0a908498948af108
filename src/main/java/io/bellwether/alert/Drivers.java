package io.bellwether.alert;

import io.bellwether.alert.Contributions.Contribution;
import io.bellwether.alert.Contributions.Part;
import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Metric;
import io.bellwether.metric.TopicMetrics;
import io.bellwether.rule.Agg;
import io.bellwether.rule.Condition;
import io.bellwether.rule.Division;
import io.bellwether.rule.Readout;
import io.bellwether.rule.SeriesRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Reads out of the parts of a series what drives an alert on it. A breakdown of which something is missing, as in the first
 * windows after it was asked for, is seen by its sum and told nothing of.
 */
final class Drivers {

    private static final long DAY_MILLIS = 86_400_000;
    private static final long LEAST_BEFORE_MILLIS = 3 * DriverSeries.GRAIN;

    /** Sums of doubles differ by rounding. */
    private static final double SAME = 1e-6;

    private final SeriesRule rule;
    private final Transition transition;
    private final long latenessMillis;

    private Drivers(SeriesRule rule, Transition transition, long latenessMillis) {
        this.rule = rule;
        this.transition = transition;
        this.latenessMillis = latenessMillis;
    }

    /**
     * What drives an alert, the most first.
     *
     * @param series parts of the series that it is on, and others of its place
     * @param latenessMillis how long cells are corrected
     */
    static List<Driver> of(SeriesRule rule, Transition transition, Map<CellKey, Panes> series, long latenessMillis) {
        Drivers drivers = new Drivers(rule, transition, latenessMillis);
        List<Driver> all = new ArrayList<>();
        for (String name : rule.drivers()) {
            Map<String, Read> parts = drivers.parts(name, series);
            all.addAll(name.equals(SeriesRule.TOPIC) ? drivers.topics(parts) : drivers.ofDimension(name, parts));
        }
        return Contributions.best(all);
    }

    /** A part with its panes. */
    private record Read(CellKey key, Panes panes) {}

    /** The parts of one breakdown by their names, so that sums are added up in one order. */
    private Map<String, Read> parts(String name, Map<CellKey, Panes> series) {
        boolean topic = name.equals(SeriesRule.TOPIC);
        Measurement measurement = topic ? Measurement.TOPICS : rule.metric().measurement();
        List<String> rollup = rule.rollupOf(name);
        Map<String, Read> parts = new TreeMap<>();
        series.forEach((key, panes) -> {
            boolean ofRollup = key.measurement() == measurement
                    && key.dimensions().size() == rollup.size()
                    && rollup.containsAll(key.dimensions());
            if (ofRollup && (topic || hasTags(key))) {
                parts.put(key.labels().get(name), new Read(key, panes));
            }
        });
        return parts;
    }

    /** Whether the measurement's own tags of a part are those of the alert. */
    private boolean hasTags(CellKey key) {
        Map<String, String> labels = key.labels();
        return key.measurement().tags().stream()
                .allMatch(tag -> labels.get(tag).equals(transition.labels().get(tag)));
    }

    private List<Driver> ofDimension(String name, Map<String, Read> reads) {
        Division division = Division.of(rule.metric());
        Agg agg = rule.agg() == Agg.MAX || rule.agg() == Agg.MIN ? Agg.LAST : rule.agg();
        List<Part> parts = read(reads, rule.metric(), agg, division == Division.SUM);
        if (!isWhole(parts, division, agg == rule.agg())) {
            return List.of();
        }
        int sign = sign();
        return switch (division) {
            case SUM -> Contributions.told(name, Contributions.ofSum(parts, transition.usual(), sign));
            case LEVEL -> sign < 0 ? List.of() : Contributions.told(name, Contributions.ofLevel(parts));
            case MEAN -> Contributions.told(name, ofMean(parts, sign));
            case GREATEST -> sign < 0 ? List.of() : greatest(name, parts);
            case NONE -> List.of();
        };
    }

    private List<Contribution> ofMean(List<Part> parts, int sign) {
        double reference = Double.isNaN(transition.usual()) ? transition.threshold() : transition.usual();
        return Double.isNaN(reference) ? List.of() : Contributions.ofMean(parts, reference, sign);
    }

    /** 1 where more is worse. */
    private int sign() {
        if (rule.condition() instanceof Condition.Departure departure) {
            boolean below = departure.side() == Condition.Side.BELOW
                    || departure.side() == Condition.Side.BOTH && transition.value() < transition.usual();
            return below ? -1 : 1;
        }
        return rule.levels().get(0).op().upward() ? 1 : -1;
    }

    private List<Part> read(Map<String, Read> reads, Metric metric, Agg agg, boolean withBefore) {
        ToDoubleFunction<Read> before = withBefore ? before(reads, metric) : read -> Double.NaN;
        List<Part> parts = new ArrayList<>();
        reads.forEach((name, read) -> {
            Sample sample = read.panes().read(read.key(), metric, agg, rule.sizeMillis(), transition.at());
            parts.add(new Part(name, sample.value(), sample.samples(), before.applyAsDouble(read)));
        });
        return parts;
    }

    /** What a part had in a window's time in the day before the window, in whole hours; NaN where less than three are known. */
    private ToDoubleFunction<Read> before(Map<String, Read> reads, Metric metric) {
        long until = toHour(transition.at() - rule.sizeMillis() - latenessMillis);
        long first = until;
        for (Read read : reads.values()) {
            for (Cell cell : read.panes().cells()) {
                first = cell.start() < until - DAY_MILLIS ? first : Math.min(first, toHour(cell.start()));
            }
        }
        long length = until - first;
        if (length < LEAST_BEFORE_MILLIS) {
            return read -> Double.NaN;
        }
        return read -> {
            Cell whole = read.panes().whole(read.key(), metric.measures(), length, until);
            return metric.value(whole) * rule.sizeMillis() / length;
        };
    }

    private static long toHour(long time) {
        return Math.floorDiv(time, DriverSeries.GRAIN) * DriverSeries.GRAIN;
    }

    /** Whether the parts make what the alert was told of, as they do where none is missing. */
    private boolean isWhole(List<Part> parts, Division division, boolean sameAgg) {
        long samples = 0;
        double sum = 0;
        for (Part part : parts) {
            samples += part.samples();
            double weighted = division == Division.MEAN ? part.samples() * part.value() : part.value();
            sum += division == Division.MEAN && part.samples() == 0 ? 0 : weighted;
        }
        if (samples != transition.samples()) {
            return false;
        }
        return switch (division) {
            case SUM, LEVEL -> !sameAgg || isSame(sum, transition.value());
            case MEAN -> isSame(sum, transition.samples() * transition.value());
            case GREATEST, NONE -> true;
        };
    }

    private static boolean isSame(double one, double other) {
        return Math.abs(one - other) <= SAME * Math.max(1, Math.abs(other));
    }

    /** Who has it: of percentiles one with a tenth of the values, for of few values any percentile is easily the greatest. */
    private List<Driver> greatest(String name, List<Part> parts) {
        boolean age = Readout.isAge(rule.metric());
        List<Part> known = parts.stream().filter(part -> part.samples() > 0).toList();
        return known.stream()
                .filter(part -> part.value() >= transition.value() * (1 - SAME))
                .filter(part -> age || part.samples() * 10 >= transition.samples())
                .filter(part -> known.size() > 1 && Contributions.isNamed(part.name()))
                .max(Comparator.comparingDouble(Part::value)
                        .thenComparing(Comparator.comparing(Part::name).reversed()))
                .map(part -> List.of(new Driver(name, part.name(), Double.NaN, Double.NaN, part.value())))
                .orElse(List.of());
    }

    private List<Driver> topics(Map<String, Read> reads) {
        return Topics.risen(read(reads, TopicMetrics.MESSAGES, Agg.WHOLE, true));
    }
}
