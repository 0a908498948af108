package io.bellwether.gateway.mapping;

import io.bellwether.gateway.sender.WebhookCall;
import java.nio.charset.StandardCharsets;

/**
 * A question that a product asks before it delivers, and what it wants to hear.
 *
 * @param method of the request
 * @param when what the request must be like
 * @param signed whether only a sender who shows who it is gets an answer
 * @param answer what to say; null for the body as it is after decryption
 */
public record HandshakePlan(String method, Guard when, boolean signed, Expression answer) {

    /** Whether a request is that question; its body is looked at where it is JSON. */
    public boolean isAskedBy(WebhookCall request, SourceOptions options) {
        return method.equals(request.method()) && when.holds(scope(request, options));
    }

    /** The answer; empty where the request does not hold what to say. */
    public byte[] answer(WebhookCall request, SourceOptions options) {
        if (answer == null) {
            return request.body();
        }
        String text = answer.text(scope(request, options));
        return (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
    }

    private static PayloadScope scope(WebhookCall request, SourceOptions options) {
        return PayloadScope.of(PayloadReader.any(request.body()), request, options);
    }
}
