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

    /** The plan of a day of queues vip and returns, of whose hours so far more came than was expected. */
    RowsInMemory withPlan(long now) {
        long half = 1_800_000;
        long begun = now / half * half;
        for (String queue : List.of("vip", "returns")) {
            Map<String, String> tags = Map.of("queue", queue);
            for (long start = begun - 48 * half; start < begun + 48 * half; start += half) {
                double hour = start % 86_400_000 / 3_600_000.0;
                double arrivals = 22 + 18 * Math.sin((hour - 8) * Math.PI / 12);
                long required = Math.round(2 + arrivals / 5);
                Map<String, Object> planned = new HashMap<>(Map.of(
                        "arrivals", arrivals, "arrivals_low", arrivals * 0.75, "arrivals_high", arrivals * 1.25));
                planned.putAll(Map.of("required", required, "staffed", Math.round(hour / 3) % 2 == 0 ? 8L : 5L));
                if (start + half <= now) {
                    planned.put("offered", Math.round(arrivals * (1.1 + 0.2 * Math.cos(start))));
                    Map<String, Object> minute = Map.of("required", required + 1, "short", required - 6);
                    add("plan", "queue", start + half - 10_000, tags, minute);
                }
                add("plan_interval", "queue", start, tags, planned);
            }
            Map<String, Object> minute = new HashMap<>(Map.of("contacts_30m", 31L, "handle_time_s", 340.0));
            minute.putAll(Map.of("required", 8L, "staffed", 7L, "short", 2L, "arrivals", 26.4, "expected", 29.1));
            minute.putAll(Map.of("short_ahead", 3L, "short_in_s", 5_400.0));
            add("plan", "queue", now / 60_000 * 60_000 - 10_000, tags, minute);
        }
        return this;
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
