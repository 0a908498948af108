package io.bellwether.gateway.sender;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A place in a delivery, as signatures name it.
 *
 * @param from where
 * @param name of the header or parameter, the pointer into the body, or the text itself
 */
record SignedPart(From from, String name) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** The places. */
    enum From {
        BODY,
        URL,
        METHOD,
        /** All fields of a form, sorted by name, each name before its value. */
        FORM,
        HEADER,
        QUERY,
        /** One value of a JSON body. */
        POINTER,
        /** The same for everybody. */
        TEXT,
        /** When it was sent, as that is written. */
        TIMESTAMP
    }

    /** @throws IllegalArgumentException with what is wrong */
    static SignedPart of(String text) {
        return switch (text) {
            case "body" -> new SignedPart(From.BODY, "");
            case "url" -> new SignedPart(From.URL, "");
            case "method" -> new SignedPart(From.METHOD, "");
            case "form" -> new SignedPart(From.FORM, "");
            case "timestamp" -> new SignedPart(From.TIMESTAMP, "");
            default -> named(text);
        };
    }

    private static SignedPart named(String text) {
        if (text.startsWith("header:")) {
            return new SignedPart(
                    From.HEADER, text.substring("header:".length()).strip());
        }
        if (text.startsWith("query:")) {
            return new SignedPart(From.QUERY, text.substring("query:".length()).strip());
        }
        if (text.startsWith("body:/")) {
            return new SignedPart(From.POINTER, text.substring("body:".length()));
        }
        if (text.startsWith("=")) {
            return new SignedPart(From.TEXT, text.substring(1));
        }
        throw new IllegalArgumentException("is no part of a delivery: " + text
                + "; write body, url, method, form, timestamp, header:NAME, query:NAME, body:/FIELD or =TEXT");
    }

    /** What is there, or null. */
    byte[] bytes(WebhookCall delivery) {
        if (from == From.BODY) {
            return delivery.body();
        }
        String text = text(delivery);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** The same as text; of the body there is none. */
    String text(WebhookCall delivery) {
        return switch (from) {
            case BODY, TIMESTAMP -> null;
            case URL -> delivery.url();
            case METHOD -> delivery.method();
            case FORM -> form(delivery.body());
            case HEADER -> delivery.header(name);
            case QUERY -> delivery.query().get(name);
            case POINTER -> pointed(delivery.body());
            case TEXT -> name;
        };
    }

    private String pointed(byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            JsonNode value = root == null ? null : root.at(JsonPointer.compile(name));
            return value == null || !value.isValueNode() || value.isNull() ? null : value.asText();
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /** The delivery with nothing in this place, where that is in its body. */
    WebhookCall blanked(WebhookCall delivery) {
        if (from != From.POINTER) {
            return delivery;
        }
        try {
            JsonNode root = JSON.readTree(delivery.body());
            JsonPointer pointer = JsonPointer.compile(name);
            if (root != null && root.at(pointer.head()) instanceof ObjectNode holder) {
                holder.put(pointer.last().getMatchingProperty(), "");
                return delivery.withBody(JSON.writeValueAsBytes(root));
            }
        } catch (IOException | IllegalArgumentException e) {
            // whose body holds no secret that could be read has none to hide
            return delivery;
        }
        return delivery;
    }

    private static String form(byte[] body) {
        Map<String, String> fields = new TreeMap<>();
        try {
            for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    fields.put(
                            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
        } catch (IllegalArgumentException e) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        fields.forEach((key, value) -> text.append(key).append(value));
        return text.toString();
    }
}
