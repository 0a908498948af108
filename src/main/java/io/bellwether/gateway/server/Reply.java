package io.bellwether.gateway.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;

/**
 * What a sender is answered.
 *
 * @param status of HTTP
 * @param type of the body
 * @param retryAfterSeconds when it is to try again; 0 for nothing said
 */
record Reply(int status, byte[] body, String type, int retryAfterSeconds) {

    private static final String JSON = "application/json";
    private static final int LATER_SECONDS = 5;

    /** Kafka has all of it. */
    static Reply taken(int events, int refused) {
        return json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("events", events)
                        .put("refused", refused)
                        .toString(),
                0);
    }

    static Reply error(int status, String message) {
        return json(status, JsonNodeFactory.instance.objectNode().put("error", message).toString(), 0);
    }

    /** Not now: the sender is to send it again. */
    static Reply later(String message) {
        return json(
                503, JsonNodeFactory.instance.objectNode().put("error", message).toString(), LATER_SECONDS);
    }

    /** What a product wanted to hear. */
    static Reply answer(byte[] text) {
        return new Reply(200, text, "text/plain; charset=utf-8", 0);
    }

    private static Reply json(int status, String text, int retryAfterSeconds) {
        return new Reply(status, text.getBytes(StandardCharsets.UTF_8), JSON, retryAfterSeconds);
    }
}
