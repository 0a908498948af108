package io.bellwether.metric;

import io.bellwether.metric.Metric.Kind;
import io.bellwether.metric.Metric.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The fields of one measurement, in the order in which they are declared: one line for each. */
final class Family {

    private static final double MILLIS = 1_000;
    static final double SECONDS = 0.001;
    private static final double MILLIONTHS = 1e6;

    private final Measurement measurement;
    private final List<Metric> metrics = new ArrayList<>();

    Family(Measurement measurement) {
        this.measurement = measurement;
    }

    List<Metric> metrics() {
        return Collections.unmodifiableList(metrics);
    }

    /** Whether its windows are intervals. */
    boolean isOfIntervals() {
        return measurement.isInterval();
    }

    /** Takes a metric in and gives it back. */
    Metric add(Metric metric) {
        metrics.add(metric);
        return metric;
    }

    /** What was counted in the window. */
    Metric count(String field, Measure measure, String meaning) {
        return add(counted(field, measure, meaning));
    }

    /** The same, not taken in yet. */
    Metric counted(String field, Measure measure, String meaning) {
        return number(field, Kind.COUNT, Reading.of(Quantity.count(measure)), meaning);
    }

    /** How many values a timing has. */
    Metric values(String field, Measure timing, String meaning) {
        return add(number(field, Kind.TIMING, Reading.of(Quantity.values(timing)), meaning));
    }

    /** A level at the window's end. */
    Metric level(String field, Measure level, String meaning) {
        return add(number(field, Kind.LEVEL, Reading.of(Quantity.atEnd(level)), meaning)
                .atEnd());
    }

    /** The same in one breakdown alone: in others it would say something else. */
    Metric levelBy(List<String> breakdown, String field, Measure level, String meaning) {
        Reading plain = Reading.of(Quantity.atEnd(level));
        Reading reading = new Reading(
                plain.measures(),
                cell -> cell.key().dimensions().equals(breakdown) ? cell.atEnd(level) : Double.NaN,
                plain.samples(),
                plain.formula().and("no value in a breakdown other than by " + String.join(",", breakdown)),
                plain.plain());
        return add(number(field, Kind.LEVEL, reading, meaning).atEnd());
    }

    /** What is left of the things counted. */
    Metric difference(String field, Quantity all, Quantity less, String meaning) {
        return add(number(field, Kind.COUNT, Reading.of(all.minus(less)), meaning));
    }

    /** A time about the window's end. */
    Metric seconds(String field, Reading reading, String meaning) {
        return add(seconds(field, Kind.RATIO, reading, meaning).atEnd());
    }

    /** The highest value of a level in the window. */
    Metric most(String field, Measure level, String meaning) {
        Reading reading = new Reading(
                Set.of(level),
                cell -> cell.level(level).max(),
                Quantity.atEnd(level),
                new Formula("maximum of {} in the interval", List.of(Quantity.atEnd(level))));
        return add(number(field, Kind.LEVEL, reading, meaning).atEnd());
    }

    /**
     * The age of the oldest thing that a level counts, at the window's end.
     *
     * @param start what its age counts from
     */
    Metric age(String field, Measure level, String start, String meaning) {
        Reading reading = new Reading(
                Set.of(level),
                cell -> cell.level(level).oldestAgeAt(cell.end()) / MILLIS,
                Quantity.atEnd(level),
                new Formula(
                        "window's end − " + start + " of the oldest in {}; 0 where {} is 0",
                        List.of(Quantity.atEnd(level), Quantity.atEnd(level))));
        return add(seconds(field, Kind.LEVEL, reading, meaning).atEnd());
    }

    /** How many of the things that a level counts are of which age at the window's end: a field for each age. */
    void ages(String name, Measure level, String things) {
        for (AgeBucket bucket : AgeBucket.values()) {
            Reading reading = new Reading(
                    Set.of(level),
                    cell -> cell.ages(level).count(bucket),
                    Quantity.atEnd(level),
                    new Formula(
                            "count at the window's end of the {} with an age of " + bucket.words()
                                    + ", age = window's end − creation",
                            List.of(Quantity.atEnd(level))));
            String meaning = things + " created " + bucket.words() + " before it";
            add(number(name + "_" + bucket.suffix(), Kind.LEVEL, reading, meaning)
                    .atEnd());
        }
    }

    Metric mean(String field, Measure timing, String meaning) {
        return add(seconds(
                field,
                Kind.TIMING,
                Reading.of(
                        timing,
                        sketch -> sketch.mean() / MILLIS,
                        Formula.ratio(1, Quantity.sum(timing), Quantity.values(timing))),
                meaning));
    }

    /**
     * What so many in a hundred values do not exceed; the field is called {@code …p90_s}.
     *
     * @param name what stands before that
     * @param of what the values are, in words
     */
    Metric percentile(String name, int percent, Measure timing, String of) {
        String which = percent == 50 ? "median" : percent + "th percentile";
        String meaning = which + " of " + of + ", within 1 %";
        Reading reading = Reading.of(
                timing, sketch -> sketch.quantile(percent / 100.0) / MILLIS, Formula.ofValues(which, timing));
        return add(seconds(name + "p" + percent + "_s", Kind.TIMING, reading, meaning));
    }

    /** A time that was added up, for each of the things that took it. */
    Metric meanTime(String field, Quantity millis, Quantity things, String meaning) {
        return add(ratio(field, Unit.SECONDS, SECONDS, millis, things, meaning));
    }

    /** The same, with no value where no time came: then nobody told any. */
    Metric meanTimeWhere(String field, Quantity millis, Quantity things, String meaning) {
        return add(ratio(field, Unit.SECONDS, SECONDS, millis, things, meaning).onlyWith(millis));
    }

    /** The greatest value of one or several timings. */
    Metric longest(String field, String meaning, Measure first, Measure... more) {
        Set<Measure> timings = EnumSet.of(first, more);
        Quantity samples =
                timings.stream().map(Quantity::values).reduce(Quantity::plus).orElseThrow();
        return add(seconds(
                field,
                Kind.TIMING,
                new Reading(
                        timings,
                        cell -> longest(cell, timings),
                        samples,
                        Formula.ofValues("maximum", timings.toArray(new Measure[0]))),
                meaning));
    }

    /** The least value of a timing whose values are numbers of things, within 1 %. */
    Metric fewest(String field, Measure numbers, String meaning) {
        return add(number(
                field,
                Kind.TIMING,
                Reading.of(numbers, sketch -> sketch.quantile(0), Formula.ofValues("minimum", numbers)),
                meaning));
    }

    private static double longest(Cell cell, Set<Measure> timings) {
        double longest = Double.NaN;
        for (Measure timing : timings) {
            double max = cell.timing(timing).max();
            longest = Double.isNaN(longest) || max > longest ? max : longest;
        }
        return longest / MILLIS;
    }

    /** The mean of a timing of scores. */
    Metric score(String field, Measure timing, double lowest, double highest, String meaning) {
        return add(new Metric(
                measurement,
                field,
                Unit.SCORE,
                Kind.TIMING,
                meaning,
                Reading.of(
                        timing,
                        sketch -> sketch.mean() / MILLIONTHS,
                        Formula.ratio(1, Quantity.sum(timing), Quantity.values(timing))),
                false,
                lowest,
                highest));
    }

    /** The mean of a timing of points. */
    Metric points(String field, Measure timing, String meaning) {
        return add(new Metric(
                measurement,
                field,
                Unit.POINTS,
                Kind.TIMING,
                meaning,
                Reading.of(
                        timing,
                        sketch -> sketch.mean() / MILLIONTHS,
                        Formula.ratio(1, Quantity.sum(timing), Quantity.values(timing))),
                false,
                -100,
                100));
    }

    /**
     * An end of an interval of confidence.
     *
     * @param of what it is about: its unit and its samples
     * @param end NaN where there is none
     */
    Metric bound(String field, Metric of, ToDoubleFunction<Cell> end, Formula formula, String meaning) {
        Reading reading = new Reading(of.measures(), end, of.reading().samples(), formula, null);
        return add(new Metric(
                measurement, field, of.unit(), Kind.RATIO, meaning, reading, false, of.lowest(), of.highest()));
    }

    /** What share of one count another is. */
    Metric share(String field, Measure part, Measure whole, String meaning) {
        return share(field, Quantity.count(part), Quantity.count(whole), meaning);
    }

    Metric share(String field, Quantity part, Quantity whole, String meaning) {
        return add(ratio(field, Unit.SHARE, 1, part, whole, meaning).range(0, 1));
    }

    /** The same of levels at the window's end. */
    Metric shareAtEnd(String field, Quantity part, Quantity whole, String meaning) {
        return add(ratio(field, Unit.SHARE, 1, part, whole, meaning).range(0, 1).atEnd());
    }

    /** How often one thing happens for each of another; may exceed 1. */
    Metric times(String field, Quantity part, Quantity whole, String meaning) {
        return add(ratio(field, Unit.TIMES, 1, part, whole, meaning));
    }

    /** {@code scale × part / whole}, at least 0; not taken in yet. */
    Metric ratio(String field, Unit unit, double scale, Quantity part, Quantity whole, String meaning) {
        return read(field, unit, Kind.RATIO, Reading.ratio(scale, part, whole), meaning);
    }

    private Metric number(String field, Kind kind, Reading reading, String meaning) {
        return read(field, Unit.NUMBER, kind, reading, meaning);
    }

    private Metric seconds(String field, Kind kind, Reading reading, String meaning) {
        return read(field, Unit.SECONDS, kind, reading, meaning);
    }

    /** What is read in a way of its own, at least 0; not taken in yet. */
    Metric read(String field, Unit unit, Kind kind, Reading reading, String meaning) {
        return new Metric(measurement, field, unit, kind, meaning, reading, false, 0, Double.POSITIVE_INFINITY);
    }
}
