package io.bellwether.webhook;

import java.util.HashMap;
import java.util.Map;

/** Headers of who lets programs in by a token. */
public final class BearerToken {

    private BearerToken() {}

    /** @param token empty where none is needed */
    public static Map<String, String> headers(String contentType, String token) {
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", contentType);
        headers.put("user-agent", "bellwether");
        if (!token.isEmpty()) {
            headers.put("authorization", "Bearer " + checked(token));
        }
        return Map.copyOf(headers);
    }

    /** What no header can hold would fail at every attempt, with a message that quotes it. */
    public static String checked(String token) {
        if (!token.matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException("a token must be of visible ASCII characters, without blanks");
        }
        return token;
    }
}
