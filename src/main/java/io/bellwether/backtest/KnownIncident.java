package io.bellwether.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.file.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Something that is known to have gone wrong: what alerts are measured against. As {@code simulate} writes it, or by hand
 * from the notes of those who were there.
 *
 * @param start epoch ms
 * @param end epoch ms, exclusive
 * @param affected by dimension the values that it touched; a dimension that is missing says nothing
 */
public record KnownIncident(String name, long start, long end, Map<String, Set<String>> affected) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public KnownIncident {
        affected = Map.copyOf(affected);
    }

    /**
     * Whether an alert with these labels may be about it: whatever both say something of, they say alike. The total over
     * all queues may be about one of them.
     */
    boolean touches(Map<String, String> labels) {
        return affected.entrySet().stream().allMatch(dimension -> {
            String label = labels.get(dimension.getKey());
            return label == null || label.isEmpty() || dimension.getValue().contains(label);
        });
    }

    /**
     * The incidents of files of JSON lines, in the order of time. Lines of another {@code kind} are passed over.
     *
     * @throws Unusable where a file cannot be read, or a line is none: with its number and what is wrong
     */
    static List<KnownIncident> read(List<Path> files) throws Unusable {
        List<KnownIncident> incidents = new ArrayList<>();
        for (Path file : files) {
            int number = 0;
            for (String line : lines(file)) {
                number++;
                JsonNode node = line.isBlank() ? null : parse(line, file, number);
                if (node != null && node.path("kind").asText("incident").equals("incident")) {
                    incidents.add(of(node, file, number));
                }
            }
        }
        incidents.sort(Comparator.comparingLong(KnownIncident::start).thenComparing(KnownIncident::name));
        return incidents;
    }

    private static List<String> lines(Path file) throws Unusable {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new Unusable(file + ": cannot be read as UTF-8 text: " + e.getMessage());
        }
    }

    private static JsonNode parse(String line, Path file, int number) throws Unusable {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new Unusable(file + ":" + number + ": no JSON: " + e.getOriginalMessage());
        }
    }

    private static KnownIncident of(JsonNode node, Path file, int number) throws Unusable {
        long start = time(node, "start", file, number);
        long end = time(node, "end", file, number);
        if (end <= start) {
            throw new Unusable(file + ":" + number + ": end must be after start");
        }
        Map<String, Set<String>> affected = new TreeMap<>();
        node.path("affected").properties().forEach(dimension -> {
            Set<String> values = new TreeSet<>();
            dimension.getValue().forEach(value -> values.add(value.asText()));
            if (dimension.getValue().isValueNode()) {
                // one value without brackets, as it is written by hand
                values.add(dimension.getValue().asText());
            }
            affected.put(dimension.getKey(), values);
        });
        return new KnownIncident(node.path("name").asText("line " + number), start, end, affected);
    }

    private static long time(JsonNode node, String field, Path file, int number) throws Unusable {
        String text = node.path(field).asText();
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw new Unusable(file + ":" + number + ": " + field
                    + " must be a time such as 2026-03-02T08:00:00Z, not '" + text + "'");
        }
    }
}
