package io.bellwether.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.file.FileProblem;
import io.bellwether.influx.RowSource;
import io.bellwether.influx.RowSource.Query;
import io.bellwether.influx.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The figures of the wallboard, read from the store: levels as of the last pane, sums of the last minutes, courses of the last
 * hour. Time is an argument.
 */
final class QueueFigures {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long HOUR = 3_600_000;
    private static final long MINUTE = 60_000;
    /** How far back is asked again each time: a pane may still be corrected, for ten minutes by default. */
    private static final long AGAIN = 15 * MINUTE;

    /** Of fewer than these it is not said how long they usually take. */
    private static final int LEAST_HANDLED = 20;

    private static final List<String> QUEUE = List.of(
            "offered",
            "answered",
            "abandoned",
            "lost_met",
            "lost_unmet",
            "answered_in_threshold",
            "waiting",
            "oldest_age_s",
            "handled",
            "handle_mean_s");

    private final RowSource store;
    private final long paneMillis;
    private final long recentMillis;
    private final Map<String, QueuePanes> queues = new TreeMap<>();
    private long readUntil = Long.MIN_VALUE;
    private long newest = Long.MIN_VALUE;

    /**
     * @param paneMillis how long a pane lasts
     * @param recentMillis over how long rates are
     */
    QueueFigures(RowSource store, long paneMillis, long recentMillis) {
        this.store = store;
        this.paneMillis = paneMillis;
        this.recentMillis = recentMillis;
    }

    /** Asks the store, and gives the figures as JSON. */
    byte[] read(long now) throws StoreException, FileProblem {
        long from = readUntil == Long.MIN_VALUE ? now - HOUR : Math.max(now - HOUR, readUntil - AGAIN);
        long to = now + MINUTE;
        for (String rollup : List.of("queue", "all")) {
            ask("queue", rollup, QUEUE, from, to);
            ask("sla", rollup, List.of("met", "breached"), from, to);
            ask("cases", rollup, List.of("open"), from, to);
            ask("sentiment", rollup, List.of("count", "mean", "negative"), from, to);
        }
        store.read(
                new Query("pipeline", "", List.of("events"), from, to),
                row -> newest = Math.max(newest, row.time() + paneMillis));
        readUntil = now;
        queues.values().forEach(panes -> panes.forgetBefore(now - HOUR - AGAIN));
        return json(now);
    }

    private void ask(String measurement, String rollup, List<String> fields, long from, long to)
            throws StoreException, FileProblem {
        store.read(new Query(measurement, rollup, fields, from, to), row -> {
            boolean agents = measurement.equals("sentiment") && !row.tag("side").equals("customer");
            if (!agents) {
                String kind = measurement + (row.tag("clock").isEmpty() ? "" : '|' + row.tag("clock"));
                queues.computeIfAbsent(rollup.equals("all") ? "" : row.tag("queue"), name -> new QueuePanes())
                        .take(kind, row);
                newest = Math.max(newest, row.time() + paneMillis);
            }
        });
    }

    private byte[] json(long now) {
        ObjectNode json = JSON.createObjectNode();
        json.put("newest", newest == Long.MIN_VALUE ? 0 : newest);
        json.put("recent_ms", recentMillis);
        ArrayNode list = json.putArray("queues");
        long end = newest == Long.MIN_VALUE ? now : newest;
        queues.forEach((name, panes) -> list.add(queue(name, panes, end)));
        try {
            return JSON.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new IllegalStateException("a tree is written as JSON", e);
        }
    }

    private ObjectNode queue(String name, QueuePanes panes, long end) {
        long from = end - recentMillis;
        ObjectNode json = JSON.createObjectNode();
        json.put("name", name);
        double waiting = panes.level("queue", "waiting", end);
        level(json, "waiting", waiting);
        level(json, "oldest_s", waiting > 0 ? panes.level("queue", "oldest_age_s", end) : Double.NaN);
        level(json, "open", panes.level("cases", "open", end));
        for (String count : List.of("offered", "answered", "abandoned")) {
            json.put(count, Math.round(panes.sum("queue", from, end, row -> row.count(count))));
        }
        level(json, "service_level", serviceLevel(panes, from, end));
        level(json, "handle_s", usualHandleTime(panes, end));
        double met = panes.sum("sla", from, end, row -> row.count("met"));
        double breached = panes.sum("sla", from, end, row -> row.count("breached"));
        level(json, "attainment", met / (met + breached));
        double scored = panes.sum("sentiment", from, end, row -> row.count("count"));
        level(json, "mood", panes.sum("sentiment", from, end, row -> row.number("mean") * row.count("count")) / scored);
        level(json, "negative", panes.sum("sentiment", from, end, row -> row.count("negative")) / scored);
        courses(json.putObject("course"), panes, end);
        return json;
    }

    /** As of each minute of the last hour, the last of them in front of the end. */
    private static void courses(ObjectNode json, QueuePanes panes, long end) {
        ArrayNode waiting = json.putArray("waiting");
        ArrayNode offered = json.putArray("offered");
        ArrayNode service = json.putArray("service_level");
        for (long to = end - HOUR + MINUTE; to <= end; to += MINUTE) {
            add(waiting, panes.level("queue", "waiting", to));
            add(offered, panes.sum("queue", to - MINUTE, to, row -> row.count("offered")));
            add(service, serviceLevel(panes, to - AGAIN, to));
        }
    }

    /** The mean of the last hour; NaN where too few contacts ended in it. */
    private static double usualHandleTime(QueuePanes panes, long end) {
        double handled = panes.sum("queue", end - HOUR, end, row -> row.count("handled"));
        double time = panes.sum("queue", end - HOUR, end, row -> row.number("handle_mean_s") * row.count("handled"));
        return handled < LEAST_HANDLED ? Double.NaN : time / handled;
    }

    private static double serviceLevel(QueuePanes panes, long from, long to) {
        double lostMet = panes.sum("queue", from, to, row -> row.count("lost_met"));
        double judged = panes.sum("queue", from, to, row -> row.count("answered") + row.count("lost_unmet")) + lostMet;
        return (panes.sum("queue", from, to, row -> row.count("answered_in_threshold")) + lostMet) / judged;
    }

    private static void level(ObjectNode json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, Math.round(value * 10_000) / 10_000.0);
        } else {
            json.putNull(name);
        }
    }

    private static void add(ArrayNode list, double value) {
        if (Double.isFinite(value)) {
            list.add(Math.round(value * 1_000) / 1_000.0);
        } else {
            list.addNull();
        }
    }
}
