package io.bellwether.gateway.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Payloads as no product sends them: something in them is of another type, missing, huge, doubled or broken. */
final class Mutations {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String[] VALUES = {
        "null",
        "true",
        "0",
        "-1",
        "1e400",
        "99999999999999999999999999",
        "1.5",
        "\"\"",
        "\" \"",
        "\"x\"",
        "[]",
        "{}",
        "[null]",
        "[{}]",
        "{\"a\":{\"b\":[1]}}",
        "\"2026-13-45T99:99:99Z\"",
        "\"2026-03-01T08:00:00Z\"",
        "1772323200",
        "1772323200000",
        "-9223372036854775808",
        "\"\\u0000\\u2028\\ud800\"",
        "\"{\\\"a\\\":1}\"",
        "\"%ZZ\"",
        "[[[[[[[[1]]]]]]]]"
    };

    private final Random random;

    Mutations(long seed) {
        random = new Random(seed);
    }

    byte[] of(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        int way = random.nextInt(10);
        if (way == 0) {
            return broken(bytes);
        }
        try {
            JsonNode tree = JSON.readTree(bytes);
            for (int i = random.nextInt(4); i >= 0 && tree.isContainerNode(); i--) {
                change(tree);
            }
            return way == 1 ? broken(JSON.writeValueAsBytes(tree)) : JSON.writeValueAsBytes(tree);
        } catch (IOException e) {
            return broken(bytes);
        }
    }

    private byte[] broken(byte[] bytes) {
        byte[] copy = random.nextBoolean() ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes.clone();
        for (int i = random.nextInt(4); i > 0 && copy.length > 0; i--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }

    private void change(JsonNode tree) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        collect(tree, all);
        JsonNode at = all.get(random.nextInt(all.size()));
        JsonNode value = random.nextInt(8) == 0 ? huge() : JSON.readTree(VALUES[random.nextInt(VALUES.length)]);
        if (at instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(4)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name, all.get(random.nextInt(all.size())).deepCopy());
                default -> object.set(name, value);
            }
        } else if (at instanceof ArrayNode array) {
            array.add(value);
        }
    }

    private JsonNode huge() {
        return random.nextBoolean()
                ? JsonNodeFactory.instance.textNode("长".repeat(2_000))
                : JsonNodeFactory.instance.textNode("9".repeat(500));
    }

    private static void collect(JsonNode node, List<JsonNode> to) {
        if (node.isContainerNode() && to.size() < 5_000) {
            to.add(node);
            node.forEach(child -> collect(child, to));
        }
    }
}
