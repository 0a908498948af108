package io.bellwether.demo;

import io.bellwether.embedded.EmbeddedStore;
import io.bellwether.influx.Row;
import io.bellwether.influx.RowSource;
import io.bellwether.influx.StoreException;
import io.bellwether.metric.Measurement;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the demo's own store, which speaks SQL, as others are read. */
final class DemoRows implements RowSource {

    private final EmbeddedStore store;
    private final List<String> dimensions;

    DemoRows(EmbeddedStore store, List<String> dimensions) {
        this.store = store;
        this.dimensions = List.copyOf(dimensions);
    }

    @Override
    public String name() {
        return "the demo's store";
    }

    @Override
    public void read(Query query, Consumer<Row> each) throws StoreException {
        Set<String> tags = tags(query.measurement());
        for (Map<String, Object> row : rows(select(query, tags) + " ORDER BY ts")) {
            each.accept(row(query, tags, row));
        }
    }

    @Override
    public OptionalLong edge(Query query, boolean last) throws StoreException {
        List<Map<String, Object>> rows =
                rows(select(query, Set.of()) + " ORDER BY ts " + (last ? "DESC" : "ASC") + " LIMIT 1");
        return rows.isEmpty() ? OptionalLong.empty() : OptionalLong.of(time(rows.get(0)));
    }

    private Set<String> tags(String measurement) {
        return Arrays.stream(Measurement.values())
                .filter(one -> one.wireName().equals(measurement))
                .findFirst()
                .map(one -> one.allTags(dimensions))
                .orElse(Set.of());
    }

    private static String select(Query query, Set<String> tags) {
        String columns = Stream.concat(tags.stream(), query.fields().stream())
                .distinct()
                .map(column -> '"' + column + '"')
                .collect(Collectors.joining(", "));
        return "SELECT ts, " + columns + " FROM " + query.measurement() + " WHERE ts >= '"
                + Instant.ofEpochMilli(query.from()) + "' AND ts < '" + Instant.ofEpochMilli(query.to()) + "'"
                + (query.rollup().isEmpty() ? "" : " AND rollup = '" + query.rollup() + "'");
    }

    private static Row row(Query query, Set<String> tags, Map<String, Object> columns) {
        Map<String, String> known = new HashMap<>();
        tags.forEach(tag -> {
            if (columns.get(tag) instanceof String value && !value.isEmpty()) {
                known.put(tag, value);
            }
        });
        Map<String, Object> values = new HashMap<>();
        query.fields().forEach(field -> {
            if (columns.get(field) != null) {
                values.put(field, columns.get(field));
            }
        });
        return new Row(time(columns), known, values);
    }

    private static long time(Map<String, Object> row) {
        return Instant.parse(row.get("ts").toString()).toEpochMilli();
    }

    private List<Map<String, Object>> rows(String sql) throws StoreException {
        try {
            return store.query(sql);
        } catch (IOException e) {
            throw new StoreException("the demo's store does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while the demo's store was asked");
        }
    }

    @Override
    public void close() {
        // the store is closed by whoever started it
    }
}
