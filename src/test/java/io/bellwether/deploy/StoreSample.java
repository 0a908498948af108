package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.influx.LineProtocol;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Metric;
import io.bellwether.metric.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a store holds after a while: every field of the schema in every rollup that dashboards use, under names of all kinds. */
final class StoreSample {

    /** A Monday's start, UTC, but for some hours. */
    static final long BUSY = 1_800_000_000_000L;

    static final long SILENT = BUSY + 3_600_000;
    static final int PANES = 6;
    static final long PANE = 10_000;
    static final long DAY = 86_400_000;

    /** Days of the trends bucket, before the busy minute. */
    static final int DAYS = 40;

    static final List<String> QUEUES = List.of("refunds", "vip", "退款 投诉", "a/b \"c\" (d|e)", "it's $x, y=z");

    /** The one value of every other dimension. */
    static final String OTHER = "某 \"a/b\"";

    private static final List<String> ROLLUPS =
            List.of("all", "queue", "queue,channel", "queue,priority", "queue,tier", "agent", "reason", "brand");

    private StoreSample() {}

    /** Panes, and a minute in which nothing happened. */
    static String live() {
        StringBuilder lines = new StringBuilder();
        for (int pane = 0; pane < PANES; pane++) {
            for (Measurement measurement : Measurement.values()) {
                for (Point point : points(measurement, BUSY + pane * PANE, pane)) {
                    append(point, lines);
                }
            }
            for (Measurement measurement : List.of(
                    Measurement.SLA,
                    Measurement.QUEUE,
                    Measurement.SENTIMENT,
                    Measurement.SATISFACTION,
                    Measurement.CASES)) {
                append(silent(measurement, pane), lines);
            }
            for (String decision : List.of("told", "held", "given_up")) {
                append(decision(decision, BUSY + pane * PANE), lines);
            }
        }
        return lines.toString();
    }

    /** A point a day, as if each were an hour's. */
    static String trends() {
        StringBuilder lines = new StringBuilder();
        for (int day = 0; day < DAYS; day++) {
            for (Measurement measurement : Measurement.values()) {
                if (!measurement.isInterval() && measurement != Measurement.ALERT_EVENTS) {
                    for (Point point : points(measurement, BUSY - (DAYS - day) * DAY, day)) {
                        append(point, lines);
                    }
                }
            }
        }
        return lines.toString();
    }

    private static List<Point> points(Measurement measurement, long time, int pane) {
        List<Point> points = new ArrayList<>();
        for (Map<String, String> kind : kinds(measurement)) {
            for (String rollup : ROLLUPS) {
                for (String queue : QUEUES) {
                    points.add(point(measurement, rollup, queue, kind, time, pane));
                }
            }
        }
        return points;
    }

    /** Its own tags, in all ways in which dashboards ask for them. */
    private static List<Map<String, String>> kinds(Measurement measurement) {
        return switch (measurement) {
            case SLA -> List.of(Map.of("clock", "first_reply"));
            case SENTIMENT -> List.of(Map.of("side", "customer"));
            case SATISFACTION, SATISFACTION_INTERVAL -> List.of(Map.of("kind", "CSAT"), Map.of("kind", "NPS"));
            case DOUBT -> List.of(Map.of("kind", "CSAT", "reason", "contradicts"));
            case AFTER_SERVICE -> List.of(Map.of("customers", "served"), Map.of("customers", "others"));
            case PLATFORM ->
                List.of(
                        Map.of("platform", OTHER, "indicator", "cn.round_within_3m"),
                        Map.of("platform", OTHER, "indicator", "cn.round_response_avg"));
            case ALERT_EVENTS ->
                List.of(
                        Map.of("transition", "firing", "rule", OTHER, "severity", "page"),
                        Map.of("transition", "firing", "rule", OTHER, "severity", "info"),
                        Map.of("transition", "resolved", "rule", OTHER, "severity", "page"));
            default -> List.of(Map.of());
        };
    }

    private static Point point(
            Measurement measurement, String rollup, String queue, Map<String, String> kind, long time, int pane) {
        TreeMap<String, String> tags = new TreeMap<>();
        measurement.tags().forEach(tag -> tags.put(tag, "none"));
        tags.putAll(kind);
        if (measurement != Measurement.ALERT_EVENTS) {
            tags.put("rollup", rollup);
        }
        for (String dimension : rollup.split(",")) {
            tags.put(dimension, dimension.equals("queue") ? queue : OTHER);
        }
        tags.remove("all");
        TreeMap<String, Object> fields = new TreeMap<>();
        for (Metric metric : Metric.all()) {
            if (metric.measurement() == measurement) {
                double value = value(metric, QUEUES.indexOf(queue), pane);
                fields.put(
                        metric.field(), metric.unit() == Metric.Unit.NUMBER ? (Object) (long) value : (Object) value);
            }
        }
        if (measurement == Measurement.ALERT_EVENTS) {
            List.of("alert_id", "title", "text", "reason").forEach(name -> fields.put(name, name + " of " + queue));
            fields.putAll(new TreeMap<>(Map.of("value", 1.5, "threshold", 1.0, "starts_at", time, "end_ms", time)));
        }
        return new Point(measurement.wireName(), tags, fields, time);
    }

    /** A pane in which nothing happened: counts and levels are zero, ratios and means are absent. */
    private static Point silent(Measurement measurement, int pane) {
        Point busy = point(measurement, "queue", "vip", kinds(measurement).get(0), SILENT + pane * PANE, pane);
        TreeMap<String, Object> fields = new TreeMap<>(busy.fields());
        fields.values().removeIf(value -> value instanceof Double);
        fields.replaceAll((name, value) -> 0L);
        return new Point(busy.measurement(), busy.tags(), fields, busy.time());
    }

    private static Point decision(String decision, long time) {
        TreeMap<String, String> tags =
                new TreeMap<>(Map.of("receiver", "desk", "decision", decision, "rule", OTHER, "severity", "page"));
        TreeMap<String, Object> fields = new TreeMap<>(Map.of(
                "alert_id",
                "a",
                "transition",
                "firing",
                "reason",
                "some",
                "group_key",
                "g",
                "seq",
                1L,
                "starts_at",
                time,
                "at_ms",
                time));
        return new Point("notifications", tags, fields, time);
    }

    /** Different for neighbouring metrics, queues and panes; a whole number or a number below one by the unit. */
    static double value(Metric metric, int queue, int pane) {
        int whole = 1 + (Metric.all().indexOf(metric) * 7 + queue * 3 + pane) % 11;
        return metric.unit() == Metric.Unit.NUMBER ? whole : whole / 16.0;
    }

    private static void append(Point point, StringBuilder lines) {
        assertThat(LineProtocol.append(point, lines)).isTrue();
        lines.append('\n');
    }
}
