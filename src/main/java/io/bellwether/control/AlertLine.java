package io.bellwether.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.event.EventTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a topic of alerts says of the newest episode of one. */
public final class AlertLine {

    /** Of an alert that is told again and again the newest are enough for a person. */
    private static final int MOST_EVENTS = 200;

    private final String alertId;
    private final List<JsonNode> events = new ArrayList<>();
    private JsonNode newest;

    AlertLine(String alertId) {
        this.alertId = alertId;
    }

    /** Takes a record of the alert. What is of an older episode than another is left out. */
    void take(JsonNode record) {
        long began = time(record, "starts_at");
        if (!events.isEmpty() && began < time(events.get(0), "starts_at")) {
            return;
        }
        if (!events.isEmpty() && began > time(events.get(0), "starts_at")) {
            events.clear();
            newest = null;
        }
        if (!events.contains(record)) {
            events.add(record);
        }
        if (events.size() > MOST_EVENTS) {
            events.remove(0);
        }
        boolean transition = record.path("record").asText().equals("transition");
        if (transition
                && (newest == null
                        || record.path("seq").asLong() > newest.path("seq").asLong())) {
            newest = record;
        }
    }

    /** Whether a change is known, not only what was decided of one. */
    boolean isKnown() {
        return newest != null;
    }

    public String alertId() {
        return alertId;
    }

    /** The newest change, as it stands in the topic. */
    public JsonNode newest() {
        return newest;
    }

    /** A text of the newest change; empty where it has none. */
    public String text(String field) {
        return newest.path(field).asText("");
    }

    /** Changes and decisions, the oldest in front. */
    public List<JsonNode> events() {
        List<JsonNode> sorted = new ArrayList<>(events);
        sorted.sort(Comparator.comparingLong(event -> time(event, "at")));
        return sorted;
    }

    public boolean isFiring() {
        return !text("transition").equals("resolved");
    }

    /** As commands name it. */
    public Occurrence occurrence() {
        Map<String, String> labels = new TreeMap<>();
        newest.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return new Occurrence(alertId, text("uid"), text("severity"), labels, time(newest, "starts_at"));
    }

    static long time(JsonNode record, String field) {
        return EventTime.parse(record.path(field).asText(""));
    }
}
