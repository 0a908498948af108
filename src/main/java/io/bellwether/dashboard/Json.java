package io.bellwether.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Pieces of Grafana's JSON that several panels need. */
final class Json {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ArrayNode array() {
        return NODES.arrayNode();
    }

    static ArrayNode texts(List<String> texts) {
        ArrayNode array = array();
        texts.forEach(array::add);
        return array;
    }

    /** The data source that a variable chooses. */
    static ObjectNode source(String variable) {
        return object().put("type", "influxdb").put("uid", "${" + variable + "}");
    }

    /** A number as people write it: 20, not 20.0. */
    static JsonNode number(double value) {
        return value == Math.rint(value) ? NODES.numberNode((long) value) : NODES.numberNode(value);
    }

    static ObjectNode link(String title, String url) {
        return object().put("title", title).put("url", url);
    }

    static ObjectNode thresholds(List<Step> steps) {
        ArrayNode array = array();
        for (Step step : steps) {
            ObjectNode one = array.addObject().put("color", step.colour());
            one.set("value", step.from() == null ? NODES.nullNode() : number(step.from()));
        }
        return object().put("mode", "absolute").set("steps", array);
    }

    /** Without it what is missing would have the colour of the lowest step, which may be green. */
    static ArrayNode nothing(String text) {
        ObjectNode options = object().put("match", "null+nan");
        options.set("result", object().put("text", text).put("color", "text"));
        ArrayNode mappings = array();
        mappings.addObject().put("type", "special").set("options", options);
        return mappings;
    }

    /** Texts in place of numbers, by the step that they are in; the highest first, so that a boundary is of the step that it begins. */
    static ArrayNode states(List<Step> steps, BoardLanguage language) {
        ArrayNode mappings = array();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            ObjectNode range = object();
            range.set("from", step.from() == null ? NODES.nullNode() : number(step.from()));
            range.set(
                    "to",
                    i + 1 == steps.size()
                            ? NODES.nullNode()
                            : number(steps.get(i + 1).from()));
            range.set(
                    "result",
                    object().put("text", step.state().in(language))
                            .put("color", step.colour())
                            .put("index", steps.size() - 1 - i));
            mappings.addObject().put("type", "range").set("options", range);
        }
        return mappings;
    }

    /** Names in place of a tag's values, in their order. */
    static ArrayNode names(Common common, String tag, BoardLanguage language) {
        ObjectNode options = object();
        int index = 0;
        for (var name : common.names().get(tag).entrySet()) {
            ObjectNode result = object().put("text", name.getValue().in(language));
            if (common.colours().containsKey(name.getKey())) {
                result.put("color", common.colours().get(name.getKey()));
            }
            options.set(name.getKey(), result.put("index", index++));
        }
        ArrayNode mappings = array();
        mappings.addObject().put("type", "value").set("options", options);
        return mappings;
    }

    /** Properties of the field of a name. */
    static ArrayNode override(ArrayNode overrides, String field) {
        ObjectNode override = overrides.addObject();
        override.set("matcher", object().put("id", "byName").put("options", field));
        return override.putArray("properties");
    }

    static void property(ArrayNode properties, String id, JsonNode value) {
        properties.addObject().put("id", id).set("value", value);
    }

    static void property(ArrayNode properties, String id, String value) {
        property(properties, id, NODES.textNode(value));
    }
}
