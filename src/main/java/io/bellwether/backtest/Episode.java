package io.bellwether.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One alert from its beginning to its end, made of its changes as a replay writes them. Times in epoch ms of event time.
 *
 * @param uid of its rule
 * @param alertId the same in each episode of one alert
 * @param firedAt when it was told
 * @param endedAt when it was resolved; {@link #NEVER} where the history ends before
 * @param pagedAt when it was a page for the first time; {@link #NEVER} for none
 * @param severity the worst that it had, by its name
 * @param labels those with which it began
 * @param ofCase whether it is about a single case
 * @param shadow recorded, never notified
 * @param changes how often it was told or would have been: began, changed its severity, ended
 */
public record Episode(
        String uid,
        String alertId,
        long firedAt,
        long endedAt,
        long pagedAt,
        String severity,
        Map<String, String> labels,
        boolean ofCase,
        boolean shadow,
        int changes) {

    /** Has not happened. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final String PAGE = "page";
    private static final List<String> WORST_FIRST = List.of(PAGE, "warning", "info");

    public Episode {
        labels = Map.copyOf(labels);
    }

    boolean isPage() {
        return pagedAt != NEVER;
    }

    /** How long it fired, ms; up to the end of the history where it was not over. */
    long length(long endOfHistory) {
        return Math.max(0, (endedAt == NEVER ? endOfHistory : endedAt) - firedAt);
    }

    /** The episodes of a history, in the order in which they began. */
    static List<Episode> of(Iterable<JsonNode> changes) {
        Map<String, Episode> episodes = new LinkedHashMap<>();
        for (JsonNode change : changes) {
            String key = change.path("alert_id").asText()
                    + ' '
                    + change.path("starts_at").asText();
            episodes.merge(key, first(change), (known, next) -> known.then(change));
        }
        return new ArrayList<>(episodes.values());
    }

    private static Episode first(JsonNode change) {
        Map<String, String> labels = new TreeMap<>();
        change.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        String severity = change.path("severity").asText();
        return new Episode(
                change.path("uid").asText(),
                change.path("alert_id").asText(),
                at(change),
                isEnd(change) ? at(change) : NEVER,
                severity.equals(PAGE) ? at(change) : NEVER,
                severity,
                labels,
                !change.path("subject").asText().isEmpty(),
                change.path("shadow").asBoolean(),
                1);
    }

    private Episode then(JsonNode change) {
        String next = change.path("severity").asText();
        boolean worse = rank(next) < rank(severity);
        return new Episode(
                uid,
                alertId,
                firedAt,
                isEnd(change) ? at(change) : endedAt,
                pagedAt == NEVER && next.equals(PAGE) && !isEnd(change) ? at(change) : pagedAt,
                worse ? next : severity,
                labels,
                ofCase,
                shadow,
                changes + 1);
    }

    /** 0 for the worst. */
    static int rank(String severity) {
        return WORST_FIRST.indexOf(severity);
    }

    private static boolean isEnd(JsonNode change) {
        return change.path("transition").asText().equals("resolved");
    }

    private static long at(JsonNode change) {
        return Instant.parse(change.path("at").asText()).toEpochMilli();
    }
}
