package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.replay.ReplayRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A month in which the tickets of each night have one deadline, an hour after the office opens: as many rows in
 * {@code alert_events} as changes of alerts, the same ones whatever the parallelism and the order in the file.
 */
class AlertRowsITCase {

    private static final long SEED = 20_260_301;
    private static final int NIGHT = 220;

    @TempDir
    private Path dir;

    @Test
    void everyChangeOfAnAlertHasARowOfItsOwn() throws Exception {
        Path rules = Files.createDirectories(dir.resolve("rules"));
        Files.writeString(rules.resolve("sla-policies.yaml"), """
                calendars:
                  office: {zone: UTC, hours: {mon-fri: "09:00-18:00"}}
                policies:
                  - {name: tickets, match: {kind: ticket}, calendar: office, targets: {first_reply: 1h}}
                """);
        Files.writeString(rules.resolve("late.yaml"), """
                rules:
                  - {uid: late, title: "{{case}} is late", signal: sla.breached, severity: page,
                     annotations: {summary: "{{case}} was due at {{deadline}}"}}
                """);
        List<String> events = month();
        Path file = Files.write(dir.resolve("events.jsonl"), events);

        ReplayRun one = replay(file, "one", 1);
        Map<String, String> rows = rows(one);
        assertThat(Files.readAllLines(one.file("alerts.jsonl")).size()).isEqualTo(18 * NIGHT);
        assertThat(rows.size()).isEqualTo(18 * NIGHT);
        assertThat(new HashSet<>(rows.values()).size())
                .as("each case is late once")
                .isEqualTo(18 * NIGHT);

        for (int parallelism : new int[] {2, 4}) {
            ReplayRun other = replay(file, "p" + parallelism, parallelism);
            assertThat(Files.mismatch(other.file("metrics.lp"), one.file("metrics.lp")))
                    .as("first byte that differs at parallelism %d", parallelism)
                    .isEqualTo(-1);
        }
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

    /** Identity of a row to the case that it tells of. */
    private static Map<String, String> rows(ReplayRun run) throws Exception {
        Map<String, String> rows = new TreeMap<>();
        try (var lines = Files.lines(run.file("metrics.lp"))) {
            lines.filter(line -> line.startsWith("alert_events,")).forEach(line -> {
                int fields = line.indexOf(" alert_id=");
                int title = line.indexOf("title=\"") + "title=\"".length();
                rows.put(
                        line.substring(0, fields) + line.substring(line.lastIndexOf(' ')),
                        line.substring(title, line.indexOf(' ', title)));
            });
        }
        return rows;
    }

    /** The tickets of each night before a working day, in order of time. */
    private static List<String> month() {
        Random random = new Random(SEED);
        List<String> events = new ArrayList<>();
        for (LocalDate day = LocalDate.of(2026, 3, 1); day.getMonthValue() == 3; day = day.plusDays(1)) {
            if (day.getDayOfWeek().compareTo(DayOfWeek.THURSDAY) > 0) {
                continue;
            }
            long evening = day.atTime(20, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
            List<Long> times = new ArrayList<>();
            for (int i = 0; i < NIGHT; i++) {
                times.add(evening + random.nextInt(12 * 3_600) * 1_000L);
            }
            times.sort(null);
            for (long time : times) {
                String id = "T" + events.size();
                events.add("{\"id\":\"" + id + "\",\"type\":\"ticket.created\",\"time\":" + time
                        + ",\"source\":\"desk\",\"case_id\":\"" + id + "\",\"queue\":\"q" + random.nextInt(3) + "\"}");
            }
        }
        long end = LocalDate.of(2026, 4, 2)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
        events.add("{\"id\":\"last\",\"type\":\"ticket.created\",\"time\":" + end
                + ",\"source\":\"desk\",\"case_id\":\"last\",\"queue\":\"q0\"}");
        return events;
    }
}
