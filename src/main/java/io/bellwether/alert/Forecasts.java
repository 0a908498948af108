package io.bellwether.alert;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Metric;
import io.bellwether.rule.Forecast;
import io.bellwether.rule.Level;
import io.bellwether.rule.Readout;
import io.bellwether.rule.SeriesRule;
import java.util.Map;

/** Says where the windows of a rule lead. */
final class Forecasts implements WindowJudge {

    private final SeriesRule rule;
    private final Forecast forecast;
    private final Metric metric;
    private final int windows;

    Forecasts(SeriesRule rule, Forecast forecast) {
        this.rule = rule;
        this.forecast = forecast;
        this.metric = rule.metric();
        this.windows = (int) (forecast.overMillis() / rule.everyMillis());
    }

    /** The windows that end in the last while, with the newest that speaks. */
    private record Look(StraightLine line, Sample newest) {}

    /** It says nothing while fewer than half of its windows speak. */
    @Override
    public Judged judge(Panes panes, CellKey key, long end) {
        Look look = look(panes, key, end);
        double value = 2 * look.line().points() < windows ? Double.NaN : worst(look.line());
        return Judged.plain(new Sample(value, Math.max(look.newest().samples(), rule.minSamples())));
    }

    private Look look(Panes panes, CellKey key, long end) {
        StraightLine line = new StraightLine();
        Sample newest = new Sample(Double.NaN, 0);
        long known = known(panes, end);
        for (int i = windows - 1; i >= 0; i--) {
            long at = end - i * rule.everyMillis();
            Sample sample = at < known ? newest : panes.read(key, metric, rule.agg(), rule.sizeMillis(), at);
            if (at >= known && !sample.isGap(rule.minSamples())) {
                line.add((at - end) / 1000.0, sample.value());
                newest = sample;
            }
        }
        return new Look(line, newest);
    }

    /** End of the first cell that is known: a series that begins does not rise from nothing. */
    private long known(Panes panes, long end) {
        long reach = forecast.reachMillis(rule.sizeMillis());
        Cell carry = panes.last(end - reach);
        if (carry != null) {
            for (Measure measure : metric.measures()) {
                if (measure.kind() == Measure.Kind.LEVEL && carry.atEnd(measure) != 0) {
                    return Long.MIN_VALUE;
                }
            }
        }
        Long first = panes.firstIn(end, reach);
        return first == null ? AlertState.NEVER : first + 1;
    }

    private double worst(StraightLine line) {
        if (line.r2() < forecast.minR2()) {
            return line.mean();
        }
        double now = line.at(0);
        double then = line.at(forecast.withinMillis() / 1000.0);
        double worst = rule.levels().get(0).op().upward() ? Math.max(now, then) : Math.min(now, then);
        return Math.max(metric.lowest(), Math.min(metric.highest(), worst));
    }

    @Override
    public Judged told(Panes panes, CellKey key, AlertMachine.Change change, Judged judged, long end) {
        Look look = look(panes, key, end);
        Map<String, Double> more = Map.of(
                "now", look.newest().value(),
                "r2", look.line().r2(),
                "crosses_in", crossesIn(look.line(), change));
        return new Judged(
                new Sample(judged.sample().value(), look.newest().samples()),
                judged.compared(),
                null,
                Double.NaN,
                Double.NaN,
                more);
    }

    /** Seconds until the line crosses the level's threshold, 0 where it has; NaN where it does not lead there. */
    private double crossesIn(StraightLine line, AlertMachine.Change change) {
        for (Level level : rule.levels()) {
            if (level.severity() == change.severity()) {
                double now = line.at(0);
                double left = (level.value() - now) / line.slope();
                return level.crossed(now) ? 0 : left > 0 && Double.isFinite(left) ? left : Double.NaN;
            }
        }
        return Double.NaN;
    }

    @Override
    public long changes(Panes panes, long end) {
        boolean moves = panes.firstIn(end, forecast.reachMillis(rule.sizeMillis())) != null
                || Readout.isAge(metric) && !panes.endsAtZero();
        return moves ? end + 1 : panes.nextEnd(end);
    }
}
