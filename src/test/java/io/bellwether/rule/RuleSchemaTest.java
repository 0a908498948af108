package io.bellwether.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schema and the parser know the same keys. */
class RuleSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonNode SCHEMA = schema();
    private static final JsonSchema VALIDATOR =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SCHEMA);
    private static final Pattern KNOWN = Pattern.compile("zzz: unknown key; known here: ([a-z0-9_, ]+)");

    private static final String HEAD = "uid: all, title: T, annotations: {summary: S}, by: [queue]";

    /** Together they have each mapping that a rule file can have. */
    private static final List<String> FILES = List.of(
            "group: g\ndefaults: {owner: o, limits: {max_series: 9}}\nrules:\n  - {" + HEAD
                    + ", metric: queue.oldest_age_s, window: {size: 1m},"
                    + " levels: [{severity: page, op: \">\", value: 5m}], no_data: {action: ok, after: 30m},"
                    + " limits: {max_series: 5}}\n",
            "rules:\n  - {" + HEAD
                    + ", metric: queue.waiting, severity: page, op: \">\", value: 5, forecast: {within: 1h}}\n",
            "rules:\n  - {" + HEAD + ", metric: queue.offered, severity: page, baseline: {k: 4}}\n",
            "rules:\n  - {" + HEAD + ", burn_rate: {metric: queue.service_level, objective: 80%, pairs:"
                    + " [{severity: page, long: 8h, short: 40m, budget: 0.1}]}}\n",
            "rules:\n  - {" + HEAD
                    + ", burn_rate: {good: queue.answered_in_threshold, total: queue.answered, objective: 80%,"
                    + " pairs: [{severity: page, long: 8h, short: 40m, budget: 0.1}]}}\n",
            "rules:\n  - {" + HEAD
                    + ", severity: page, absent: {metric: cases.created, for: 10m, expect: [{queue: vip}]}}\n",
            "rules:\n  - {uid: one, title: T, annotations: {summary: S}, signal: sla.at_risk, severity: {1: info, 2: page}}\n");

    private static JsonNode schema() {
        try {
            return JSON.readTree(RuleSchema.text());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Path> starterRules() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("alert-rules"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !RuleParser.isOtherKind(
                            file.getFileName().toString().replace(".yaml", "")))
                    .toList();
        }
    }

    @Test
    void isValidItself() {
        JsonSchema meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SpecVersion.VersionFlag.V202012.getId()));
        assertThat(meta.validate(SCHEMA)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("starterRules")
    void takesTheRulesThatComeAlong(Path file) throws IOException {
        assertThat(VALIDATOR.validate(YAML.readTree(Files.readString(file)))).isEmpty();
    }

    @Test
    void hasTheKeysThatTheParserKnowsAndNoOthers() throws IOException, RuleFileException {
        Map<String, Set<String>> known = new TreeMap<>();
        for (String file : FILES) {
            assertThat(VALIDATOR.validate(YAML.readTree(file))).as(file).isEmpty();
            Rules.parse(file);
            JsonNode root = YAML.readTree(file);
            harvest(root, root, "", known);
        }

        assertThat(known.keySet())
                .contains("", "/defaults", "/rules", "/rules/levels", "/rules/baseline", "/rules/burn_rate/pairs");
        known.forEach((path, keys) -> assertThat(keys).as("keys at %s", path).isEqualTo(inSchema(path)));
    }

    /** Puts a key that nobody knows into each mapping and takes from the complaint which keys are known there. */
    private static void harvest(JsonNode root, JsonNode at, String path, Map<String, Set<String>> known)
            throws IOException {
        if (at instanceof ObjectNode map) {
            map.put("zzz", 1);
            try {
                Rules.parse(YAML.writeValueAsString(root));
            } catch (RuleFileException e) {
                Matcher matcher = KNOWN.matcher(e.getMessage());
                while (matcher.find()) {
                    known.computeIfAbsent(path, key -> new TreeSet<>())
                            .addAll(List.of(matcher.group(1).split(", ")));
                }
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

    private static Set<String> inSchema(String path) {
        JsonNode at = SCHEMA;
        for (String name : path.split("/")) {
            at = name.isEmpty() ? at : itself(at.at("/properties/" + name));
        }
        Set<String> names = new TreeSet<>();
        at.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode itself(JsonNode node) {
        JsonNode at = node.has("items") ? node.get("items") : node;
        return at.has("$ref") ? SCHEMA.at(at.get("$ref").asText().substring(1)) : at;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        severity: page | severity: urgent
        value: 5m      | value: soon
        op: ">"        | op: "!"
        max_series: 5  | max_series: many
        action: ok     | action: alert
        action: ok     | action: alarm
        action: ok     | action: ok, severity: red
        size: 1m       | size: one
        queue.oldest_age_s | queue.oldest_age
        metric:        | metrik:
        after: 30m     | after: 30
        title: T, |
        """)
    void refusesWhatTheParserRefuses(String from, String to) throws IOException {
        String wrong = FILES.get(0).replace(from, to == null ? "" : to);

        assertThat(VALIDATOR.validate(YAML.readTree(wrong))).isNotEmpty();
        assertThat(RuleSet.parse(Map.of("test.yaml", wrong), RuleContext.usual(Map.of()), new ArrayList<>()))
                .isEmpty();
    }
}
