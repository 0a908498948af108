package io.bellwether.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.event.Decoded;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventDecoder;
import io.bellwether.event.EventTime;
import io.bellwether.event.ServiceEvent;
import io.bellwether.gateway.sender.WebhookCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Payloads of a product in the resources of the tests, one a line: {@code story.jsonl} is the life of one case in the order in
 * which it happens, {@code others.jsonl} what else comes, {@code history.jsonl} the story as canonical events, written by hand.
 */
final class Deliveries {

    /**
     * One delivery.
     *
     * @param what happens, in words
     * @param becomes the events that it is to become, all with the id {@code x}
     * @param unmapped whether its kind is unknown
     * @param refused how many events it would become, but for something that they lack
     * @param strangers values that no table has
     * @param after the delivery that must come before it, in words; empty for none
     */
    record Delivery(
            String what,
            WebhookCall call,
            List<ServiceEvent> becomes,
            boolean unmapped,
            int refused,
            List<String> strangers,
            String after) {}

    private static final JsonMapper JSON = new JsonMapper();

    private Deliveries() {}

    /** The deliveries of a file, such as {@code story.jsonl}. */
    static List<Delivery> of(String adapter, String file) {
        return in("adapters/" + adapter + "/" + file, adapter);
    }

    /** The records of an export and what they become, in the same form. */
    static List<Delivery> export(String adapter) {
        return in("exports/" + adapter + ".jsonl", adapter);
    }

    private static List<Delivery> in(String file, String adapter) {
        List<Delivery> deliveries = new ArrayList<>();
        for (String line : lines(file)) {
            deliveries.add(delivery(adapter, tree(line)));
        }
        return deliveries;
    }

    /** The story as it was written by hand. */
    static List<ServiceEvent> history(String adapter) {
        return lines("adapters/" + adapter + "/history.jsonl").stream()
                .map(Deliveries::event)
                .toList();
    }

    private static Delivery delivery(String adapter, JsonNode line) {
        Map<String, String> headers = new LinkedHashMap<>();
        line.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        JsonNode body = line.get("body");
        String text = body.isTextual() ? body.textValue() : body.toString();
        WebhookCall call = WebhookCall.of(text.getBytes(StandardCharsets.UTF_8)).withHeaders(headers);
        List<ServiceEvent> becomes = new ArrayList<>();
        line.path("becomes").forEach(event -> becomes.add(expected(adapter, (ObjectNode) event)));
        List<String> strangers = new ArrayList<>();
        line.path("strangers").forEach(stranger -> strangers.add(stranger.asText()));
        return new Delivery(
                line.get("what").asText(),
                line.has("arrives")
                        ? call.receivedAt(EventTime.parse(line.get("arrives").asText()))
                        : call,
                becomes,
                line.path("unmapped").asBoolean(),
                line.path("refused").asInt(),
                strangers,
                line.path("after").asText());
    }

    private static ServiceEvent expected(String adapter, ObjectNode event) {
        event.put("id", "x");
        event.put("source", adapter);
        return nameless(event(event.toString()));
    }

    /** The same event without what tells it from others. */
    static ServiceEvent nameless(ServiceEvent event) {
        return new EventBuilder().from(event).id("x").origin(null).build();
    }

    private static ServiceEvent event(String json) {
        Decoded decoded =
                new EventDecoder(List.of()).decode(json.getBytes(StandardCharsets.UTF_8), "test", 0, 0, Long.MAX_VALUE);
        if (!decoded.isEvent()) {
            throw new AssertionError(json + ": " + decoded.rejection());
        }
        return decoded.event();
    }

    private static JsonNode tree(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    private static List<String> lines(String file) {
        try (InputStream in = Deliveries.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new AssertionError("there is no " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
