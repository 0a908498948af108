package io.bellwether.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.event.EventDecoder;
import io.bellwether.event.EventEncoder;
import io.bellwether.event.ServiceEvent;
import io.bellwether.gateway.Deliveries.Delivery;
import io.bellwether.gateway.mapping.Mapped;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.gateway.mapping.PayloadMapper;
import io.bellwether.gateway.mapping.SourceOptions;
import io.bellwether.gateway.sender.WebhookCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Payloads of every product with things broken in them: whatever comes becomes events that the job takes, or is left out or
 * refused with a reason; nothing is thrown, and no reason holds anything of a message. {@code -Dmutations=100000} tries more
 * than a moment allows.
 */
class AdapterMutationTest {

    private static final int MUTATIONS = Integer.getInteger("mutations", 1_500);
    private static final String SECRET = "marrow-of-a-message";
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Random random = new Random(16);

    private final List<Supplier<JsonNode>> oddities = List.of(
            NODES::nullNode,
            () -> NODES.booleanNode(random.nextBoolean()),
            () -> NODES.numberNode(random.nextLong()),
            () -> NODES.numberNode(random.nextInt(20)),
            () -> NODES.numberNode(Double.MAX_VALUE),
            () -> NODES.textNode(""),
            () -> NODES.textNode("\u0000\uD800 \u202E"),
            () -> NODES.textNode("9".repeat(400)),
            () -> NODES.textNode("x".repeat(5_000)),
            () -> NODES.textNode("2026-02-30T25:61:61Z"),
            () -> NODES.textNode("-1"),
            NODES::arrayNode,
            NODES::objectNode,
            () -> NODES.arrayNode()
                    .add(NODES.objectNode().put("status", "open"))
                    .addNull()
                    .add(1),
            () -> NODES.objectNode().put("id", 1).put("type", "agent"));

    static List<String> adapters() {
        return AdapterStoryTest.adapters();
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void whateverComesIsMappedOrLeftOutWithAReason(String adapter) {
        PayloadMapper mapper = new PayloadMapper(
                Adapters.mapping(adapter).orElseThrow(), SourceOptions.of(adapter), new MemorySnapshots());
        List<Delivery> deliveries = new ArrayList<>(Deliveries.of(adapter, "story.jsonl"));
        deliveries.addAll(Deliveries.of(adapter, "others.jsonl"));
        for (int i = 0; i < MUTATIONS; i++) {
            WebhookCall call = deliveries.get(random.nextInt(deliveries.size())).call();
            check(mapper.map(call.withBody(broken(call.body())), Long.MAX_VALUE));
        }
    }

    private static void check(Mapped mapped) {
        assertThat(mapped.isUnreadable()
                        || !mapped.outcomes().isEmpty()
                        || mapped.refused().isEmpty())
                .isTrue();
        for (ServiceEvent event : mapped.events()) {
            byte[] written = new EventEncoder().encode(event);
            assertThat(new EventDecoder(List.of())
                            .decode(written, "test", 0, 0, Long.MAX_VALUE)
                            .isEvent())
                    .isTrue();
        }
        mapped.refused().forEach(refused -> {
            assertThat(refused.reason()).isNotNull();
            assertThat(refused.detail()).isNotEmpty().doesNotContain(SECRET);
        });
        mapped.outcomes().forEach(outcome -> assertThat(outcome.detail()).doesNotContain(SECRET));
    }

    private byte[] broken(byte[] body) {
        if (body[0] != '{' || random.nextInt(4) == 0) {
            return brokenBytes(body);
        }
        try {
            JsonNode tree = JSON.readTree(body);
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                breakOne(tree);
            }
            return JSON.writeValueAsBytes(tree);
        } catch (IOException e) {
            return brokenBytes(body);
        }
    }

    private byte[] brokenBytes(byte[] body) {
        byte[] bytes = body.clone();
        for (int i = random.nextInt(6); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextBoolean() ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1);
    }

    /** Somewhere in the tree a value goes, or becomes something else; what people wrote becomes a word to be looked for. */
    private void breakOne(JsonNode at) {
        if (at instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            JsonNode inner = object.get(name);
            if (inner.isContainerNode() && !inner.isEmpty() && random.nextInt(4) > 0) {
                breakOne(inner);
            } else if (List.of("content", "body", "text", "msg", "body_text").contains(name)) {
                object.put(name, SECRET);
            } else if (random.nextInt(3) == 0) {
                object.remove(name);
            } else {
                object.set(name, odd());
            }
        } else if (at instanceof ArrayNode array && !array.isEmpty()) {
            int index = random.nextInt(array.size());
            if (array.get(index).isContainerNode() && random.nextInt(4) > 0) {
                breakOne(array.get(index));
            } else {
                array.set(index, odd());
            }
        }
    }

    private JsonNode odd() {
        return oddities.get(random.nextInt(oddities.size())).get();
    }
}
