package io.bellwether.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a payload is made of, without anything that it says: keys and types. Of a list the items are put together. Keys that
 * may be data, such as addresses and numbers, are not shown either.
 */
public final class PayloadShape {

    private static final int LONGEST_KEY = 48;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$@:][A-Za-z_$:.-]*[A-Za-z_]?[0-9]{0,2}");
    private static final int MOST_DEPTH = 32;

    private PayloadShape() {}

    /** The shape of a payload, as JSON itself. */
    public static JsonNode of(JsonNode payload) {
        return of(payload, 0);
    }

    /** The shape of payloads of two shapes. */
    public static JsonNode and(JsonNode one, JsonNode other) {
        return both(one, other);
    }

    private static JsonNode of(JsonNode node, int depth) {
        if (node.isContainerNode() && depth > MOST_DEPTH) {
            return JsonNodeFactory.instance.textNode("deeper");
        }
        if (node.isObject()) {
            Map<String, JsonNode> fields = new TreeMap<>();
            node.properties()
                    .forEach(field ->
                            fields.merge(key(field.getKey()), of(field.getValue(), depth + 1), PayloadShape::both));
            ObjectNode shape = JsonNodeFactory.instance.objectNode();
            shape.setAll(fields);
            return shape;
        }
        if (node.isArray()) {
            ArrayNode shape = JsonNodeFactory.instance.arrayNode();
            JsonNode items = null;
            for (JsonNode item : node) {
                JsonNode one = of(item, depth + 1);
                items = items == null ? one : both(items, one);
            }
            return items == null ? shape : shape.add(items);
        }
        return JsonNodeFactory.instance.textNode(type(node));
    }

    private static String key(String key) {
        return key.length() <= LONGEST_KEY && NAME.matcher(key).matches() ? key : "(key)";
    }

    private static String type(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue().isEmpty() ? "empty" : "text";
        }
        return switch (node.getNodeType()) {
            case NUMBER -> node.isIntegralNumber() ? "whole" : "number";
            case BOOLEAN -> "boolean";
            default -> "null";
        };
    }

    /** The two at one place. */
    private static JsonNode both(JsonNode one, JsonNode other) {
        if (one.equals(other)) {
            return one;
        }
        if (one.isObject() && other.isObject()) {
            ObjectNode all = one.deepCopy();
            other.properties().forEach(field -> {
                JsonNode known = all.get(field.getKey());
                all.set(field.getKey(), known == null ? field.getValue() : both(known, field.getValue()));
            });
            return all;
        }
        if (one.isArray() && other.isArray() && !one.isEmpty() && !other.isEmpty()) {
            return JsonNodeFactory.instance.arrayNode().add(both(one.get(0), other.get(0)));
        }
        if (one.isTextual() && other.isTextual()) {
            return JsonNodeFactory.instance.textNode(words(one.textValue(), other.textValue()));
        }
        return one.isContainerNode() ? one : other;
    }

    private static String words(String one, String other) {
        Map<String, Boolean> words = new TreeMap<>();
        for (String word : (one + "|" + other).split("\\|", -1)) {
            words.put(word, true);
        }
        return String.join("|", words.keySet());
    }
}
