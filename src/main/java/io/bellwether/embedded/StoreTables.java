package io.bellwether.embedded;

import io.bellwether.metric.Measurement;
import io.bellwether.metric.Metric;
import io.bellwether.metric.Windowing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The embedded store's tables, one per measurement. Made beforehand because a table that the store makes itself takes a
 * point written twice as two rows. A row is identified by its time and all its tags, as in InfluxDB.
 */
final class StoreTables {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    /** What was decided of telling alerts, which no rule and no rollup knows. */
    private static final String NOTIFICATIONS = "CREATE TABLE IF NOT EXISTS notifications (ts TIMESTAMP,"
            + " decision SYMBOL, receiver SYMBOL, rule SYMBOL, severity SYMBOL, alert_id VARCHAR, transition VARCHAR,"
            + " reason VARCHAR, by VARCHAR, group_key VARCHAR, seq LONG, starts_at LONG, at_ms LONG)"
            + " TIMESTAMP(ts) PARTITION BY DAY WAL DEDUP UPSERT KEYS(ts, decision, receiver, rule, severity)";

    private StoreTables() {}

    /** One statement per measurement, and one for the rows of decisions; a table that exists is left as it is. */
    static List<String> statements(List<String> dimensions) {
        List<String> statements = new ArrayList<>();
        for (Measurement measurement : Measurement.values()) {
            statements.add(statement(measurement, dimensions));
        }
        statements.add(NOTIFICATIONS);
        return statements;
    }

    /** A measurement's table. */
    static String statement(Measurement measurement, List<String> dimensions) {
        Map<String, String> fields = fields(measurement);
        Set<String> tags = tags(measurement, dimensions);
        tags.removeAll(fields.keySet());
        StringBuilder sql = new StringBuilder("CREATE TABLE IF NOT EXISTS ")
                .append(measurement.wireName())
                .append(" (");
        sql.append("ts TIMESTAMP");
        tags.forEach(tag -> sql.append(", ").append(quoted(tag)).append(" SYMBOL"));
        fields.forEach((field, type) ->
                sql.append(", ").append(quoted(field)).append(' ').append(type));
        sql.append(") TIMESTAMP(ts) PARTITION BY DAY WAL DEDUP UPSERT KEYS(ts");
        tags.forEach(tag -> sql.append(", ").append(quoted(tag)));
        return sql.append(')').toString();
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    private static Set<String> tags(Measurement measurement, List<String> dimensions) {
        for (String dimension : Windowing.dimensions(measurement, dimensions)) {
            if (!NAME.matcher(dimension).matches()) {
                throw new IllegalArgumentException("Dimension '" + dimension
                        + "' cannot be a column: use small letters, digits and _, beginning with a letter");
            }
        }
        return measurement.allTags(dimensions);
    }

    private static Map<String, String> fields(Measurement measurement) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Metric metric : Metric.all()) {
            if (metric.measurement() == measurement) {
                fields.put(metric.field(), metric.unit() == Metric.Unit.NUMBER ? "LONG" : "DOUBLE");
            }
        }
        if (measurement.text() != null) {
            fields.put(measurement.text(), "VARCHAR");
        }
        if (measurement == Measurement.ALERT_EVENTS) {
            for (String text : List.of("alert_id", "title", "text", "reason")) {
                fields.putIfAbsent(text, "VARCHAR");
            }
            fields.putIfAbsent("value", "DOUBLE");
            fields.putIfAbsent("threshold", "DOUBLE");
            fields.putIfAbsent("usual", "DOUBLE");
            fields.putIfAbsent("starts_at", "LONG");
            fields.putIfAbsent("end_ms", "LONG");
        }
        return fields;
    }
}
