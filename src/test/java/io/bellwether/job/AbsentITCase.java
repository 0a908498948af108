package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.replay.ReplayRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Six hours with a ticket each minute; from the second to the fourth none of queue {@code billing}, and never one of {@code vip}. */
class AbsentITCase {

    private static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");

    @TempDir
    private Path dir;

    @Test
    void tellsWhatFallsSilentAndWhatNeverCame() throws IOException {
        Path rules = Files.createDirectories(dir.resolve("rules"));
        Files.writeString(rules.resolve("gone.yaml"), """
            rules:
              - uid: gone
                title: "Nothing in {{labels.queue}}"
                by: [queue]
                severity: page
                absent: {metric: cases.created, for: 15m, expect: [{queue: vip}, {queue: chat}]}
                annotations: {summary: "Nothing for {{value|duration}}, expected each {{threshold|duration}}"}
            """);
        Path events = Files.write(dir.resolve("events.jsonl"), events());

        List<String> told = alerts(events, "one", 1);

        assertThat(told)
                .containsExactly(
                        "00:15 vip firing Nothing for 15 min, expected each 15 min",
                        "02:14 billing firing Nothing for 15 min, expected each 15 min",
                        "04:01 billing resolved Nothing for 2 h 2 min, expected each 15 min");
        assertThat(alerts(events, "two", 2)).isEqualTo(told);
    }

    private List<String> alerts(Path events, String out, int parallelism) throws IOException {
        ReplayRun run = ReplayRun.of(
                dir.resolve(out),
                events,
                "--rules",
                dir.resolve("rules").toString(),
                "--parallelism",
                Integer.toString(parallelism));
        List<String> told = new ArrayList<>();
        for (String line : Files.readAllLines(run.file("alerts.jsonl"))) {
            JsonNode alert = new ObjectMapper().readTree(line);
            told.add(alert.get("at").asText().substring(11, 16) + " "
                    + alert.get("labels").get("queue").asText() + " "
                    + alert.get("transition").asText() + " " + alert.get("text").asText());
        }
        return told;
    }

    private static List<String> events() {
        List<String> events = new ArrayList<>();
        for (int minute = 0; minute < 360; minute++) {
            boolean silent = minute >= 120 && minute < 240;
            String queue = minute % 2 == 0 && !silent ? "billing" : "chat";
            events.add(String.format(
                    "{\"id\":\"e%d\",\"type\":\"ticket.created\",\"time\":\"%s\",\"source\":\"desk\",\"case_id\":\"c%d\","
                            + "\"queue\":\"%s\"}",
                    minute, BEGIN.plusSeconds(60L * minute), minute, queue));
        }
        return events;
    }
}
