package io.bellwether.gateway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import io.bellwether.gateway.sender.WebhookCall;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What paths find is what the library of JSONPath finds. */
class PayloadPathTest {

    private static final Configuration LIBRARY = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .build();
    private static final List<String> STEPS =
            List.of(".a", ".b", "['a']", "[\"b\"]", "['c d']", "['it\\'s']", "['x.y']", "[0]", "[1]", "[-1]", "[-2]");
    private static final List<String> NAMES = List.of("a", "b", "c d", "it's", "x.y", "length()");

    private final Random random = new Random(16);

    @Test
    void itFindsWhatTheLibraryFinds() {
        int found = 0;
        for (int i = 0; i < 40_000; i++) {
            StringBuilder path = new StringBuilder("$");
            for (int step = random.nextInt(4); step > 0; step--) {
                path.append(STEPS.get(random.nextInt(STEPS.size())));
            }
            JsonNode document = node(4);
            JsonNode expected = byLibrary(path.toString(), document);
            PayloadScope scope = PayloadScope.of(document, WebhookCall.of(new byte[0]), SourceOptions.of("s"));
            PayloadPath own = PayloadPath.of(path.toString());
            // the library has null behind the end of a list, as if it were there
            if (expected == null || !expected.isNull()) {
                assertThat(own.isTold(scope)).as("%s in %s", path, document).isEqualTo(expected != null);
            }
            boolean nothing = expected == null
                    || expected.isNull()
                    || expected.isTextual() && expected.textValue().isEmpty();
            JsonNode value = own.in(document);
            if (nothing) {
                assertThat(value).as("%s in %s", path, document).isNull();
            } else {
                assertThat(value.toString().replace(".0", ""))
                        .as("%s in %s", path, document)
                        .isEqualTo(expected.toString());
                found++;
            }
        }
        assertThat(found).isGreaterThan(5_000);
    }

    private static JsonNode byLibrary(String path, JsonNode document) {
        try {
            Object value = JsonPath.compile(path).read((Object) document, LIBRARY);
            return value instanceof Number number
                    ? JsonNodeFactory.instance.numberNode(number.intValue())
                    : (JsonNode) value;
        } catch (JsonPathException | IllegalArgumentException | ClassCastException e) {
            return null;
        }
    }

    private JsonNode node(int depth) {
        int kind = random.nextInt(depth == 0 ? 4 : 10);
        if (kind >= 6) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            NAMES.forEach(name -> {
                if (random.nextInt(3) > 0) {
                    object.set(name, node(depth - 1));
                }
            });
            return object;
        }
        return switch (kind) {
            case 0 -> JsonNodeFactory.instance.nullNode();
            case 1 -> JsonNodeFactory.instance.textNode(random.nextBoolean() ? "" : "text");
            case 2 -> JsonNodeFactory.instance.numberNode(random.nextInt(9));
            case 3 -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
            default -> {
                var list = JsonNodeFactory.instance.arrayNode();
                for (int i = random.nextInt(3); i > 0; i--) {
                    list.add(node(depth - 1));
                }
                yield list;
            }
        };
    }
}
