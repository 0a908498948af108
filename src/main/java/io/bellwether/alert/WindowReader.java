package io.bellwether.alert;

import io.bellwether.metric.CellKey;
import io.bellwether.metric.Metric;
import io.bellwether.rule.Agg;

/** Where it is known what a window says. */
@FunctionalInterface
interface WindowReader {

    /** Whatever was counted and is kept. */
    WindowReader PANES = new WindowReader() {
        @Override
        public Sample read(SeriesState state, CellKey key, Metric metric, Agg agg, long size, long end) {
            return state.panes.read(key, metric, agg, size, end);
        }

        @Override
        public boolean knows(SeriesState state, Metric field, long size, long end) {
            return NamedFields.areKnown(state, field, size, end);
        }
    };

    Sample read(SeriesState state, CellKey key, Metric metric, Agg agg, long size, long end);

    /** Whether all that a field is made of was kept for as long as the window needs; asked of what only texts name. */
    default boolean knows(SeriesState state, Metric field, long size, long end) {
        return true;
    }
}
