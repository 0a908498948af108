package io.bellwether.gateway.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.gateway.sender.WebhookCall;
import java.util.Set;
import java.util.TreeSet;

/**
 * What expressions look at: the payload and what lies around it, innermost first. Lists those values that no table knew.
 *
 * @param document what {@code $} is
 * @param outer what {@code $$} is; null at the whole body
 * @param delivery headers and parameters
 * @param options what is said of the source
 * @param was the watched values before, for {@code was:NAME}; null where nothing was known
 * @param strangers names of values that stand in no table, as {@code table=value}
 */
record PayloadScope(
        JsonNode document,
        PayloadScope outer,
        WebhookCall delivery,
        SourceOptions options,
        JsonNode was,
        Set<String> strangers) {

    private static final int LONGEST_STRANGER = 64;

    static PayloadScope of(JsonNode body, WebhookCall delivery, SourceOptions options) {
        return new PayloadScope(body, null, delivery, options, null, new TreeSet<>());
    }

    /** A part of this payload. */
    PayloadScope inner(JsonNode part) {
        return new PayloadScope(part, this, delivery, options, was, strangers);
    }

    /** A snapshot of a case, and the one before it. */
    PayloadScope snapshot(JsonNode values, JsonNode before) {
        return new PayloadScope(values, this, delivery, options, before, strangers);
    }

    /** The document that many levels further out; beyond the outermost that one. */
    JsonNode level(int out) {
        PayloadScope at = this;
        for (int i = 0; i < out && at.outer != null; i++) {
            at = at.outer;
        }
        return at.document;
    }

    void stranger(String table, String value) {
        strangers.add(table + "=" + (value.length() > LONGEST_STRANGER ? value.substring(0, LONGEST_STRANGER) : value));
    }
}
