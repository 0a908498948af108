package io.bellwether.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.metric.Measurement;
import io.bellwether.yaml.Times;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a replay found, counted from the files that it wrote. Says nothing of the time it took: same input, same bytes. */
public final class ReplaySummary {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Pattern COUNT = Pattern.compile("[ ,](events|duplicates|late|unscored)=(\\d+)i");

    private static final String ALERTS = Measurement.ALERT_EVENTS.wireName();

    private final ContactBalance contacts = new ContactBalance();
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, Long> points = new TreeMap<>();
    private final Map<String, Long> rejected = new TreeMap<>();
    private final Map<String, Map<String, Long>> alerts = new TreeMap<>();
    private long firstTime = Long.MAX_VALUE;
    private long lastTime = Long.MIN_VALUE;
    private long firstEvents = Long.MAX_VALUE;
    private long lastEvents = Long.MIN_VALUE;

    ReplaySummary() {
        for (String count : new String[] {"events", "duplicates", "late", "unscored"}) {
            counts.put(count, 0L);
        }
    }

    void point(String line) {
        String measurement = line.substring(0, line.indexOf(','));
        points.merge(measurement, 1L, Long::sum);
        long time = Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
        if (!measurement.equals(ALERTS)) {
            // what an alert did has the time at which it did it, and no pane
            firstTime = Math.min(firstTime, time);
            lastTime = Math.max(lastTime, time);
        }
        contacts.point(line, time);
        if (measurement.equals("pipeline")) {
            Matcher matcher = COUNT.matcher(line);
            while (matcher.find()) {
                if (matcher.group(1).equals("events")) {
                    firstEvents = Math.min(firstEvents, time);
                    lastEvents = Math.max(lastEvents, time);
                }
                counts.merge(matcher.group(1), Long.parseLong(matcher.group(2)), Long::sum);
            }
        }
    }

    void alert(String line) {
        JsonNode alert = parse(line);
        alerts.computeIfAbsent(alert.path("uid").asText(), uid -> new TreeMap<>())
                .merge(alert.path("transition").asText(), 1L, Long::sum);
    }

    void rejection(String line) {
        rejected.merge(parse(line).path("reason").asText(), 1L, Long::sum);
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line that was written by this replay is no JSON: " + line, e);
        }
    }

    public long events() {
        return counts.get("events");
    }

    /** Begin of the first pane that has an event, epoch ms; not where none has. */
    public long firstEvents() {
        return firstEvents;
    }

    /** Begin of the last pane that has an event, epoch ms; not where none has. */
    public long lastEvents() {
        return lastEvents;
    }

    public long rejections() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    public long pointCount() {
        return points.values().stream().mapToLong(Long::longValue).sum();
    }

    public long alertsFired() {
        return alerts.values().stream()
                .mapToLong(kinds -> kinds.getOrDefault("firing", 0L))
                .sum();
    }

    /** Where the contacts of the replay went; null where its rollups have no total. */
    public ContactBalance contacts() {
        return contacts.isEmpty() ? null : contacts;
    }

    public String toJson() {
        ObjectNode root = JSON.createObjectNode();
        counts.forEach(root::put);
        root.put("first_window", firstTime == Long.MAX_VALUE ? null : Times.rfc3339(firstTime));
        root.put("last_window", lastTime == Long.MIN_VALUE ? null : Times.rfc3339(lastTime));
        root.set("rejected", JSON.valueToTree(rejected));
        root.set("points", JSON.valueToTree(points));
        root.set("alerts", JSON.valueToTree(alerts));
        if (!contacts.isEmpty()) {
            root.set("contacts", JSON.valueToTree(contacts.counts()));
        }
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of counts cannot be written", e);
        }
    }
}
