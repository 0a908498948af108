package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
 * Four weeks of history, loaded as such, then a Monday: six tickets an hour, twelve by day, and on the Monday at ten sixty. The
 * whole way from files to the row of the alert.
 */
class BaselineITCase {

    private static final Instant BEGIN = Instant.parse("2026-02-02T00:00:00Z");
    private static final Instant MONDAY = BEGIN.plus(Duration.ofDays(28));

    @TempDir
    private Path dir;

    @Test
    void historyTeachesWhatIsUsual() throws Exception {
        Path rules = Files.createDirectories(dir.resolve("rules"));
        Files.writeString(rules.resolve("surge.yaml"), """
                rules:
                  - uid: surge
                    title: "More tickets than usual in {{labels.queue}}"
                    metric: cases.created
                    by: [queue]
                    window: {size: 30m, every: 30m}
                    severity: page
                    baseline: {direction: above, k: 4, min_effect: 5}
                    annotations: {summary: "{{value}}, usual {{usual}} ({{band_low}} to {{band_high}})"}
                """);
        Path events = Files.write(dir.resolve("events.jsonl"), events());

        ReplayRun one = replay(events, "one", 1);

        List<String> alerts = Files.readAllLines(one.file("alerts.jsonl"));
        assertThat(alerts).hasSize(2);
        JsonNode firing = new ObjectMapper().readTree(alerts.get(0));
        assertThat(firing.get("at").asText())
                .isEqualTo(MONDAY.plus(Duration.ofMinutes(630)).toString());
        assertThat(firing.get("severity").asText()).isEqualTo("page");
        assertThat(firing.get("value").asDouble()).isEqualTo(30);
        assertThat(firing.get("usual").asDouble()).isCloseTo(6, within(1.0));
        assertThat(firing.get("text").asText()).startsWith("30, usual 6 (");
        assertThat(Files.readString(one.file("metrics.lp"))).contains(",usual=6");
        assertThat(Files.mismatch(replay(events, "two", 2).file("alerts.jsonl"), one.file("alerts.jsonl")))
                .isEqualTo(-1);
    }

    private ReplayRun replay(Path events, String out, int parallelism) {
        return ReplayRun.of(
                dir.resolve(out),
                events,
                "--rules",
                dir.resolve("rules").toString(),
                "--parallelism",
                Integer.toString(parallelism));
    }

    private static List<String> events() {
        List<String> events = new ArrayList<>();
        Instant end = MONDAY.plus(Duration.ofHours(14));
        for (Instant at = BEGIN; at.isBefore(end); at = at.plusSeconds(3_600 / perHour(at))) {
            events.add(String.format(
                    "{\"id\":\"e%d\",\"type\":\"ticket.created\",\"time\":\"%s\",\"source\":\"desk\",\"case_id\":\"c%d\","
                            + "\"queue\":\"billing\"%s}",
                    events.size(), at, events.size(), at.isBefore(MONDAY) ? ",\"backfill\":true" : ""));
        }
        return events;
    }

    private static int perHour(Instant at) {
        long hour = Duration.between(BEGIN, at).toHours();
        if (hour == 28 * 24 + 10) {
            return 60;
        }
        return hour % 24 >= 8 && hour % 24 < 20 ? 12 : 6;
    }
}
