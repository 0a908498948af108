package io.bellwether.rule;

import io.bellwether.metric.Cell;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Metric;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How fast the budget of an objective is used up: the share of what was bad, divided by the share that may be. At 1 the
 * budget lasts for its period. A level is crossed where both windows of its pair burn at the pair's factor or faster.
 *
 * <p>Long windows are read with a grain, so that what is kept of them is some dozens of cells however long they are: they
 * begin at multiples of their grain, and are shorter than they are called by less than that.
 *
 * @param good counts what was good, or with no {@code total} is the share of it
 * @param total counts that add up to everything; empty where {@code good} is a share
 * @param objective share that has to be good, below 1
 * @param periodMillis for which the budget is meant
 * @param paneMillis length of a pane
 * @param pairs most severe first
 */
public record Burn(
        Metric good,
        List<Metric> total,
        double objective,
        long periodMillis,
        long paneMillis,
        List<Pair> pairs,
        List<Level> levels)
        implements Condition {

    /** Steps of grains, in panes: each is a multiple of the one before. */
    private static final long[] GRAINS = {4320, 720, 180, 30, 6};

    /** How many grains a window has at least. */
    private static final int GRAINS_OF_WINDOW = 40;

    /** @param factor at which both windows must burn */
    public record Pair(Severity severity, long longMillis, long shortMillis, double factor) implements Serializable {}

    public Burn {
        total = List.copyOf(total);
        pairs = List.copyOf(pairs);
        levels = List.copyOf(levels);
    }

    /** With the level that each pair is. */
    static Burn of(
            Metric good,
            List<Metric> total,
            double objective,
            long periodMillis,
            long paneMillis,
            List<Pair> pairs,
            long forMillis) {
        List<Level> levels = pairs.stream()
                .map(pair -> new Level(pair.severity(), Op.AT_LEAST, pair.factor(), pair.factor(), forMillis))
                .toList();
        return new Burn(good, total, objective, periodMillis, paneMillis, pairs, levels);
    }

    @Override
    public Set<Measure> measures() {
        Set<Measure> all = EnumSet.copyOf(good.measures());
        total.forEach(metric -> all.addAll(metric.measures()));
        return all;
    }

    @Override
    public long reachMillis(long sizeMillis) {
        return Math.max(periodMillis, sizeMillis);
    }

    @Override
    public String shape() {
        return "Burn" + total;
    }

    /** The multiple at which a window of that size begins, and into which what is older may be put together, ms. */
    public long grain(long sizeMillis) {
        for (long panes : GRAINS) {
            if (panes * paneMillis * GRAINS_OF_WINDOW <= sizeMillis) {
                return panes * paneMillis;
            }
        }
        return paneMillis;
    }

    /** Everything that was counted in a cell. */
    public long samples(Cell cell) {
        if (total.isEmpty()) {
            return good.samples(cell);
        }
        long sum = 0;
        for (Metric metric : total) {
            sum += (long) metric.value(cell);
        }
        return sum;
    }

    /** How fast the budget burns in a cell; NaN where nothing was counted. */
    public double rate(Cell cell) {
        double share = total.isEmpty() ? good.value(cell) : good.value(cell) / samples(cell);
        return (1 - share) / (1 - objective);
    }
}
