package io.bellwether.gateway.mapping;

import com.fasterxml.jackson.databind.JsonNode;

/** What a value of a mapping stands for. */
@FunctionalInterface
interface Expression {

    /** The value in a payload; null where there is none, or an empty text. Never throws, whatever the payload is. */
    JsonNode value(PayloadScope scope);

    /** The same as text; null also for a list or an object. */
    default String text(PayloadScope scope) {
        return JsonTexts.of(value(scope));
    }
}
