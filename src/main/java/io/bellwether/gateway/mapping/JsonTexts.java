package io.bellwether.gateway.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** What a value of JSON is as text. */
final class JsonTexts {

    private JsonTexts() {}

    /** The text of a single value; null for nothing, for an empty text, for a list or an object. */
    static String of(JsonNode node) {
        if (node == null || node.isContainerNode() || node.isNull() || node.isMissingNode()) {
            return null;
        }
        String text = node.isTextual() ? node.textValue() : number(node);
        return text.isEmpty() ? null : text;
    }

    /** An id that a writer of JSON made a fraction of is still that id: {@code 99120.0} is {@code 99120}. */
    private static String number(JsonNode node) {
        if (node.isFloatingPointNumber()) {
            double value = node.doubleValue();
            boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
            return whole ? BigDecimal.valueOf((long) value).toPlainString() : node.asText();
        }
        return node.asText();
    }
}
