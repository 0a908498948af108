package io.bellwether.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/events.md says of events is what the decoder does. */
class EventDocsTest {

    private static final Path DOC = Path.of("docs/events.md");
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Fields of the source's own that an example has and the settings would name. */
    private static final List<String> NAMED = List.of("partner", "department");

    private static String document() throws IOException {
        return Files.readString(DOC);
    }

    private static List<JsonNode> examples() throws IOException {
        List<JsonNode> examples = new ArrayList<>();
        Matcher block = Pattern.compile("(?s)```json\n(.*?)```").matcher(document());
        while (block.find()) {
            try (MappingIterator<JsonNode> objects =
                    JSON.readerFor(JsonNode.class).readValues(block.group(1))) {
                objects.forEachRemaining(examples::add);
            }
        }
        return examples;
    }

    @Test
    void everyTypeHasAnExampleThatIsTakenIn() throws IOException {
        EventDecoder decoder = new EventDecoder(NAMED);
        JsonSchema schema = schema();
        Set<String> shown = new TreeSet<>();
        for (JsonNode example : examples()) {
            byte[] bytes = JSON.writeValueAsBytes(example);
            Decoded decoded = decoder.decode(bytes, DOC.toString(), 0, 1, Long.MAX_VALUE);
            assertThat(decoded.isEvent()).as("%s", example).isTrue();
            assertThat(schema.validate(example)).as("%s", example).isEmpty();
            shown.add(decoded.event().type().wireName());
        }
        Set<String> types = new TreeSet<>();
        for (EventType type : EventType.values()) {
            types.add(type.wireName());
        }
        types.remove(EventType.CLOCK_HEARTBEAT.wireName());
        assertThat(shown).isEqualTo(types);
    }

    /** A field that nobody shows is one that nobody knows how to write. */
    @Test
    void everyFieldStandsInAnExampleOfItsType() throws IOException {
        Map<EventType, Set<String>> shown = new LinkedHashMap<>();
        for (JsonNode example : examples()) {
            if (example.has("specversion")) {
                continue; // an envelope, whose fields are those of CloudEvents
            }
            EventType type = EventType.byWireName(example.get("type").asText());
            Set<String> names = shown.computeIfAbsent(type, none -> new TreeSet<>());
            example.fieldNames().forEachRemaining(names::add);
        }
        shown.forEach((type, names) -> assertThat(names)
                .as(type.wireName())
                .containsAll(EventRules.of(type).required().stream()
                        .map(field -> field.wireName)
                        .toList()));
        Set<String> somewhere =
                shown.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
        assertThat(Stream.of(EventField.values())
                        .map(field -> field.wireName)
                        .filter(name -> !somewhere.contains(name)))
                .as("fields that no example has")
                .isEmpty();
        String document = document();
        assertThat(somewhere).allSatisfy(name -> assertThat(document)
                .as("a field of an example is explained")
                .contains("`" + name + "`"));
    }

    /** The table of types: each type once, what it requires in bold, what else is checked on it beside. */
    @Test
    void theTableOfTypesIsThatOfTheRules() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        String types = document();
        types = types.substring(types.indexOf("\n## Types\n"), types.indexOf("\n## Examples\n"));
        for (String line : types.lines().toList()) {
            Matcher row = Pattern.compile("^\\| ((?:`[a-z._]+`(?:, )?)+) \\| (.*?) \\|")
                    .matcher(line);
            if (row.find()) {
                for (String name : row.group(1).replace("`", "").split(", ", -1)) {
                    if (EventType.byWireName(name) != null) {
                        assertThat(rows.put(name, row.group(2))).as(name).isNull();
                    }
                }
            }
        }
        for (EventType type : EventType.values()) {
            EventRules rules = EventRules.of(type);
            assertThat(rows).containsKey(type.wireName());
            String own = rows.get(type.wireName());
            for (EventField field : rules.required()) {
                assertThat(own).as(type.wireName()).contains("**`" + field.wireName + "`**");
            }
            for (EventField field : rules.oneOf()) {
                assertThat(own).as(type.wireName()).contains("`" + field.wireName);
            }
            Matcher named =
                    Pattern.compile("`([a-z_]+)`").matcher(own.replaceAll("\\(.*?\\)|`null`|default `[A-Z]+`", ""));
            while (named.find()) {
                EventField field = Stream.of(EventField.values())
                        .filter(each -> each.wireName.equals(named.group(1)))
                        .findAny()
                        .orElseThrow(() -> new AssertionError(type.wireName() + ": no field " + named.group(1)));
                assertThat((rules.checked() & field.bit) != 0
                                || rules.required().contains(field))
                        .as("%s checks %s", type.wireName(), field.wireName)
                        .isTrue();
            }
        }
    }

    private static JsonSchema schema() throws IOException {
        try (InputStream in = EventDocsTest.class.getResourceAsStream("event.schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in);
        }
    }
}
