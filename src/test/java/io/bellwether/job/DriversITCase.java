package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.replay.ReplayRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day on which three carriers are asked about as usual, and an hour in which one delivers nothing: from the events of the tickets and
 * what is written in them to the alerts, which name it.
 */
class DriversITCase {

    private static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant BAD = BEGIN.plus(Duration.ofHours(12));

    @TempDir
    private Path dir;

    @Test
    void theAlertNamesTheCause() throws Exception {
        Path rules = Files.createDirectories(dir.resolve("rules"));
        Files.writeString(rules.resolve("more.yaml"), """
                rules:
                  - uid: more
                    title: "More tickets in {{labels.queue}}"
                    metric: cases.created
                    by: [queue]
                    drivers: [partner, channel, topic]
                    window: {size: 30m, every: 30m}
                    severity: page
                    op: ">"
                    value: 60
                    annotations: {summary: "{{value}}"}
                  - uid: angry
                    title: "Anger in {{labels.queue}}"
                    metric: sentiment.negative_share
                    where: {side: customer}
                    by: [queue]
                    drivers: [channel, partner]
                    window: {size: 30m, every: 30m}
                    min_samples: 10
                    severity: warning
                    op: ">"
                    value: 40%
                    annotations: {summary: "{{value}}"}
                """);
        Files.writeString(dir.resolve("settings.yaml"), "dimensions: [queue, channel, partner]\n");
        Path events = Files.write(dir.resolve("events.jsonl"), events());

        ReplayRun one = replay(events, "one", 1);

        List<JsonNode> fired = fired(one);
        assertThat(fired).hasSize(2);
        JsonNode more = fired.get(0).get("uid").asText().equals("more") ? fired.get(0) : fired.get(1);
        assertThat(names(more)).containsExactly("partner=swift", "topic=logistics");
        JsonNode swift = more.get("drivers").get(0);
        assertThat(swift.get("share").asDouble()).isGreaterThan(0.95);
        assertThat(swift.get("usual_share").asDouble()).isBetween(0.3, 0.36);
        assertThat(swift.get("measured").asLong()).isEqualTo(90);
        JsonNode angry = fired.get(0).equals(more) ? fired.get(1) : fired.get(0);
        assertThat(names(angry)).containsExactly("partner=swift");
        assertThat(Files.readString(one.file("metrics.lp"))).contains("drivers=\"partner=swift ");
        assertThat(Files.mismatch(replay(events, "two", 2).file("alerts.jsonl"), one.file("alerts.jsonl")))
                .isEqualTo(-1);
    }

    private static List<JsonNode> fired(ReplayRun run) throws Exception {
        List<JsonNode> fired = new ArrayList<>();
        for (String line : Files.readAllLines(run.file("alerts.jsonl"))) {
            JsonNode alert = new ObjectMapper().readTree(line);
            if (alert.get("transition").asText().equals("firing")) {
                fired.add(alert);
            } else {
                assertThat(alert.has("drivers")).isFalse();
            }
        }
        return fired;
    }

    private static List<String> names(JsonNode alert) {
        List<String> names = new ArrayList<>();
        for (JsonNode driver : alert.path("drivers")) {
            names.add(
                    driver.get("dimension").asText() + "=" + driver.get("value").asText());
        }
        return names;
    }

    private ReplayRun replay(Path events, String out, int parallelism) {
        return ReplayRun.of(
                dir.resolve(out),
                events,
                "--rules",
                dir.resolve("rules").toString(),
                "--config",
                dir.resolve("settings.yaml").toString(),
                "--parallelism",
                Integer.toString(parallelism));
    }

    private static List<String> events() {
        List<String> events = new ArrayList<>();
        int ticket = 0;
        for (Instant at = BEGIN; at.isBefore(BAD.plus(Duration.ofHours(2))); at = at.plusSeconds(180)) {
            for (String partner : List.of("swift", "north", "south")) {
                boolean bad =
                        partner.equals("swift") && !at.isBefore(BAD) && at.isBefore(BAD.plus(Duration.ofHours(1)));
                for (int i = bad ? 9 : 1; i > 0; i--) {
                    ticket++;
                    events.add(event(ticket, at, partner, "ticket.created", ""));
                    events.add(event(ticket, at.plusSeconds(1), partner, "ticket.message", text(bad, ticket)));
                }
            }
        }
        return events;
    }

    private static String text(boolean bad, int ticket) {
        String text = bad
                ? "Where is my parcel? It was not delivered. This is terrible, I am very angry!"
                : ticket % 2 == 0 ? "Thank you, where is my parcel?" : "Thank you, I like the quality";
        return ",\"actor\":\"CUSTOMER\",\"visibility\":\"PUBLIC\",\"text\":\"" + text + "\"";
    }

    private static String event(int ticket, Instant at, String partner, String type, String more) {
        return String.format(
                "{\"id\":\"%s-%d\",\"type\":\"%s\",\"time\":\"%s\",\"source\":\"desk\",\"case_id\":\"c%d\",\"queue\":\"delivery\","
                        + "\"channel\":\"%s\",\"partner\":\"%s\"%s}",
                type, ticket, type, at, ticket, ticket % 2 == 0 ? "WEB" : "EMAIL", partner, more);
    }
}
