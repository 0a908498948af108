package io.bellwether.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Changes of alerts read back from what {@link Transition#toJson} wrote, such as the file of a replay. */
public final class AlertLines {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AlertLines() {}

    /** One of each line, in their order. */
    public static List<Transition> read(Path file) throws IOException {
        List<Transition> all = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            all.add(of(line));
        }
        return all;
    }

    /** The change that a line says. */
    static Transition of(String line) throws IOException {
        JsonNode node = JSON.readTree(line);
        Map<String, String> labels = new TreeMap<>();
        node.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return new Transition(
                text(node, "alert_id"),
                text(node, "uid"),
                text(node, "rule_version"),
                node.path("seq").asLong(),
                Transition.Kind.valueOf(text(node, "transition").toUpperCase(Locale.ROOT)),
                text(node, "reason"),
                text(node, "severity"),
                text(node, "previous_severity"),
                node.path("value").asDouble(Double.NaN),
                node.path("threshold").asDouble(Double.NaN),
                node.path("usual").asDouble(Double.NaN),
                node.path("samples").asLong(),
                time(node, "starts_at"),
                time(node, "at"),
                text(node, "title"),
                text(node, "text"),
                labels,
                text(node, "subject"),
                text(node, "subject_source"),
                text(node, "runbook"),
                text(node, "dashboard"),
                node.path("shadow").asBoolean(),
                drivers(node.path("drivers")));
    }

    private static List<Driver> drivers(JsonNode nodes) {
        List<Driver> drivers = new ArrayList<>();
        for (JsonNode node : nodes) {
            drivers.add(new Driver(
                    text(node, "dimension"),
                    text(node, "value"),
                    node.path("share").asDouble(Double.NaN),
                    node.path("usual_share").asDouble(Double.NaN),
                    node.path("measured").asDouble(Double.NaN)));
        }
        return drivers;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    private static long time(JsonNode node, String field) {
        return Instant.parse(text(node, field)).toEpochMilli();
    }
}
