package io.bellwether.alert;

import io.bellwether.metric.CellKey;
import io.bellwether.rule.Absence;
import io.bellwether.rule.SeriesRule;

/** Says whether anything was counted, and tells for how long nothing was. */
final class Absences implements WindowJudge {

    private final SeriesRule rule;
    private final Absence absence;

    Absences(SeriesRule rule, Absence absence) {
        this.rule = rule;
        this.absence = absence;
    }

    @Override
    public Judged judge(Panes panes, CellKey key, long end) {
        return Judged.plain(panes.read(key, rule.metric(), rule.agg(), rule.sizeMillis(), end));
    }

    /** The silence began with the first window that was empty, also where it has just ended. */
    @Override
    public Judged told(Panes panes, CellKey key, AlertMachine.Change change, Judged judged, long end) {
        return Judged.plain(new Sample(
                (end - change.startsAt() + rule.everyMillis()) / 1000.0,
                judged.sample().samples()));
    }

    @Override
    public double threshold(AlertMachine.Change change) {
        return absence.forMillis() / 1000.0;
    }

    @Override
    public long changes(Panes panes, long end) {
        return WindowChanges.next(panes, rule, end);
    }
}
