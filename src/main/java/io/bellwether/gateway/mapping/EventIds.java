package io.bellwether.gateway.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ids of the events of one payload: the same whenever and in whatever order the payload comes. */
final class EventIds {

    private static final int BYTES = 16;
    private static final Set<String> ONCE_FOR_A_CASE = Set.of("ticket.created", "chat.started");

    private final Map<String, Integer> given = new HashMap<>();

    /** The id by the product's own of the payload: several events of a payload differ by type, and by number. */
    String of(String own, String type) {
        String id = own + ":" + type;
        int count = given.merge(id, 1, Integer::sum);
        return count == 1 ? id : id + ":" + count;
    }

    /**
     * The id by what an event says, where the product gives none. A message is known by its own id, the beginning of a case
     * by the case; all else by whom it is about, when it was, and what it says.
     */
    static String derived(ObjectNode event, MappingRule rule, PayloadScope scope) {
        String type = text(event, "type");
        List<String> parts = new ArrayList<>(List.of(
                text(event, "source"),
                type,
                text(event, "case_source"),
                text(event, "case_id"),
                text(event, "case_id").isEmpty() ? text(event, "agent_id") + "\n" + text(event, "customer_id") : ""));
        if (!rule.key().isEmpty()) {
            rule.key().forEach(key -> parts.add(String.valueOf(key.text(scope))));
        } else if (type.endsWith(".message") && event.has("message_id")) {
            parts.add(text(event, "message_id"));
        } else if (!ONCE_FOR_A_CASE.contains(type)) {
            parts.add(text(event, "time"));
            rule.own().forEach(name -> parts.add(name + "=" + event.path(name)));
        }
        return hash(parts);
    }

    private static String text(ObjectNode event, String name) {
        JsonNode value = event.get(name);
        return value == null || value.isNull() ? "" : value.asText();
    }

    private static String hash(List<String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
