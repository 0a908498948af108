package io.bellwether.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a receiver of webhooks knows of alerts: every episode that it was told of, by alert id and start. Messages may come
 * in any order; the change with the highest {@code seq} holds. Times are those of arrival, so that they say how long the
 * whole way took. Keeps what is firing and the newest {@value #KEPT} that ended.
 */
final class AlertInbox {

    private static final int KEPT = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Alert> episodes = new LinkedHashMap<>();
    private long fired;
    private long resolved;

    /**
     * An episode of an alert.
     *
     * @param queue it is about; empty for none
     * @param subject the case it is about; empty for alerts on a series
     * @param startsAt when the condition began to hold, epoch ms event time
     * @param toldAt when the first message arrived, epoch ms
     * @param resolvedAt when the message of its end arrived, epoch ms; -1 while it fires
     */
    record Alert(
            String uid,
            String title,
            String severity,
            String queue,
            String subject,
            long seq,
            long startsAt,
            long toldAt,
            long resolvedAt) {

        boolean isFiring() {
            return resolvedAt < 0;
        }
    }

    /**
     * Takes the body of a message.
     *
     * @param arrivedAt epoch ms
     */
    synchronized void take(String body, long arrivedAt) throws JsonProcessingException {
        JsonNode data = JSON.readTree(body).path("data");
        if (data.has("alerts")) {
            data.path("alerts").forEach(change -> apply(change, arrivedAt));
        } else {
            apply(data, arrivedAt);
        }
        forgetOldest();
    }

    private void apply(JsonNode change, long arrivedAt) {
        String startsAt = change.path("starts_at").asText();
        String key = change.path("alert_id").asText() + '@' + startsAt;
        Alert before = episodes.get(key);
        long seq = change.path("seq").asLong();
        if (before != null && before.seq() >= seq) {
            return;
        }
        boolean over = change.path("transition").asText().equals("resolved");
        fired += before == null ? 1 : 0;
        resolved += over ? 1 : 0;
        episodes.put(
                key,
                new Alert(
                        change.path("uid").asText(),
                        change.path("title").asText(),
                        change.path("severity").asText(),
                        change.path("labels").path("queue").asText(),
                        change.path("subject").asText(),
                        seq,
                        Instant.parse(startsAt).toEpochMilli(),
                        before == null ? arrivedAt : before.toldAt(),
                        over ? arrivedAt : -1));
    }

    private void forgetOldest() {
        var oldest = episodes.values().iterator();
        while (episodes.size() > KEPT && oldest.hasNext()) {
            if (!oldest.next().isFiring()) {
                oldest.remove();
            }
        }
    }

    /** Every episode that is kept, in order of arrival. */
    synchronized List<Alert> episodes() {
        return new ArrayList<>(episodes.values());
    }

    /** What fires, the most severe first, then the newest. */
    synchronized List<Alert> firing() {
        return episodes.values().stream()
                .filter(Alert::isFiring)
                .sorted(Comparator.comparingInt((Alert alert) -> rank(alert.severity()))
                        .thenComparing(Comparator.comparingLong(Alert::toldAt).reversed()))
                .toList();
    }

    /** Episodes that were ever told. */
    synchronized long fired() {
        return fired;
    }

    /** Episodes whose end was told. */
    synchronized long resolved() {
        return resolved;
    }

    private static int rank(String severity) {
        return switch (severity) {
            case "page" -> 0;
            case "warning" -> 1;
            default -> 2;
        };
    }
}
