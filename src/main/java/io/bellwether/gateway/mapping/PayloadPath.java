package io.bellwether.gateway.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;

/**
 * A path into a payload, compiled once: JSONPath that leads to one value. Each {@code $} more at its beginning begins one
 * level further out: {@code $$.id} is the payload's where {@code $} is an item of its list.
 */
final class PayloadPath implements Expression {

    private static final Configuration JACKSON = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .options(Option.DEFAULT_PATH_LEAF_TO_NULL, Option.SUPPRESS_EXCEPTIONS)
            .build();

    /** Says with an exception that a place is not there: null would be something that is. */
    private static final Configuration STRICT = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .build();

    private final int out;
    private final JsonPath path;
    /** Null where the path has others than steps. */
    private final PathSteps steps;

    private PayloadPath(int out, JsonPath path) {
        this.out = out;
        this.path = path;
        this.steps = PathSteps.of(path.getPath()).orElse(null);
    }

    /** @throws IllegalArgumentException where that is no path, or one that may lead to several values */
    static PayloadPath of(String text) {
        int dollars = 0;
        while (dollars < text.length() && text.charAt(dollars) == '$') {
            dollars++;
        }
        String inner = "$" + text.substring(dollars);
        try {
            JsonPath path = JsonPath.compile(inner);
            if (!path.isDefinite()) {
                throw new IllegalArgumentException(
                        "the path " + text + " may lead to several values (.., * or a filter);"
                                + " write one that leads to one, or take the list with each or find");
            }
            return new PayloadPath(dollars - 1, path);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "is no path: " + text + "; write JSONPath such as $.ticket.id or $.items[0]['order id']", e);
        }
    }

    @Override
    public JsonNode value(PayloadScope scope) {
        return in(scope.level(out));
    }

    /** Whether the payload says anything in this place, be it null or an empty text. */
    boolean isTold(PayloadScope scope) {
        if (steps != null) {
            return steps.in(scope.level(out)) != null;
        }
        try {
            Object unused = path.read((Object) scope.level(out), STRICT);
            return true;
        } catch (JsonPathException | IllegalArgumentException | ClassCastException e) {
            return false;
        }
    }

    /** The value in a document, or null. */
    JsonNode in(JsonNode document) {
        Object found = steps == null ? read(document) : steps.in(document);
        if (found instanceof JsonNode node) {
            return node.isNull()
                            || node.isMissingNode()
                            || node.isTextual() && node.textValue().isEmpty()
                    ? null
                    : node;
        }
        return found instanceof Number number ? JsonNodeFactory.instance.numberNode(number.doubleValue()) : null;
    }

    private Object read(JsonNode document) {
        try {
            return path.read((Object) document, JACKSON);
        } catch (JsonPathException | IllegalArgumentException | ClassCastException e) {
            return null;
        }
    }

    /** Puts something else where the path leads, as far as there is anything. */
    void replace(JsonNode document, JsonNode with) {
        try {
            path.set((Object) document, with, JACKSON);
        } catch (JsonPathException | IllegalArgumentException | ClassCastException e) {
            return;
        }
    }
}
