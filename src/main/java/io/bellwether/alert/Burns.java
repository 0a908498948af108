package io.bellwether.alert;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.Measure;
import io.bellwether.rule.Burn;
import io.bellwether.rule.SeriesRule;
import io.bellwether.rule.Severity;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Says how fast the budget of a rule's objective burns. */
final class Burns implements WindowJudge {

    private final Burn burn;
    private final long minSamples;
    private final Set<Measure> measures;

    Burns(SeriesRule rule, Burn burn) {
        this.burn = burn;
        this.minSamples = rule.minSamples();
        this.measures = burn.measures();
    }

    /**
     * A pair whose long window says nothing, or has too few samples, leaves its level as it is. In a short window without
     * anything nothing burns, so that an alert does not outlast its cause because nobody comes any more.
     */
    @Override
    public Judged judge(Panes panes, CellKey key, long end) {
        Map<Severity, Double> rates = new EnumMap<>(Severity.class);
        double worst = Double.NaN;
        long samples = 0;
        for (Burn.Pair pair : burn.pairs()) {
            Cell cell = window(panes, key, pair.longMillis(), end);
            if (burn.samples(cell) == 0 || burn.samples(cell) < minSamples) {
                rates.put(pair.severity(), Double.NaN);
                continue;
            }
            double rate = Math.min(burn.rate(cell), shortRate(panes, key, pair, end));
            rates.put(pair.severity(), rate);
            if (Double.isNaN(worst)) {
                worst = rate;
            }
            samples = Math.max(samples, burn.samples(cell));
        }
        return Judged.plain(new Sample(worst, samples, false, rates));
    }

    private double shortRate(Panes panes, CellKey key, Burn.Pair pair, long end) {
        double rate = burn.rate(window(panes, key, pair.shortMillis(), end));
        return Double.isNaN(rate) ? 0 : rate;
    }

    private Cell window(Panes panes, CellKey key, long size, long end) {
        return panes.whole(key, measures, end - begin(size, end), end);
    }

    private long begin(long size, long end) {
        long grain = burn.grain(size);
        return -Math.floorDiv(size - end, grain) * grain;
    }

    /** With the rate of the long window, and how long the budget of the period lasts at that rate. */
    @Override
    public Judged told(Panes panes, CellKey key, AlertMachine.Change change, Judged judged, long end) {
        Burn.Pair pair = burn.pairs().stream()
                .filter(candidate -> candidate.severity() == change.severity())
                .findFirst()
                .orElse(burn.pairs().get(0));
        Cell cell = window(panes, key, pair.longMillis(), end);
        double rate = burn.rate(cell);
        double spent = spent(panes, key, end);
        double left = Math.max(0, 1 - spent) * burn.periodMillis() / 1000 / rate;
        return new Judged(
                new Sample(rate, burn.samples(cell)),
                judged.compared(),
                null,
                Double.NaN,
                Double.NaN,
                Map.of("time_left", Double.isInfinite(left) ? Double.NaN : left, "budget_spent", spent));
    }

    /** Share of the period's budget that is gone. Of what was before the first cell that is known it counts nothing. */
    private double spent(Panes panes, CellKey key, long end) {
        Long first = panes.firstIn(end, burn.periodMillis());
        double known = first == null ? 0 : (double) (end - first) / burn.periodMillis();
        return Math.min(1, known) * burn.rate(window(panes, key, burn.periodMillis(), end));
    }

    @Override
    public long changes(Panes panes, long end) {
        long next = panes.nextEnd(end);
        for (Burn.Pair pair : burn.pairs()) {
            next = Math.min(
                    next, Math.min(leaves(panes, pair.longMillis(), end), leaves(panes, pair.shortMillis(), end)));
        }
        return next;
    }

    /** When the first cell of a window is not in it any more. */
    private long leaves(Panes panes, long size, long end) {
        Long first = panes.firstIn(end, end - begin(size, end));
        long grain = burn.grain(size);
        return first == null ? AlertState.NEVER : Math.floorDiv(first, grain) * grain + size + 1;
    }
}
