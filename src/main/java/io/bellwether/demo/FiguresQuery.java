package io.bellwether.demo;

import io.bellwether.embedded.EmbeddedStore;
import io.bellwether.metric.Measurement;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads {@link Figures} out of the store: everything on the screen has gone the whole way. */
final class FiguresQuery {

    static final long WINDOW_MILLIS = 5 * 60_000;
    private static final long RATE_MILLIS = 30_000;
    private static final long PANE_MILLIS = 10_000;
    private static final String BY_QUEUE = " WHERE rollup IN ('queue', 'all') AND ts >= '%s'";

    private final EmbeddedStore store;

    FiguresQuery(EmbeddedStore store) {
        this.store = store;
    }

    /** @param now epoch ms */
    Figures read(long now) throws IOException, InterruptedException {
        Instant since = Instant.ofEpochMilli(now - WINDOW_MILLIS);
        Map<String, Map<String, Object>> queues = merge(List.of(
                rows(
                        "SELECT queue, sum(offered) offered, sum(answered) answered, sum(abandoned) abandoned,"
                                + " sum(lost_met) lost_met, sum(lost_unmet) lost_unmet,"
                                + " sum(answered_in_threshold) in_time FROM queue"
                                + BY_QUEUE,
                        since),
                rows(
                        "SELECT queue, waiting, oldest_age_s FROM queue" + BY_QUEUE
                                + " LATEST ON ts PARTITION BY queue",
                        since),
                rows("SELECT queue, sum(met) met, sum(breached) breached FROM sla" + BY_QUEUE, since),
                rows("SELECT queue, open FROM cases" + BY_QUEUE + " LATEST ON ts PARTITION BY queue", since),
                rows(
                        "SELECT queue, sum(\"count\") scored, sum(mean * \"count\") mood, sum(negative) negative FROM sentiment"
                                + BY_QUEUE + " AND side = 'customer'",
                        since)));
        List<Figures.Queue> named = new ArrayList<>();
        for (String name : new TreeSet<>(queues.keySet())) {
            if (!name.isEmpty()) {
                named.add(queue(name, queues.get(name)));
            }
        }
        return pipeline(now, named, queue("all queues", queues.getOrDefault("", Map.of())));
    }

    /** The rows on the pipeline, around what is known of queues. The first pane and the last are not complete. */
    private Figures pipeline(long now, List<Figures.Queue> queues, Figures.Queue total)
            throws IOException, InterruptedException {
        long complete = now / PANE_MILLIS * PANE_MILLIS - PANE_MILLIS;
        Map<String, Object> all = one("SELECT sum(events) events, sum(rejected) rejected, min(ts) began FROM pipeline");
        long began =
                all.get("began") instanceof String first ? Instant.parse(first).toEpochMilli() + PANE_MILLIS : complete;
        long from = Math.max(complete - RATE_MILLIS, began);
        String recently =
                " WHERE ts >= '" + Instant.ofEpochMilli(from) + "' AND ts < '" + Instant.ofEpochMilli(complete) + "'";
        Map<String, Object> recent = one("SELECT sum(events) events FROM pipeline" + recently);
        Map<String, Object> lag = one("SELECT max(watermark_lag_s) lag FROM pipeline WHERE ts >= '"
                + Instant.ofEpochMilli(complete - PANE_MILLIS) + "'");
        double seconds = (complete - from) / 1000.0;
        return new Figures(
                whole(all, "events"),
                count(""),
                whole(all, "rejected"),
                ratio(whole(recent, "events"), seconds),
                ratio(count(recently), seconds),
                (Double) lag.get("lag"),
                queues,
                total);
    }

    /** Rows of all tables. */
    private long count(String where) throws IOException, InterruptedException {
        String perTable = Arrays.stream(Measurement.values())
                .map(measurement -> "SELECT count() n FROM " + measurement.wireName() + where)
                .collect(Collectors.joining(" UNION ALL "));
        return whole(one("SELECT sum(n) n FROM (" + perTable + ")"), "n");
    }

    private static Figures.Queue queue(String name, Map<String, Object> row) {
        long lostMet = whole(row, "lost_met");
        long judged = whole(row, "answered") + lostMet + whole(row, "lost_unmet");
        long clocks = whole(row, "met") + whole(row, "breached");
        long scored = whole(row, "scored");
        return new Figures.Queue(
                name,
                (Long) row.get("waiting"),
                (Double) row.get("oldest_age_s"),
                ratio(whole(row, "in_time") + lostMet, judged),
                (Long) row.get("offered"),
                (Long) row.get("answered"),
                (Long) row.get("abandoned"),
                ratio(whole(row, "met"), clocks),
                (Long) row.get("open"),
                row.get("mood") == null ? null : ratio((Double) row.get("mood"), scored),
                ratio(whole(row, "negative"), scored));
    }

    private static Double ratio(double sum, double of) {
        return of > 0 ? sum / of : null;
    }

    private static long whole(Map<String, Object> row, String column) {
        return row.get(column) instanceof Long value ? value : 0;
    }

    private List<Map<String, Object>> rows(String sql, Instant since) throws IOException, InterruptedException {
        return store.query(String.format(sql, since));
    }

    private Map<String, Object> one(String sql) throws IOException, InterruptedException {
        List<Map<String, Object>> rows = store.query(sql);
        return rows.isEmpty() ? Map.of() : rows.get(0);
    }

    /** One row a queue out of the answers; the total has no queue and gets the empty name. */
    private static Map<String, Map<String, Object>> merge(List<List<Map<String, Object>>> answers) {
        Map<String, Map<String, Object>> merged = new HashMap<>();
        for (List<Map<String, Object>> answer : answers) {
            for (Map<String, Object> row : answer) {
                String queue = row.get("queue") == null ? "" : row.get("queue").toString();
                merged.computeIfAbsent(queue, name -> new HashMap<>()).putAll(row);
            }
        }
        return merged;
    }
}
