package io.bellwether.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.metric.Metric;
import java.util.List;

/** Which columns a table shows and what they are called; which rows of the history of alerts are alerts that fire. */
final class TableWriter {

    private static final String SEVERITY = "severity";
    private static final String NEWEST = " (first)";
    /** The same once more: one to sort by, one to show. */
    private static final String SHOWN = " (firstNotNull)";

    private static final List<String> TABLE =
            List.of(SEVERITY + SHOWN, "starts_at" + NEWEST, "queue" + NEWEST, "title" + NEWEST, "text" + NEWEST);

    private final Common common;
    private final QueueLinks queues;
    private final BoardLanguage language;

    TableWriter(Common common, QueueLinks queues, BoardLanguage language) {
        this.common = common;
        this.queues = queues;
        this.language = language;
    }

    void write(Panel panel, ObjectNode json) {
        ArrayNode steps = json.putArray("transformations");
        ArrayNode overrides = (ArrayNode) json.get("fieldConfig").get("overrides");
        switch (panel.kind()) {
            case FIRING -> {
                firing(steps);
                organize(steps, TABLE, true);
                since(overrides, name("starts_at"));
                queue(overrides);
                names(overrides, name(SEVERITY), SEVERITY, 90);
            }
            case FIRING_LARGE -> {
                firing(steps);
                organize(steps, List.of(SEVERITY + SHOWN, "title" + NEWEST, "starts_at" + NEWEST), false);
                since(overrides, "starts_at" + NEWEST);
                names(overrides, SEVERITY + SHOWN, SEVERITY, 0);
                reduce(json).put("fields", "/^starts_at/");
            }
            case FIRING_COUNT -> {
                count(steps);
                names(overrides, SEVERITY + SHOWN, SEVERITY, 0);
                reduce(json).put("fields", "/^alert_id/");
            }
            case ROWS -> sort(steps, panel.sort(), true);
            default -> columns(panel, steps, overrides);
        }
        if (panel.kind().isTable()) {
            ObjectNode cells = overrides.insertObject(0); // why there is no row is no answer to why a cell is empty
            cells.set("matcher", Json.object().put("id", "byRegexp").put("options", "/.*/"));
            Json.property(cells.putArray("properties"), "noValue", "–");
        }
    }

    private static ObjectNode reduce(ObjectNode json) {
        return (ObjectNode) json.get("options").get("reduceOptions");
    }

    private String name(String column) {
        Bilingual words = common.columns().get(column);
        return words == null ? column : words.in(language);
    }

    /** Each alert's newest change, which comes first, unless it is its end; the gravest first, the oldest of them first. */
    private static void firing(ArrayNode steps) {
        ObjectNode fields = step(steps, "groupBy").putObject("fields");
        fields.putObject("alert_id").put("operation", "groupby").putArray("aggregations");
        fields.putObject(SEVERITY)
                .put("operation", "aggregate")
                .putArray("aggregations")
                .add("first")
                .add("firstNotNull");
        for (String column : List.of("queue", "title", "starts_at", "transition", "text")) {
            fields.putObject(column)
                    .put("operation", "aggregate")
                    .putArray("aggregations")
                    .add("first");
        }
        ObjectNode filter = step(steps, "filterByValue").put("type", "exclude").put("match", "any");
        ObjectNode resolved = filter.putArray("filters").addObject().put("fieldName", "transition" + NEWEST);
        resolved.putObject("config").put("id", "equal").putObject("options").put("value", "resolved");
        sort(steps, "starts_at" + NEWEST, false);
        ObjectNode conversion =
                step(steps, "convertFieldType").putArray("conversions").addObject();
        conversion.put("targetField", SEVERITY + NEWEST).put("destinationType", "enum");
        conversion.putObject("enumConfig").set("text", Json.texts(List.of("page", "warning", "info")));
        convert(steps, "number"); // numbers alone are sorted by
        sort(steps, SEVERITY + NEWEST, false);
    }

    private static ObjectNode convert(ArrayNode steps, String type) {
        ObjectNode options = step(steps, "convertFieldType");
        options.putObject("fields");
        return options.putArray("conversions")
                .addObject()
                .put("targetField", SEVERITY + NEWEST)
                .put("destinationType", type);
    }

    private static void count(ArrayNode steps) {
        firing(steps);
        ObjectNode fields = step(steps, "groupBy").putObject("fields");
        fields.putObject(SEVERITY + SHOWN).put("operation", "groupby").putArray("aggregations");
        fields.putObject("alert_id")
                .put("operation", "aggregate")
                .putArray("aggregations")
                .add("count");
    }

    private static void since(ArrayNode overrides, String column) {
        ArrayNode since = Json.override(overrides, column);
        Json.property(since, "unit", "dateTimeFromNow");
        Json.property(since, "custom.width", Json.number(150));
    }

    private void queue(ArrayNode overrides) {
        ArrayNode queue = Json.override(overrides, name("queue"));
        Json.property(queue, "custom.width", Json.number(110));
        Json.property(queue, "links", queues.ofCell());
    }

    private void names(ArrayNode overrides, String column, String tag, long width) {
        ArrayNode properties = Json.override(overrides, column);
        Json.property(properties, "mappings", Json.names(common, tag, language));
        if (tag.equals(SEVERITY)) {
            Json.property(properties, "custom.cellOptions", Json.object().put("type", "color-text"));
        }
        if (width > 0) {
            Json.property(properties, "custom.width", Json.number(width));
        }
    }

    /**
     * What is shown of the columns of an alert, whose names say how they were made. A row is called by its texts only where
     * the number beside them has no name of its own.
     */
    private void organize(ArrayNode steps, List<String> shown, boolean named) {
        ObjectNode organize = step(steps, "organize");
        ObjectNode hidden = organize.putObject("excludeByName");
        for (String column :
                List.of("alert_id", SEVERITY + NEWEST, "queue" + NEWEST, "transition" + NEWEST, "text" + NEWEST)) {
            if (!shown.contains(column)) {
                hidden.put(column, true);
            }
        }
        ObjectNode order = organize.putObject("indexByName");
        ObjectNode names = organize.putObject("renameByName");
        for (String column : shown) {
            order.put(column, order.size());
            if (named) {
                names.put(column, name(column.substring(0, column.indexOf(' '))));
            }
        }
    }

    private void columns(Panel panel, ArrayNode steps, ArrayNode overrides) {
        if (!panel.sort().isEmpty()) {
            sort(steps, panel.sort(), true);
        }
        ObjectNode organize = step(steps, "organize");
        ObjectNode hidden = organize.putObject("excludeByName");
        ObjectNode order = organize.putObject("indexByName");
        ObjectNode names = organize.putObject("renameByName");
        if (panel.columns().stream().noneMatch(column -> column.name().equals("Time"))) {
            hidden.put("Time", true);
        }
        for (Panel.Column column : panel.columns()) {
            String title = title(panel, column);
            order.put(column.name(), order.size());
            names.put(column.name(), title);
            column(panel, column, title, overrides);
        }
    }

    private String title(Panel panel, Panel.Column column) {
        if (!column.title().isEmpty()) {
            return column.title().in(language);
        }
        Metric metric = metric(panel, column);
        return metric == null ? name(column.name()) : common.term(metric).in(language);
    }

    private static Metric metric(Panel panel, Panel.Column column) {
        return Metric.byFullName(panel.queries().get(0).measurement() + "." + column.name());
    }

    private void column(Panel panel, Panel.Column column, String title, ArrayNode overrides) {
        Metric metric = metric(panel, column);
        String unit = column.unit().isEmpty() && metric != null ? unit(metric.unit()) : column.unit();
        if (common.names().containsKey(column.name())) {
            names(overrides, title, column.name(), column.width());
        } else if (!unit.isEmpty() || column.width() > 0 || !column.steps().isEmpty()) {
            ArrayNode properties = Json.override(overrides, title);
            if (!unit.isEmpty()) {
                Json.property(properties, "unit", unit);
            }
            if (column.width() > 0) {
                Json.property(properties, "custom.width", Json.number(column.width()));
            }
            if (!column.steps().isEmpty()) {
                Json.property(properties, "thresholds", Json.thresholds(column.steps()));
                Json.property(properties, "custom.cellOptions", Json.object().put("type", "color-text"));
            }
        }
    }

    private static String unit(Metric.Unit unit) {
        return switch (unit) {
            case NUMBER, EXPECTED -> "short";
            case SECONDS -> "dtdurations";
            case SHARE -> "percentunit";
            case TIMES, SCORE, POINTS -> "none";
        };
    }

    private static void sort(ArrayNode steps, String field, boolean descending) {
        step(steps, "sortBy").putArray("sort").addObject().put("field", field).put("desc", descending);
    }

    private static ObjectNode step(ArrayNode steps, String id) {
        return steps.addObject().put("id", id).putObject("options");
    }
}
