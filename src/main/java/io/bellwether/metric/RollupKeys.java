package io.bellwether.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which rolled-up series a series belongs to. Remembers its answers; not thread-safe. */
final class RollupKeys {

    /** Bounds the memory under keys that never come again. */
    private static final int MAX_REMEMBERED = 10_000;

    private final Windowing windowing;
    private final Map<Series, List<CellKey>> known = new HashMap<>();

    RollupKeys(Windowing windowing) {
        this.windowing = windowing;
    }

    List<CellKey> of(Series series) {
        if (known.size() >= MAX_REMEMBERED) {
            known.clear();
        }
        return known.computeIfAbsent(series, this::compute);
    }

    private List<CellKey> compute(Series series) {
        List<String> names = windowing.dimensions(series.measurement());
        List<CellKey> keys = new ArrayList<>();
        for (List<String> rollup : windowing.rollups(series.measurement())) {
            List<String> values = new ArrayList<>(rollup.size());
            for (String dimension : rollup) {
                values.add(series.dimensions().get(names.indexOf(dimension)));
            }
            keys.add(new CellKey(series.measurement(), rollup, values, series.tags()));
        }
        return keys;
    }
}
