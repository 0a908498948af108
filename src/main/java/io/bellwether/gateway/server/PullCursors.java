package io.bellwether.gateway.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Up to where accounts have been read whose messages are fetched: {@code {"v":1,"cursor":…}} in the topic of what is known of cases,
 * under the source and the account. For any number of threads.
 */
final class PullCursors {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int VERSION = 1;
    private static final String CURSOR = "cursor";
    /** Before the account in keys. */
    private static final String MARK = "cursor:";

    private final EventOutlet outlet;
    private final String topic;
    private final Map<StateKey, String> known = new ConcurrentHashMap<>();

    PullCursors(EventOutlet outlet, String topic) {
        this.outlet = outlet;
        this.topic = topic;
    }

    /** Takes what was kept; false where the record is of something else. */
    boolean restore(StateKey key, byte[] value) {
        if (!key.caseId().startsWith(MARK) || value == null) {
            return false;
        }
        try {
            JsonNode kept = JSON.readTree(value);
            if (kept.path("v").asInt() != VERSION || !kept.path(CURSOR).isTextual()) {
                return false;
            }
            known.put(key, kept.get(CURSOR).textValue());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    Set<String> accounts(String source) {
        return known.keySet().stream()
                .filter(key -> key.source().equals(source))
                .map(key -> key.caseId().substring(MARK.length()))
                .collect(Collectors.toSet());
    }

    String cursor(String source, String account) {
        return known.getOrDefault(key(source, account), "");
    }

    /** Done when the account is kept, be it with nothing read. */
    CompletableFuture<Void> begin(String source, String account) {
        return known.containsKey(key(source, account))
                ? CompletableFuture.completedFuture(null)
                : keep(source, account, "");
    }

    /** Done when it is kept. */
    CompletableFuture<Void> keep(String source, String account, String cursor) {
        StateKey key = key(source, account);
        byte[] value = JSON.createObjectNode()
                .put("v", VERSION)
                .put(CURSOR, cursor)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        return outlet.write(List.of(new ProducerRecord<>(topic, key.bytes(), value)))
                .thenRun(() -> known.merge(key, cursor, (before, now) -> now.isEmpty() ? before : now));
    }

    private static StateKey key(String source, String account) {
        return new StateKey(source, MARK + account);
    }
}
