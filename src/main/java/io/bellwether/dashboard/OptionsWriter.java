package io.bellwether.dashboard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes what Grafana calls options: how a kind of panel is drawn, whatever it shows. */
final class OptionsWriter {

    /** So many rows find room in large letters: of names, and of what takes two lines. */
    private static final int NAMES = 9;

    private static final int SENTENCES = 7;

    private final boolean large;

    /** @param large whether texts are to be read across a room */
    OptionsWriter(boolean large) {
        this.large = large;
    }

    ObjectNode options(Panel panel) {
        if (panel.kind().isTable()) {
            return Json.object().put("showHeader", true).put("cellHeight", "sm");
        }
        return panel.kind().isStat() ? stat(panel) : graph(panel);
    }

    private ObjectNode graph(Panel panel) {
        ObjectNode options = Json.object();
        ObjectNode legend = options.putObject("legend").put("showLegend", true);
        legend.put("displayMode", large ? "list" : "table").put("placement", large ? "bottom" : "right");
        legend.set("calcs", large ? Json.array() : Json.texts(List.of("lastNotNull")));
        if (!large && panel.queries().get(0).legend().en().startsWith(LegendWriter.TAG)) {
            // of many series those are read that stand first
            legend.put("sortBy", "Last *").put("sortDesc", !panel.look().lowFirst());
        }
        options.set("tooltip", Json.object().put("mode", "multi").put("sort", "desc"));
        return options;
    }

    private static ObjectNode stat(Panel panel) {
        boolean rows = panel.kind() == Panel.Kind.ROWS || panel.kind().readsAlerts();
        boolean stacked =
                panel.saysState() || panel.kind() == Panel.Kind.ROWS || panel.kind() == Panel.Kind.FIRING_LARGE;
        ObjectNode options = Json.object()
                .put("colorMode", "value")
                .put("graphMode", panel.look().spark() ? "area" : "none")
                .put("justifyMode", rows ? "auto" : "center")
                .put("orientation", stacked ? "horizontal" : "auto")
                .put("textMode", rows ? "value_and_name" : "value")
                .put("wideLayout", true);
        boolean sentences = panel.kind() == Panel.Kind.FIRING_LARGE;
        ObjectNode text = options.putObject("text").put("titleSize", rows && !sentences ? 22 : 20);
        if (!panel.saysState() && !panel.look().moment()) {
            text.put("valueSize", sentences ? 22 : rows ? 26 : 44); // words are as large as they find room
        }
        ObjectNode reduce = options.putObject("reduceOptions");
        reduce.set("calcs", Json.texts(List.of("lastNotNull")));
        reduce.put("fields", panel.look().moment() ? "/^Time$/" : "");
        reduce.set("values", JsonNodeFactory.instance.booleanNode(rows));
        if (rows) {
            reduce.put("limit", sentences ? SENTENCES : NAMES);
        }
        return options;
    }
}
