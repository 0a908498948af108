package io.bellwether.console;

import io.bellwether.influx.Row;
import io.bellwether.influx.RowSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A store that holds what a test puts into it. */
final class RowsInMemory implements RowSource {

    private record Held(String measurement, String rollup, Row row) {}

    private final List<Held> rows = new ArrayList<>();

    /** A pane in which three wait in queue vip. */
    static RowsInMemory ofNow(long now) {
        long pane = now / 10_000 * 10_000 - 10_000;
        Map<String, Object> values =
                Map.of("waiting", 3L, "oldest_age_s", 12.0, "offered", 4L, "handled", 25L, "handle_mean_s", 300.0);
        return new RowsInMemory()
                .add("queue", "queue", pane, Map.of("queue", "vip"), values)
                .add("queue", "all", pane, Map.of(), values)
                .add("pipeline", "", pane, Map.of(), Map.of("events", 7L));
    }

    RowsInMemory add(
            String measurement, String rollup, long time, Map<String, String> tags, Map<String, Object> values) {
        rows.add(new Held(measurement, rollup, new Row(time, tags, values)));
        return this;
    }

    @Override
    public void read(Query query, Consumer<Row> each) {
        for (Held held : rows) {
            Row row = held.row();
            boolean asked = held.measurement().equals(query.measurement())
                    && held.rollup().equals(query.rollup())
                    && row.time() >= query.from()
                    && row.time() < query.to();
            Map<String, Object> values = new HashMap<>(row.values());
            values.keySet().retainAll(query.fields());
            if (asked && !values.isEmpty()) {
                each.accept(new Row(row.time(), row.tags(), values));
            }
        }
    }

    @Override
    public OptionalLong edge(Query query, boolean last) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void close() {}
}
