package io.bellwether.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** JSON out and in, for formats that write small messages and read short answers. */
public final class JsonBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Headers of a JSON body. */
    public static final Map<String, String> HEADERS =
            Map.of("content-type", "application/json; charset=utf-8", "user-agent", "bellwether");

    private JsonBody() {}

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    public static ArrayNode array() {
        return JSON.createArrayNode();
    }

    /** As UTF-8; half of a surrogate pair, which that cannot hold, becomes a question mark. */
    public static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What an answer says; a missing node where it is no JSON, which may be because it was cut short. */
    public static JsonNode read(String body) {
        try {
            JsonNode read = JSON.readTree(body);
            return read == null ? MissingNode.getInstance() : read;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
