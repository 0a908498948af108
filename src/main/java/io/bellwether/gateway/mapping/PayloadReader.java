package io.bellwether.gateway.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads bodies; what it says of those that it cannot read quotes nothing of them. */
final class PayloadReader {

    private static final int MAX_DEPTH = 100;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** A body is not what the mapping says that bodies are. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    private PayloadReader() {}

    static JsonNode read(byte[] body, Mapping.BodyForm form) throws UnreadableException {
        if (form == Mapping.BodyForm.FORM) {
            return form(body);
        }
        JsonNode node = json(body);
        if (node == null || !node.isContainerNode()) {
            throw new UnreadableException("the body is " + (node == null ? "empty" : "a single value")
                    + ", not a JSON object or a list of them");
        }
        return node;
    }

    /** A body as JSON; an empty object where it is none. */
    static JsonNode any(byte[] body) {
        try {
            JsonNode node = json(body);
            return node == null ? JsonNodeFactory.instance.objectNode() : node;
        } catch (UnreadableException e) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private static JsonNode json(byte[] body) throws UnreadableException {
        try {
            JsonNode node = JSON.readTree(body);
            return node == null || node.isMissingNode() ? null : node;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new UnreadableException("the body is not JSON: malformed"
                    + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr()));
        } catch (IOException e) {
            throw new UnreadableException(
                    "the body cannot be read as JSON: " + e.getClass().getSimpleName());
        }
    }

    private static JsonNode form(byte[] body) throws UnreadableException {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            for (String pair : text.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                if (!name.isEmpty()) {
                    fields.put(
                            URLDecoder.decode(name, StandardCharsets.UTF_8),
                            URLDecoder.decode(value.strip(), StandardCharsets.UTF_8));
                }
            }
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new UnreadableException("the body is not a form (application/x-www-form-urlencoded in UTF-8)");
        }
        return fields;
    }

    /** Puts what is written as text in its place; what is no JSON stays as it is. */
    static void expand(JsonNode payload, Mapping.Expansion expansion) {
        JsonNode text = expansion.path().in(payload);
        if (text == null || !text.isTextual()) {
            return;
        }
        try {
            byte[] written = expansion.base64()
                    ? Base64.getMimeDecoder().decode(text.textValue())
                    : text.textValue().getBytes(StandardCharsets.UTF_8);
            JsonNode inner = json(written);
            if (inner != null) {
                expansion.path().replace(payload, inner);
            }
        } catch (UnreadableException | IllegalArgumentException e) {
            return;
        }
    }
}
