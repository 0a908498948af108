package io.bellwether.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.event.EventEncoder;
import io.bellwether.event.ServiceEvent;
import io.bellwether.gateway.mapping.Mapped;
import io.bellwether.gateway.mapping.PayloadOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a delivery would become, for the person who asks. Texts of messages are not shown, but how long they are.
 *
 * @param file that was tried
 * @param mapped what became of it
 */
public record Tried(String file, Mapped mapped) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Whether something of it would get lost: not what a mapping leaves out on purpose. */
    public boolean isLossy() {
        return !mapped.refused().isEmpty()
                || !mapped.strangers().isEmpty()
                || mapped.outcomes().stream().anyMatch(outcome -> outcome.what() == PayloadOutcome.What.UNMAPPED);
    }

    /** For reading. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (PayloadOutcome outcome : mapped.outcomes()) {
            lines.add(file + ": payload " + ++number + " (" + outcome.kind() + "): " + word(outcome)
                    + (outcome.detail().isEmpty() ? "" : ": " + outcome.detail()));
        }
        mapped.events().forEach(event -> lines.add("  " + shown(event)));
        mapped.refused()
                .forEach(refused ->
                        lines.add("  refused (" + refused.kind() + "): " + refused.reason() + ": " + refused.detail()));
        mapped.strangers().forEach(stranger -> lines.add("  in no table: " + stranger));
        return lines;
    }

    /** For programs. */
    public ObjectNode json() {
        ObjectNode all = JSON.createObjectNode().put("file", file);
        ArrayNode payloads = all.putArray("payloads");
        mapped.outcomes().forEach(outcome -> payloads.addObject()
                .put("kind", outcome.kind())
                .put("outcome", word(outcome))
                .put("detail", outcome.detail()));
        ArrayNode events = all.putArray("events");
        mapped.events().forEach(event -> events.add(shown(event)));
        ArrayNode refused = all.putArray("refused");
        mapped.refused().forEach(one -> refused.addObject()
                .put("kind", one.kind())
                .put("reason", one.reason().name())
                .put("detail", one.detail()));
        ArrayNode strangers = all.putArray("unknown_values");
        mapped.strangers().forEach(strangers::add);
        return all;
    }

    private static String word(PayloadOutcome outcome) {
        return outcome.what().name().toLowerCase(Locale.ROOT);
    }

    private static JsonNode shown(ServiceEvent event) {
        try {
            ObjectNode node = (ObjectNode) JSON.readTree(new EventEncoder().encode(event));
            JsonNode text = node.get("text");
            if (text != null) {
                node.put("text", "(" + text.asText().length() + " characters)");
            }
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
