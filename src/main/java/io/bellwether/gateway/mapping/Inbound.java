package io.bellwether.gateway.mapping;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a sender delivered, before anything is known of it.
 *
 * @param body as it came; may hold texts of customers, so it is neither logged nor kept
 * @param headers by their names in small letters
 * @param query parameters of the URL
 */
public record Inbound(byte[] body, Map<String, String> headers, Map<String, String> query) {

    public Inbound {
        Map<String, String> small = new TreeMap<>();
        headers.forEach((name, value) -> small.put(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(small);
        query = Map.copyOf(query);
    }

    /** A body alone, as from a file. */
    public static Inbound of(byte[] body) {
        return new Inbound(body, Map.of(), Map.of());
    }

    /** The same with another body: what it was after decryption. */
    public Inbound withBody(byte[] other) {
        return new Inbound(other, headers, query);
    }

    /** The value of a header, or null. */
    public String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }
}
