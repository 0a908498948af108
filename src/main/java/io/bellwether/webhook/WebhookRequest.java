package io.bellwether.webhook;

import java.net.URI;
import java.util.Map;

/**
 * One attempt, ready to be sent.
 *
 * @param method of HTTP
 * @param uri may hold a key or a signature of this attempt: never logged
 * @param headers may hold signatures: never logged
 * @param body the bytes that were signed
 * @param truncated how many changes of the batch are only counted in it
 */
public record WebhookRequest(String method, URI uri, Map<String, String> headers, byte[] body, int truncated) {

    /** A POST. */
    public static WebhookRequest post(URI uri, Map<String, String> headers, byte[] body, int truncated) {
        return new WebhookRequest("POST", uri, headers, body, truncated);
    }
}
