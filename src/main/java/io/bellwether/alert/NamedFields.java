package io.bellwether.alert;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Metric;
import io.bellwether.rule.Agg;
import io.bellwether.rule.OtherFields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What other fields, which texts of a rule name, say of the window that the rule is about. Texts may be edited while panes are
 * kept: panes of before lack what only the new text asks for, and nothing is said of a window that needs them.
 */
final class NamedFields {

    private final List<Metric> fields;

    NamedFields(List<Metric> fields) {
        this.fields = fields;
    }

    /**
     * To be told of each cell before the panes take it.
     *
     * @param named all that texts of rules on the series read
     */
    static void begin(SeriesState state, Set<Measure> named, Cell cell) {
        state.namedSince.keySet().retainAll(named);
        if (state.namedSince.size() == named.size()) {
            return;
        }
        boolean fresh = state.panes.isEmpty();
        if (fresh || cell.start() > state.panes.lastStart()) {
            named.forEach(measure -> state.namedSince.putIfAbsent(measure, fresh ? Long.MIN_VALUE : cell.start()));
        }
    }

    /** By placeholder; what has no value, or is not known, is not there. */
    Map<String, Double> read(SeriesState state, CellKey key, WindowReader reader, long size, long end) {
        Map<String, Double> values = new HashMap<>();
        for (Metric field : fields) {
            double value = reader.knows(state, field, size, end)
                    ? reader.read(state, key, field, field.ofTheEnd() ? Agg.LAST : Agg.WHOLE, size, end)
                            .value()
                    : Double.NaN;
            if (!Double.isNaN(value)) {
                values.put(OtherFields.placeholder(field), value);
            }
        }
        return values;
    }

    /** Whether panes have kept what a field is made of for as long as it needs. */
    static boolean areKnown(SeriesState state, Metric field, long size, long end) {
        Cell last = state.panes.last(end);
        // levels are those at the end of the pane before, where a window begins without one
        long from = !field.ofTheEnd() ? end - size - 1 : last == null ? Long.MAX_VALUE : last.start();
        return field.measures().stream().allMatch(measure -> {
            Long since = state.namedSince.get(measure);
            return since != null && since <= from;
        });
    }
}
