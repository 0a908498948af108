package io.bellwether.simulate;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The built-in scenarios, and the reader of their YAML form. */
public final class Scenarios {
    private static final List<String> NAMES = List.of(
            "calm",
            "agents-out",
            "surge",
            "angry-refunds",
            "bot-broken",
            "slow-vendor",
            "bought-ratings",
            "logistics-outage",
            "refund-backlog",
            "sentiment-dip",
            "platform-sinking",
            "slow-poison",
            "mixed",
            "platforms",
            "demo",
            "bench");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Scenarios() {}

    /** The names that {@link #load} knows. */
    public static List<String> names() {
        return NAMES;
    }

    /** A built-in scenario. */
    public static Scenario load(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("there is no scenario '" + name + "'; there are " + NAMES);
        }
        JsonNode scenario = resource("scenarios/" + name + ".yaml");
        JsonNode organisation =
                resource("organisations/" + scenario.path("organisation").asText() + ".yaml");
        return bind(scenario, organisation);
    }

    /** Reads a scenario and its organisation from YAML texts. */
    public static Scenario read(String scenarioYaml, String organisationYaml) {
        try {
            return bind(YAML.readTree(scenarioYaml), YAML.readTree(organisationYaml));
        } catch (IOException e) {
            throw new IllegalArgumentException("a scenario could not be read: " + e.getMessage(), e);
        }
    }

    private static Scenario bind(JsonNode scenarioNode, JsonNode organisationNode) {
        ObjectNode organisation = withDefaults(organisationNode.deepCopy());
        ObjectNode scenario = scenarioNode.deepCopy();
        scenario.set("organisation", organisation);
        if (!scenario.has("rate")) {
            scenario.put("rate", 1.0);
        }
        if (!scenario.has("warm_start")) {
            scenario.put("warm_start", "0");
        }
        try {
            return YAML.treeToValue(scenario, Scenario.class);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "scenario '" + scenario.path("name").asText() + "' could not be read: " + e.getMessage(), e);
        }
    }

    /** Lays each queue over {@code defaults.<kind>}, so that a file says once what its queues have in common. */
    private static ObjectNode withDefaults(ObjectNode organisation) {
        JsonNode defaults = organisation.remove("defaults");
        if (defaults == null) {
            return organisation;
        }
        for (JsonNode queue : organisation.path("queues")) {
            ObjectNode own = (ObjectNode) queue;
            ObjectNode base = defaults.path(own.path("kind").asText()).deepCopy();
            merge(base, own);
            own.removeAll();
            own.setAll(base);
        }
        return organisation;
    }

    private static void merge(ObjectNode base, ObjectNode over) {
        over.properties().forEach(field -> {
            JsonNode old = base.get(field.getKey());
            boolean deeper =
                    field.getKey().equals("mix") && old instanceof ObjectNode && field.getValue() instanceof ObjectNode;
            if (deeper) {
                merge((ObjectNode) old, (ObjectNode) field.getValue());
            } else {
                base.set(field.getKey(), field.getValue());
            }
        });
    }

    private static JsonNode resource(String path) {
        try (InputStream in = Scenarios.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("resource io/bellwether/simulate/" + path + " is missing from the jar");
            }
            return YAML.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + path + " could not be read", e);
        }
    }
}
