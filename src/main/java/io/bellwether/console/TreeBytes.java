package io.bellwether.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Trees as JSON. */
final class TreeBytes {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TreeBytes() {}

    static byte[] of(JsonNode tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new IllegalStateException("a tree is written as JSON", e);
        }
    }
}
