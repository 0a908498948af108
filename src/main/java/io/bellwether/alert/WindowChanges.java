package io.bellwether.alert;

import io.bellwether.metric.Cell;
import io.bellwether.metric.LevelValue;
import io.bellwether.metric.Measure;
import io.bellwether.rule.Agg;
import io.bellwether.rule.Level;
import io.bellwether.rule.Readout;
import io.bellwether.rule.SeriesRule;

/** When a window that no cell comes into says something else all the same. */
final class WindowChanges {

    private WindowChanges() {}

    /** The earliest time after {@code end} at which a window without a new cell may say something else, or mean it. */
    static long next(Panes panes, SeriesPlan.Watch watch, AlertState alert, Sample sample, long end) {
        Departures departures = watch.departures();
        if (departures == null) {
            return next(panes, watch.rule(), end);
        }
        alert.emptySince =
                !panes.isEmpty() ? AlertState.NONE : alert.emptySince == AlertState.NONE ? end : alert.emptySince;
        boolean empty = alert.emptySince != AlertState.NONE;
        if (empty && end - alert.emptySince >= departures.historyMillis() && !alert.isFiring()) {
            alert.learnt = null;
            return AlertState.NEVER;
        }
        // what is usual changes with the hour, so a value that stands still is looked at, too; one that is not there is
        // not
        boolean speaks = !sample.isGap(watch.rule().minSamples());
        long next = speaks ? end + 1 : next(panes, watch.rule(), end);
        return Math.min(next, (empty ? alert.emptySince : end) + departures.historyMillis());
    }

    /** The earliest time after {@code end} at which a window without a new cell may say something else. */
    static long next(Panes panes, SeriesRule rule, long end) {
        long next = panes.nextEnd(end);
        if (Readout.isAge(rule.metric())) {
            return Math.min(next, ageCrosses(panes, rule, end));
        }
        if (rule.agg() == Agg.LAST) {
            return next;
        }
        Long first = panes.firstIn(end, rule.sizeMillis());
        if (first == null) {
            return next;
        }
        boolean slides = rule.agg() == Agg.AVG || rule.agg() == Agg.WHOLE && readsLevel(rule);
        return Math.min(next, slides ? end + 1 : first + rule.sizeMillis() + 1);
    }

    private static boolean readsLevel(SeriesRule rule) {
        for (Measure measure : rule.metric().measures()) {
            if (measure.kind() == Measure.Kind.LEVEL) {
                return true;
            }
        }
        return false;
    }

    private static long ageCrosses(Panes panes, SeriesRule rule, long end) {
        Cell last = panes.last(end);
        long since = last == null
                ? LevelValue.NOBODY
                : last.level(rule.metric().measures().iterator().next()).oldestSince();
        if (since == LevelValue.NOBODY) {
            return AlertState.NEVER;
        }
        long earliest = AlertState.NEVER;
        for (Level level : rule.levels()) {
            earliest = Math.min(earliest, ageReaches(since, level.value(), end));
            earliest = Math.min(earliest, ageReaches(since, level.recover(), end));
        }
        return earliest;
    }

    /** One ms early, against rounding; at equality the operator may still turn, so the window after is looked at too. */
    private static long ageReaches(long since, double seconds, long end) {
        long at = since + (long) Math.floor(seconds * 1000) - 1;
        return at + 2 < end ? AlertState.NEVER : Math.max(at, end + 1);
    }
}
