package io.bellwether.metric;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * A field that is written: what it means, how it is read out of a {@link Cell}, and what rules must know of it. Fields are
 * declared in families, one for each measurement ({@link QueueMetrics}, {@link SlaMetrics}, …). Dashboards, rules, lint,
 * tables of the embedded store and docs/metrics.md all read them; a test fails where one names what is not here.
 *
 * <p>Ratios are sums over sums, read out last, and have no value where the denominator is zero. A process has one object of
 * each metric, also where one comes out of serialization.
 *
 * @param field key in InfluxDB
 * @param meaning one sentence for tiles, docs and alerts
 * @param ofTheEnd whether it is a state at the window's end, not something that happened during the window
 * @param lowest value that it can have
 * @param highest value that it can have
 */
public record Metric(
        Measurement measurement,
        String field,
        Unit unit,
        Kind kind,
        String meaning,
        Reading reading,
        boolean ofTheEnd,
        double lowest,
        double highest)
        implements Serializable {

    /** What the numbers of a metric are. */
    public enum Unit {
        /** A whole number of things. */
        NUMBER,
        /** How many things there are or will be in the mean: need not be whole. */
        EXPECTED,
        SECONDS,
        /** 0 to 1. */
        SHARE,
        /** How often for each of something; 0 and more. */
        TIMES,
        /** −1 to 1, or a survey's own scale. */
        SCORE,
        /** −100 to 100. */
        POINTS
    }

    /** How a metric comes about, and so how it may be summed: counts add up, the rest does not. */
    public enum Kind {
        COUNT,
        TIMING,
        LEVEL,
        RATIO
    }

    /** Stands for a metric where it is serialized. */
    private record Name(String fullName) implements Serializable {
        private Object readResolve() {
            return byFullName(fullName);
        }
    }

    /** {@code measurement.field}, as rules name it. */
    public String fullName() {
        return measurement.wireName() + "." + field;
    }

    /** The value in a cell, NaN where there is none (no denominator, no values). */
    public double value(Cell cell) {
        return reading.value().applyAsDouble(cell);
    }

    /** How many values stand behind the number: the denominator of a ratio, the count of a timing, the things counted. */
    public long samples(Cell cell) {
        return reading.samples().of().applyAsLong(cell);
    }

    /** Everything that {@link #value} and {@link #samples} look at; a cell may be reduced to these. */
    public Set<Measure> measures() {
        return reading.measures();
    }

    /** Whether it says one number of a cell just as it was counted. */
    public boolean isCounted() {
        return reading.plain() != null;
    }

    /**
     * Whether it is a mean of what stands behind it, as all sums over sums are: the values of the parts of a series, each
     * weighted by its samples, give that of the whole.
     */
    public boolean isMean() {
        return reading.isMean();
    }

    /**
     * How it is computed, in names of fields of the same measurement, where it has no value, and what its parts are that are no
     * fields; never empty.
     */
    public String formula() {
        return reading.formula().text();
    }

    /** Every metric, family by family. */
    public static List<Metric> all() {
        return MetricCatalogue.ALL;
    }

    /** All metrics of a measurement, in the order of their family. */
    public static List<Metric> of(Measurement measurement) {
        return MetricCatalogue.BY_MEASUREMENT.get(measurement);
    }

    /** The same, sorted by field, as points have them. */
    static List<Metric> byField(Measurement measurement) {
        return MetricCatalogue.BY_FIELD.get(measurement);
    }

    /** How many of these come before the measurement's field of text. */
    static int beforeText(Measurement measurement) {
        return MetricCatalogue.BEFORE_TEXT.get(measurement);
    }

    /** The metric of that full name, or null. */
    public static Metric byFullName(String name) {
        return MetricCatalogue.BY_NAME.get(name);
    }

    Metric range(double least, double most) {
        return new Metric(measurement, field, unit, kind, meaning, reading, ofTheEnd, least, most);
    }

    /** The same about the window's end. */
    Metric atEnd() {
        return new Metric(measurement, field, unit, kind, meaning, reading, true, lowest, highest);
    }

    /** The same, with something else as what stands behind the number. */
    Metric by(Quantity samples) {
        return new Metric(measurement, field, unit, kind, meaning, reading.by(samples), ofTheEnd, lowest, highest);
    }

    /** The same, with a value only where there is any of that: else nobody knows. */
    Metric onlyWith(Quantity known) {
        return new Metric(measurement, field, unit, kind, meaning, reading.onlyWith(known), ofTheEnd, lowest, highest);
    }

    /** The same, with a value only in series that have this value of the measurement's first own tag. */
    Metric onlyOf(String tag) {
        return new Metric(
                measurement,
                field,
                unit,
                kind,
                meaning,
                reading.onlyOf(measurement.tags().get(0), tag),
                ofTheEnd,
                lowest,
                highest);
    }

    /** The same with a formula: where it is not just counted. */
    Metric as(Formula formula) {
        return new Metric(measurement, field, unit, kind, meaning, reading.as(formula), ofTheEnd, lowest, highest);
    }

    private Object writeReplace() {
        return new Name(fullName());
    }

    @Override
    public String toString() {
        return fullName();
    }
}
