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
record GatewayReply(int status, byte[] body, String type, int retryAfterSeconds) {

    private static final String JSON = "application/json";
    private static final int LATER_SECONDS = 5;

    /** Kafka has all of it. */
    static GatewayReply taken(int events, int refused) {
        return json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("events", events)
                        .put("refused", refused)
                        .toString(),
                0);
    }

    static GatewayReply error(int status, String message) {
        return json(
                status,
                JsonNodeFactory.instance.objectNode().put("error", message).toString(),
                0);
    }

    /** Not now: the sender is to send it again. */
    static GatewayReply later(String message) {
        return json(
                503, JsonNodeFactory.instance.objectNode().put("error", message).toString(), LATER_SECONDS);
    }

    /** What a product wanted to hear. */
    static GatewayReply answer(byte[] text) {
        return new GatewayReply(200, text, "text/plain; charset=utf-8", 0);
    }

    private static GatewayReply json(int status, String text, int retryAfterSeconds) {
        return new GatewayReply(status, text.getBytes(StandardCharsets.UTF_8), JSON, retryAfterSeconds);
    }
}
