package io.bellwether.alert;

import io.bellwether.metric.CellKey;

/** What a rule makes of its series where that is more than reading one window; stateless, so that late cells count. */
interface WindowJudge {

    /** What the windows that end now say. */
    Judged judge(Panes panes, CellKey key, long end);

    /** The same as it is told with a change: the numbers of the level that decided. */
    Judged told(Panes panes, CellKey key, AlertMachine.Change change, Judged judged, long end);

    /** The threshold that is told with a change. */
    default double threshold(AlertMachine.Change change) {
        return change.threshold();
    }

    /** The earliest time after {@code end} at which it may say something else without a new cell. */
    long changes(Panes panes, long end);
}
