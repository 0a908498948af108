package io.bellwether.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.metric.Metric;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes the panels of a dashboard in one language. */
final class PanelWriter {

    /** What the series is called that only says what the number means. */
    private static final String STATE = "state";

    /** Longest that a level is drawn on without a new point, ms: of one above zero a replay writes it every ten minutes. */
    private static final long LEVEL_HOLDS = 15 * 60_000;

    /** What is rare has an axis as high as what there is; what there is none of has this one. */
    private static final double SMALL_SHARE = 0.1;

    private final Common common;
    private final Board board;
    private final BoardLanguage language;
    private final LegendWriter legends;
    private final QueueLinks queues;
    private int ids;

    PanelWriter(Common common, Board board, BoardLanguage language) {
        this.common = common;
        this.board = board;
        this.language = language;
        this.legends = new LegendWriter(common, language);
        this.queues = new QueueLinks(common, board, language);
    }

    int nextId() {
        return ++ids;
    }

    ObjectNode write(Panel panel, Layout layout) {
        ObjectNode json = Json.object().put("id", nextId()).put("type", type(panel.kind()));
        json.put("title", panel.title().in(language));
        json.put("description", common.description(metrics(panel), panel.note(), language));
        json.set("gridPos", layout.place(panel.span().width(), panel.span().height()));
        json.set("datasource", Json.source(board.source()));
        time(panel.span(), json);
        json.set("targets", targets(panel));
        ObjectNode fields = json.putObject("fieldConfig");
        fields.set("defaults", defaults(panel));
        ArrayNode overrides = fields.putArray("overrides");
        legends.legends(panel, overrides);
        states(panel, overrides);
        json.set("options", new OptionsWriter(board.large()).options(panel));
        if (isTable(panel)) {
            new TableWriter(common, queues, language).write(panel, json);
        } else {
            legends.parts(panel, json);
        }
        return json;
    }

    private static String type(Panel.Kind kind) {
        if (kind.isStat()) {
            return "stat";
        }
        return kind.isTable() ? "table" : "timeseries";
    }

    /** What its description explains: what it gives out, each once, and what else it is about. */
    private static List<Metric> metrics(Panel panel) {
        Set<Metric> metrics = new LinkedHashSet<>();
        panel.queries().forEach(query -> metrics.addAll(query.metrics()));
        for (String name : panel.about()) {
            Metric metric = Metric.byFullName(name);
            if (metric == null) {
                throw new IllegalStateException(panel.title().en() + ": no number is called " + name);
            }
            metrics.add(metric);
        }
        return List.copyOf(metrics);
    }

    private static void time(Panel.Span span, ObjectNode json) {
        if (!span.every().isEmpty()) {
            json.put("interval", span.every());
        }
        if (!span.window().isEmpty()) {
            json.put("timeFrom", span.window()).put("hideTimeOverride", true);
        }
        if (!span.shift().isEmpty()) {
            json.put("timeShift", span.shift());
        }
    }

    private ArrayNode targets(Panel panel) {
        ArrayNode targets = Json.array();
        for (Query query : panel.queries()) {
            target(targets, query.text(), query.legend().in(language), isTable(panel));
        }
        if (panel.saysState()) {
            target(targets, panel.queries().get(0).text(), STATE, false);
        }
        return targets;
    }

    private static boolean isTable(Panel panel) {
        return panel.kind().isTable() || panel.kind().readsAlerts() || panel.kind() == Panel.Kind.ROWS;
    }

    private void target(ArrayNode targets, String query, String alias, boolean table) {
        ObjectNode target = targets.addObject().put("refId", String.valueOf((char) ('A' + targets.size() - 1)));
        target.set("datasource", Json.source(board.source()));
        target.put("rawQuery", true).put("query", query).put("resultFormat", table ? "table" : "time_series");
        if (!alias.isEmpty()) {
            target.put("alias", alias);
        }
    }

    private ObjectNode defaults(Panel panel) {
        Panel.Look look = panel.look();
        ObjectNode defaults = Json.object().put("unit", look.unit());
        String nothing = nothing(panel);
        defaults.put("noValue", nothing);
        if (look.decimals() >= 0) {
            defaults.put("decimals", look.decimals());
        }
        if (!look.min().isEmpty()) {
            defaults.set("min", Json.number(Double.parseDouble(look.min())));
        }
        if (!look.max().isEmpty()) {
            defaults.set("max", Json.number(Double.parseDouble(look.max())));
        }
        if (!look.steps().isEmpty()) {
            defaults.set("thresholds", Json.thresholds(look.steps()));
            defaults.set("mappings", Json.nothing(nothing));
        }
        if (panel.kind().isStat()) {
            defaults.set(
                    "color", look.steps().isEmpty() ? fixed() : Json.object().put("mode", "thresholds"));
        } else if (!panel.kind().isTable()) {
            defaults.set("color", Json.object().put("mode", palette(panel)));
            defaults.set("custom", custom(panel));
        }
        if (look.links()) {
            defaults.set("links", queues.ofSeries());
        }
        return defaults;
    }

    /** Why there is no data; in a tile, where whole sentences are too small to be read, in a word. */
    private String nothing(Panel panel) {
        Bilingual words = common.empty().get(panel.look().empty());
        Bilingual few = common.empty().get(panel.look().empty() + "_tile");
        return (panel.kind().isStat() && few != null ? few : words).in(language);
    }

    private static ObjectNode fixed() {
        return Json.object().put("mode", "fixed").put("fixedColor", "text");
    }

    /** A queue keeps its colour on all panels; numbers side by side need colours that differ. */
    private static String palette(Panel panel) {
        return isNamed(panel) && panel.kind() != Panel.Kind.AREA ? "palette-classic-by-name" : "palette-classic";
    }

    /** Whether each value of a tag has a series of its own. */
    private static boolean isNamed(Panel panel) {
        return panel.queries().stream().anyMatch(query -> query.legend().en().contains(LegendWriter.TAG));
    }

    /** Whether it shows what holds from one point to the next, rather than what came in between. */
    private static boolean isLevel(Panel panel) {
        return panel.queries().stream().allMatch(query -> query.text().contains("last("));
    }

    private static ObjectNode custom(Panel panel) {
        boolean bars = panel.kind() == Panel.Kind.BARS || panel.kind() == Panel.Kind.STACK;
        boolean stacked = panel.kind() == Panel.Kind.AREA || panel.kind() == Panel.Kind.STACK;
        ObjectNode custom = Json.object()
                .put("drawStyle", bars ? "bars" : "line")
                .put("fillOpacity", bars || stacked ? 70 : isNamed(panel) ? 0 : 10)
                .put("lineWidth", bars ? 0 : 2)
                .put("showPoints", "never");
        boolean share =
                panel.look().unit().equals("percentunit") && panel.look().max().isEmpty();
        if (share && !panel.look().min().isEmpty()) {
            custom.put("axisSoftMax", SMALL_SHARE);
        }
        if (panel.look().bridged() > 0) {
            custom.put("spanNulls", panel.look().bridged());
        } else if (!bars && isLevel(panel)) {
            custom.put("spanNulls", LEVEL_HOLDS).put("lineInterpolation", "stepAfter");
        } else {
            custom.put("spanNulls", false);
        }
        custom.set("stacking", Json.object().put("group", "A").put("mode", stacked ? "normal" : "none"));
        custom.set("thresholdsStyle", Json.object().put("mode", panel.look().drawn() ? "line" : "off"));
        return custom;
    }

    private void states(Panel panel, ArrayNode overrides) {
        if (panel.saysState()) {
            Json.property(
                    Json.override(overrides, STATE),
                    "mappings",
                    Json.states(panel.look().steps(), language));
        }
    }
}
