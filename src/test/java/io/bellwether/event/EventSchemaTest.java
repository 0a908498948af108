package io.bellwether.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schema and the decoder say the same. */
class EventSchemaTest {
    private static final Path DATA = Path.of("../shared/data/events");
    private static final int LINES_PER_FILE = 2_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode SCHEMA_JSON = read();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SCHEMA_JSON);

    private final EventDecoder decoder = new EventDecoder(List.of());

    static Stream<EventSamples.Sample> samples() {
        return Stream.concat(EventSamples.valid().stream(), EventSamples.invalid().stream());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void agreesWithTheDecoder(EventSamples.Sample sample) throws IOException {
        boolean expected = sample.reason() == null || !sample.schemaAgrees();
        assertThat(SCHEMA.validate(JSON.readTree(sample.json())).isEmpty()).isEqualTo(expected);
    }

    @Test
    void isValidItself() {
        JsonSchema meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SpecVersion.VersionFlag.V202012.getId()));
        assertThat(meta.validate(SCHEMA_JSON)).isEmpty();
    }

    @Test
    void knowsEveryType() {
        Set<String> types = new HashSet<>();
        SCHEMA_JSON.at("/$defs/head/properties/type/enum").forEach(type -> types.add(type.asText()));
        assertThat(types)
                .isEqualTo(
                        Stream.of(EventType.values()).map(EventType::wireName).collect(Collectors.toSet()));
        for (String form : List.of("flat", "cloudEvent")) {
            Set<String> ruled = new HashSet<>();
            SCHEMA_JSON
                    .at("/$defs/" + form)
                    .findParents("const")
                    .forEach(is -> ruled.add(is.get("const").asText()));
            SCHEMA_JSON
                    .at("/$defs/" + form)
                    .findValues("enum")
                    .forEach(e -> e.forEach(type -> ruled.add(type.asText())));
            assertThat(ruled).as(form).isEqualTo(types);
        }
    }

    @Test
    void knowsEveryField() {
        Set<String> names = new HashSet<>();
        SCHEMA_JSON
                .at("/$defs")
                .forEach(def -> def.path("properties").fieldNames().forEachRemaining(names::add));
        assertThat(names)
                .containsAll(Stream.of(EventField.values()).map(f -> f.wireName).toList());
    }

    @Test
    void randomEventsAreValid() throws IOException {
        RandomEvents events = new RandomEvents(15);
        EventEncoder encoder = new EventEncoder();
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        for (int i = 0; i < 2_000; i++) {
            ServiceEvent event = events.next();
            types.add(event.type());
            byte[] json = encoder.encode(event);
            assertThat(SCHEMA.validate(JSON.readTree(json)))
                    .as(new String(json, StandardCharsets.UTF_8))
                    .isEmpty();
        }
        assertThat(types).containsExactly(EventType.values());
    }

    /** Real logs; no line of theirs may stand in a message of this test. */
    @Test
    void acceptsRealLogs() throws IOException {
        if (!Files.isDirectory(DATA)) {
            String message = "no real logs at " + DATA + ": cannot check the schema against them";
            if ("true".equals(System.getenv("CI"))) {
                fail(message);
            }
            abort(message);
        }
        try (Stream<Path> files = Files.list(DATA)) {
            List<Path> logs = files.filter(file -> file.toString().endsWith(".jsonl.gz"))
                    .sorted()
                    .toList();
            assertThat(logs).isNotEmpty();
            for (Path log : logs) {
                acceptsLog(log);
            }
        }
    }

    private void acceptsLog(Path log) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(log)), StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = reader.readLine(); line != null && number < LINES_PER_FILE; line = reader.readLine()) {
                number++;
                Decoded decoded = decoder.decode(
                        line.getBytes(StandardCharsets.UTF_8), log.toString(), 0, number, Long.MAX_VALUE);
                assertThat(decoded.isEvent())
                        .as("%s line %d decodes", log, number)
                        .isTrue();
                assertThat(SCHEMA.validate(JSON.readTree(line)).isEmpty())
                        .as("%s line %d is valid", log, number)
                        .isTrue();
            }
            assertThat(number).isEqualTo(LINES_PER_FILE);
        }
    }

    private static JsonNode read() {
        try (InputStream in = EventSchemaTest.class.getResourceAsStream("event.schema.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("event.schema.json cannot be read", e);
        }
    }
}
