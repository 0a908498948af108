package io.bellwether.gateway.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.gateway.PayloadShape;
import io.bellwether.gateway.mapping.PayloadOutcome;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What payloads were made of that the mapping of their source does not know, or that were refused: keys and types, and no value
 * but the name of their kind, which is counted by as well. In memory, and bounded. For any number of threads.
 */
final class KeptShapes {

    /** So many payloads of a kind are put together: more tell little that is new. */
    private static final int TOGETHER = 20;

    /** A shape that is longer as JSON is no help to anybody. */
    private static final int LONGEST = 16_384;

    private static final JsonMapper JSON = new JsonMapper();

    /** What is kept of payloads of a kind; no shape where it was too long. */
    private static final class Kept {
        private final PayloadOutcome.What what;
        private final String kind;
        private long payloads;
        private JsonNode shape;

        Kept(PayloadOutcome outcome) {
            what = outcome.what();
            kind = outcome.kind();
        }

        void take(JsonNode payload) {
            boolean begins = payloads++ == 0;
            if (payloads > TOGETHER || !begins && shape == null) {
                return;
            }
            JsonNode other = PayloadShape.of(payload);
            shape = begins ? other : PayloadShape.and(shape, other);
            if (shape.toString().length() > LONGEST) {
                shape = null;
            }
        }
    }

    private final int most;
    private final Map<String, Map<String, Kept>> bySource = new TreeMap<>();

    /** @param most kinds of a source; 0 to keep nothing */
    KeptShapes(int most) {
        this.most = most;
    }

    /** Keeps the shape of what was not known or refused; of the rest nothing. */
    void keep(String source, PayloadOutcome outcome) {
        if (most == 0 || outcome.payload() == null) {
            return;
        }
        synchronized (bySource) {
            Map<String, Kept> kinds = bySource.computeIfAbsent(source, name -> new TreeMap<>());
            String key = outcome.what() + " " + outcome.kind();
            Kept kept = kinds.get(key);
            if (kept == null && kinds.size() < most) {
                kept = new Kept(outcome);
                kinds.put(key, kept);
            }
            if (kept != null) {
                kept.take(outcome.payload());
            }
        }
    }

    /** By source, a list of what became of it, its kind, how many there were, and the shape. */
    String json() {
        ObjectNode all = JSON.createObjectNode();
        synchronized (bySource) {
            bySource.forEach((source, kinds) -> {
                ArrayNode list = all.putArray(source);
                kinds.values().forEach(kept -> list.addObject()
                        .put("outcome", kept.what.name().toLowerCase(Locale.ROOT))
                        .put("kind", kept.kind)
                        .put("payloads", kept.payloads)
                        .set("shape", kept.shape));
            });
        }
        return all.toString();
    }
}
