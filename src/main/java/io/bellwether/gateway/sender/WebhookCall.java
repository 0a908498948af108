package io.bellwether.gateway.sender;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a sender delivered, before anything is known of it.
 *
 * @param method of HTTP, in capitals
 * @param url as the sender knows it, with its parameters; some sign it
 * @param query parameters of the URL
 * @param headers by their names in small letters
 * @param body as it came; may hold texts of customers, so it is neither logged nor kept
 */
public record WebhookCall(
        String method, String url, Map<String, String> query, Map<String, String> headers, byte[] body) {

    /** Among the headers, when the gateway had the delivery, epoch ms: a name that no header of HTTP can have. */
    public static final String RECEIVED = ":received";

    public WebhookCall {
        Map<String, String> small = new TreeMap<>();
        headers.forEach((name, value) -> small.put(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(small);
        query = Map.copyOf(query);
    }

    /** A body alone, as from a file. */
    public static WebhookCall of(byte[] body) {
        return new WebhookCall("POST", "", Map.of(), Map.of(), body);
    }

    /** The same with headers. */
    public WebhookCall withHeaders(Map<String, String> others) {
        return new WebhookCall(method, url, query, others, body);
    }

    /** The same, had at a time: for products that do not say when something happened. */
    public WebhookCall receivedAt(long epochMillis) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(RECEIVED, Long.toString(epochMillis));
        return withHeaders(more);
    }

    /** The same with another body: what it was after decryption. */
    public WebhookCall withBody(byte[] other) {
        return new WebhookCall(method, url, query, headers, other);
    }

    /** The value of a header, or null. */
    public String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }
}
