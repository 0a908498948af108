package io.bellwether.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The published schema and the parser know the same keys. */
class RoutingSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern KNOWN = Pattern.compile("zzz: unknown key; known here: ([a-z0-9_, ]+)");

    /** It has each mapping that a routing file can have, but for receivers of other types. */
    private static final String FILE = """
        receivers:
          - {name: hook, type: webhook, format: standard-webhooks, url: "https://hooks.example/a",
             secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", rate: 20/m, allow_ports: [8080]}
        routes:
          - match: {severity: page}
            receiver: [hook]
            group_by: [uid]
            group_wait: 1s
            repeat_interval: 4h
            mute_times: [nights]
            escalate: [{after: 15m, receiver: hook}]
            routes: [{match: {uid: a}, receiver: hook, continue: true}, {match: {}, receiver: hook}]
        time_intervals:
          nights: {zone: Asia/Shanghai, days: mon-fri, times: ["22:00-08:00"], except: ["2026-10-01"]}
        inhibit:
          - {source: {uid: events-behind}, target: {severity: "page|warning"}, equal: [queue]}
        fold: [queue]
        stale_after: 15m
        fallback: hook
        heartbeat: {receiver: hook, every: 1m}
        """;

    private final JsonNode schema = JSON.readTree(RoutingSchema.text());
    private final JsonSchema validator =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);

    RoutingSchemaTest() throws Exception {}

    private static String complaints(String text) {
        try {
            Routing.parse("r.yaml", text, Variables.ofEnvironment());
            return "";
        } catch (RoutingException e) {
            return e.getMessage();
        }
    }

    private static Set<String> known(String complaints) {
        Set<String> known = new TreeSet<>();
        for (Matcher matcher = KNOWN.matcher(complaints); matcher.find(); ) {
            known.addAll(List.of(matcher.group(1).split(", ")));
        }
        return known;
    }

    @Test
    void isValidItself() {
        JsonSchema meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SpecVersion.VersionFlag.V202012.getId()));
        assertThat(meta.validate(schema)).isEmpty();
    }

    @Test
    void takesTheRoutesThatComeAlong() throws Exception {
        String text = Files.readString(Path.of("alert-rules/alert-routing.yaml"));
        assertThat(validator.validate(YAML.readTree(text))).isEmpty();
    }

    @Test
    void hasTheKeysThatTheParserKnowsAndNoOthers() throws Exception {
        assertThat(complaints(FILE)).isEmpty();
        JsonNode root = YAML.readTree(FILE);
        assertThat(validator.validate(root)).isEmpty();
        Map<String, Set<String>> known = new TreeMap<>();
        harvest(root, root, "", known);

        known.remove("/receivers");
        assertThat(known.keySet())
                .contains("", "/routes", "/routes/routes", "/routes/escalate", "/inhibit", "/heartbeat");
        known.forEach((path, keys) -> assertThat(keys).as("keys at %s", path).isEqualTo(inSchema(path)));
    }

    /** Puts a key that nobody knows into each mapping and takes from the complaint which keys are known there. */
    private static void harvest(JsonNode root, JsonNode at, String path, Map<String, Set<String>> known)
            throws Exception {
        if (at instanceof ObjectNode map) {
            map.put("zzz", 1);
            Set<String> keys = known(complaints(YAML.writeValueAsString(root)));
            if (!keys.isEmpty()) {
                known.computeIfAbsent(path, key -> new TreeSet<>()).addAll(keys);
            }
            map.remove("zzz");
            for (Map.Entry<String, JsonNode> entry : map.properties()) {
                harvest(root, entry.getValue(), path + "/" + entry.getKey(), known);
            }
        }
        for (JsonNode item : at.isArray() ? at : JSON.createArrayNode()) {
            harvest(root, item, path, known);
        }
    }

    private Set<String> inSchema(String path) {
        JsonNode at = schema;
        for (String name : path.split("/")) {
            JsonNode next = at.at("/properties/" + name);
            at = name.isEmpty() ? at : itself(next.isMissingNode() ? at.path("additionalProperties") : next);
        }
        Set<String> names = new TreeSet<>();
        at.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private JsonNode itself(JsonNode node) {
        JsonNode at = node.has("items") ? node.get("items") : node;
        return at.has("$ref") ? schema.at(at.get("$ref").asText().substring(1)) : at;
    }

    /** Of receivers it knows the keys of all types, each of which is of one type at least. */
    @Test
    void hasTheKeysOfAllTypesOfReceivers() {
        Set<String> known = new TreeSet<>();
        for (ReceiverType type : ReceiverType.values()) {
            known.addAll(known(complaints(receiver(type) + ", zzz: 1}]\n")));
        }
        assertThat(known).isEqualTo(inSchema("/receivers"));
    }

    private static String receiver(ReceiverType type) {
        String format = type.format().isEmpty() ? "" : ", format: " + type.format();
        return "receivers: [{name: a, type: " + type.wireName() + format;
    }

    @ParameterizedTest
    @EnumSource(ReceiverType.class)
    void takesEachType(ReceiverType type) throws Exception {
        assertThat(validator.validate(YAML.readTree(receiver(type) + ", url: \"https://a.example\"}]\n")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "type: webhook,type: webhok",
        "format: standard-webhooks,format: standard",
        "group_wait: 1s,group_wait: soon",
        "group_wait: 1s,group_waits: 1s",
        "continue: true,continue: perhaps",
        "name: hook,name: Hook!",
        "zone: Asia/Shanghai,zones: Asia/Shanghai",
        "every: 1m,every: [1m]"
    })
    void refusesWhatTheParserRefuses(String from, String to) throws Exception {
        String wrong = FILE.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));

        assertThat(wrong).isNotEqualTo(FILE);
        assertThat(validator.validate(YAML.readTree(wrong))).isNotEmpty();
        assertThat(complaints(wrong)).isNotEmpty();
    }
}
