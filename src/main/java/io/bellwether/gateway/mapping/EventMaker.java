package io.bellwether.gateway.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bellwether.event.Decoded;
import io.bellwether.event.EventDecoder;
import io.bellwether.event.EventField;
import io.bellwether.event.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Makes events by a rule. What it makes has gone through the decoder that the job has, so the job takes it. */
final class EventMaker {

    private final SourceOptions options;
    private final ThreadLocal<EventDecoder> decoders;

    EventMaker(SourceOptions options) {
        this.options = options;
        List<String> dimensions = options.dimensions();
        this.decoders = ThreadLocal.withInitial(() -> new EventDecoder(dimensions));
        new EventDecoder(dimensions);
    }

    /**
     * An event or why it is none.
     *
     * @param id the product's own of the payload; null where it has none
     * @param fallback fields that count where the rule does not say them
     * @param latest the latest acceptable time, epoch ms
     */
    Decoded make(
            MappingRule rule,
            PayloadScope scope,
            String id,
            EventIds ids,
            Map<String, JsonNode> fallback,
            long latest) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("source", options.name());
        set(event, "type", rule.type().value(scope));
        rule.fields().forEach((name, expression) -> set(event, name, expression.value(scope)));
        copy(event, rule.copy() == null ? null : rule.copy().value(scope));
        fallback.forEach((name, value) -> {
            if (!event.has(name)) {
                set(event, name, value);
            }
        });
        if (options.backfill()) {
            event.put("backfill", true);
        }
        if (event.path("type").asText().equals("ticket.assigned") && !event.has("agent_id")) {
            event.putNull("agent_id");
        }
        event.put("id", id(rule, scope, id, ids, event));
        return decoders.get().decode(event.toString().getBytes(StandardCharsets.UTF_8), "gateway", 0, 0, latest);
    }

    /** What an object says beside what the rule does; of an event that is copied whole nothing but the event counts. */
    private static void copy(ObjectNode event, JsonNode from) {
        if (from == null || !from.isObject()) {
            return;
        }
        from.properties().forEach(field -> {
            if (!event.has(field.getKey()) && !field.getValue().isNull()) {
                set(event, field.getKey(), field.getValue());
            }
        });
    }

    private static String id(MappingRule rule, PayloadScope scope, String id, EventIds ids, ObjectNode event) {
        String said = rule.id() == null ? null : rule.id().text(scope);
        if (said != null) {
            return said;
        }
        return id == null
                ? EventIds.derived(event, rule, scope)
                : ids.of(id, event.path("type").asText());
    }

    /** Writes a value as its field has it. What it cannot be, the decoder refuses. */
    private static void set(ObjectNode event, String name, JsonNode value) {
        if (value == null) {
            return;
        }
        EventField field = EventField.byWireName(name);
        JsonNode fitting =
                switch (field == null ? EventField.Kind.DIMENSION : field.kind()) {
                    case LIST -> list(value);
                    case NUMBER, WHOLE -> number(value);
                    case TIME, FLAG, LONG -> value.isContainerNode() ? null : value;
                    default -> text(value);
                };
        if (fitting != null) {
            event.set(name, fitting);
        }
    }

    private static JsonNode text(JsonNode value) {
        String text = JsonTexts.of(value);
        return text == null ? null : TextNode.valueOf(text);
    }

    private static JsonNode number(JsonNode value) {
        String text = JsonTexts.of(value);
        JsonNode number = text == null ? null : Conversion.number(text);
        return number == null ? text(value) : number;
    }

    private static JsonNode list(JsonNode value) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : value.isArray() ? value : List.of(value)) {
            String text = JsonTexts.of(item);
            if (text != null) {
                list.add(text);
            }
        }
        return list.isEmpty() ? null : list;
    }

    /** The words of a refusal. */
    static Mapped.Refused refused(String kind, Rejection rejection) {
        return new Mapped.Refused(kind, rejection.reason(), rejection.detail());
    }
}
