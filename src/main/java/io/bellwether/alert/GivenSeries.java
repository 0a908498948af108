package io.bellwether.alert;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.LevelValue;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Metric;
import io.bellwether.rule.RuleSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the windows of rules say of one metric of one series, given instead of counted: for trying a rule on numbers. A value
 * holds from its own time until that of the next, and is what every window says that ends in that time, whatever its size.
 * Rules that look at several windows (burn rates, forecasts) read counts and levels as they are counted: a count is what came in
 * the interval before its time, a level what was so then.
 *
 * @param start epoch ms of the first value
 * @param intervalMillis from one value to the next
 * @param values NaN where windows say nothing
 * @param samples how many values stand behind each, for {@code min_samples}; as many values
 */
public record GivenSeries(
        CellKey key, Metric metric, long start, long intervalMillis, List<Double> values, List<Long> samples) {

    private static final Sample NOTHING = new Sample(Double.NaN, 0);

    public GivenSeries {
        values = List.copyOf(values);
        samples = List.copyOf(samples);
    }

    /** Epoch ms at which the last value ceases to hold. */
    public long end() {
        return start + values.size() * intervalMillis;
    }

    private Sample at(long end) {
        long place = Math.floorDiv(end - start, intervalMillis);
        return place < 0 || place >= values.size()
                ? NOTHING
                : new Sample(values.get((int) place), samples.get((int) place));
    }

    /**
     * What the rules tell of these series, of each in the order of time. They are evaluated as everywhere, at each window end from
     * the first value on.
     *
     * @param end epoch ms of the last window end that is looked at
     */
    static List<Transition> evaluate(RuleSet rules, List<GivenSeries> given, long end) {
        Map<CellKey, List<GivenSeries>> byKey = new LinkedHashMap<>();
        given.forEach(one ->
                byKey.computeIfAbsent(one.key(), key -> new ArrayList<>()).add(one));
        SeriesEvaluator evaluator =
                new SeriesEvaluator(rules, 0, (state, key, metric, agg, size, at) -> read(byKey.get(key), metric, at));
        List<Transition> told = new ArrayList<>();
        byKey.forEach((key, ofKey) -> told.addAll(evaluate(evaluator, key, ofKey, end)));
        return told;
    }

    private static List<Transition> evaluate(
            SeriesEvaluator evaluator, CellKey key, List<GivenSeries> given, long end) {
        List<Transition> told = new ArrayList<>();
        SeriesState state = new SeriesState();
        TreeMap<Long, Cell> cells = cells(given);
        long first = given.stream().mapToLong(GivenSeries::start).min().orElse(end);
        evaluator.ask(state, key, first);
        for (long at = evaluator.nextDue(state, key); at <= end; at = evaluator.nextDue(state, key)) {
            while (!cells.isEmpty() && cells.firstKey() <= at) {
                evaluator.add(state, cells.pollFirstEntry().getValue(), at - 1);
            }
            told.addAll(evaluator.evaluate(state, key, at));
            evaluator.ask(state, key, at + 1);
        }
        return told;
    }

    /** What was counted, by the end of each interval. */
    private static TreeMap<Long, Cell> cells(List<GivenSeries> given) {
        TreeMap<Long, Cell> cells = new TreeMap<>();
        for (GivenSeries one : given) {
            Measure measure = one.metric().measures().iterator().next();
            boolean counted = one.metric().isCounted() && measure.kind() != Measure.Kind.TIMING;
            for (int i = 0; counted && i < one.values().size(); i++) {
                double value = one.values().get(i);
                if (!Double.isNaN(value)) {
                    long end = one.start() + i * one.intervalMillis();
                    cells.merge(end, one.cell(measure, Math.round(value), end), GivenSeries::both);
                }
            }
        }
        return cells;
    }

    private Cell cell(Measure measure, long value, long end) {
        boolean level = measure.kind() == Measure.Kind.LEVEL;
        LevelValue steady =
                new LevelValue(value, value, value * intervalMillis, value == 0 ? LevelValue.NOBODY : start);
        return new Cell(
                key,
                end - intervalMillis,
                end,
                level ? Map.of() : Map.of(measure, value),
                Map.of(),
                level ? Map.of(measure, steady) : Map.of());
    }

    private static Cell both(Cell one, Cell other) {
        Map<Measure, Long> counts = new EnumMap<>(one.counts());
        other.counts().forEach((measure, count) -> counts.merge(measure, count, Long::sum));
        Map<Measure, LevelValue> levels = new EnumMap<>(Measure.class);
        for (Cell cell : List.of(one, other)) {
            cell.levels()
                    .forEach((measure, level) ->
                            levels.merge(measure, level, (a, b) -> a.equals(LevelValue.ZERO) ? b : a));
        }
        return new Cell(one.key(), Math.min(one.start(), other.start()), one.end(), counts, Map.of(), levels);
    }

    private static Sample read(List<GivenSeries> ofKey, Metric metric, long at) {
        return ofKey.stream()
                .filter(one -> one.metric().equals(metric))
                .findFirst()
                .map(one -> one.at(at))
                .orElse(NOTHING);
    }
}
