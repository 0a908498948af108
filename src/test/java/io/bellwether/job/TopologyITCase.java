package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.Bellwether;
import io.bellwether.replay.RealLogs;
import io.bellwether.replay.ReplayRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole topology on a mini cluster: against itself in another order, and against the truth of real logs. */
class TopologyITCase {

    private static final Pattern TIME = Pattern.compile("\"time\":\"([^\"]+)\"");
    private static final long HALF_HOUR = 1_800_000;
    private static final int DISORDER_MILLIS = 2_000;

    /** Another one for each queue but one. */
    private static final String FORMULAS =
            "{queues: {PS: {formula: F1}, NE: {formula: F2}, NW: {formula: F3}, IN: {formula: F4}, PE: {formula: F5}}}";

    @TempDir
    private Path folder;

    private ReplayRun replay(String name, Path events, String... options) {
        return ReplayRun.of(folder.resolve(name), events, options);
    }

    /** Settings that roll up in that way alone, and no rules. */
    private String[] rolledUp(String rollups) throws IOException {
        Path none = Files.createDirectories(folder.resolve("no-rules"));
        Path settings = folder.resolve("settings.yaml");
        Files.writeString(settings, "rollups: " + rollups + "\nparallelism: 2\n");
        return new String[] {"--config", settings.toString(), "--rules", none.toString()};
    }

    @Test
    void orderOfArrivalAndParallelismDoNotChangeAByte() throws IOException {
        Path day = folder.resolve("day.jsonl");
        assertThat(Bellwether.run(
                        "simulate",
                        "--scenario",
                        "surge",
                        "--seed",
                        "7",
                        "--duration",
                        "80m",
                        "--rate",
                        "0.5",
                        "--out",
                        day.toString()))
                .isZero();
        List<String> lines = Files.readAllLines(day);
        assertThat(lines.size()).isBetween(1_000, 50_000);
        ReplayRun first = replay("one", day, "--parallelism", "1");
        assertThat(Files.size(first.file("metrics.lp"))).isGreaterThan(100_000);
        assertThat(Files.size(first.file("alerts.jsonl"))).isPositive();
        for (int parallelism : new int[] {2, 4}) {
            // points of the pipeline carry the file's name
            Path shuffled = Files.createDirectories(folder.resolve("shuffled-" + parallelism))
                    .resolve("day.jsonl");
            Files.write(shuffled, shuffled(lines, new Random(parallelism)));
            ReplayRun again = replay("x" + parallelism, shuffled, "--parallelism", Integer.toString(parallelism));
            for (String file : List.of("metrics.lp", "alerts.jsonl")) {
                assertThat(Files.mismatch(first.file(file), again.file(file)))
                        .as("first byte of %s that differs at parallelism %s", file, parallelism)
                        .isEqualTo(-1);
            }
        }
    }

    @Test
    void whoHandsAChatOverIsFreeAndWhoTakesItIsNot() throws IOException {
        Path events = folder.resolve("events.jsonl");
        Files.write(
                events,
                List.of(
                        event("09:00:00", "agent.state", "\"agent_id\":\"ann\",\"state\":\"AVAILABLE\""),
                        event("09:00:00", "agent.state", "\"agent_id\":\"bob\",\"state\":\"AVAILABLE\""),
                        event("09:01:00", "chat.queued", "\"case_id\":\"c\",\"queue\":\"first\""),
                        event("09:02:00", "chat.assigned", "\"case_id\":\"c\",\"agent_id\":\"ann\""),
                        event("09:03:00", "chat.transferred", "\"case_id\":\"c\",\"queue\":\"second\""),
                        event("09:04:00", "chat.assigned", "\"case_id\":\"c\",\"agent_id\":\"bob\""),
                        event("09:05:00", "chat.ended", "\"case_id\":\"c\""),
                        event("09:06:00", "agent.state", "\"agent_id\":\"bob\",\"state\":\"AWAY\"")));
        Map<String, Long> onContact = new TreeMap<>();
        replay("handover", events, rolledUp("[[]]")).forEachPoint("agents,", point -> {
            String time = Instant.ofEpochMilli(point.time()).toString().substring(11, 19);
            onContact.put(point.tags().getOrDefault("agent", "all") + " " + time, point.whole("on_contact"));
        });
        assertThat(onContact)
                .containsEntry("ann 09:02:00", 1L)
                .containsEntry("ann 09:03:00", 0L)
                .containsEntry("all 09:03:00", 0L)
                .containsEntry("bob 09:04:00", 1L)
                .containsEntry("bob 09:05:00", 0L);
    }

    private static String event(String time, String type, String more) {
        return "{\"id\":\"%s %s %s\",\"type\":\"%s\",\"time\":\"2026-01-05T%sZ\",\"source\":\"test\",%s}"
                .formatted(time, type, more.hashCode(), type, time, more);
    }

    /** As a partition may bring them: each later by less than the disorder. */
    private static List<String> shuffled(List<String> lines, Random random) {
        record Line(String text, long arrival) {}
        return lines.stream()
                .map(line -> new Line(line, time(line) + random.nextInt(DISORDER_MILLIS)))
                .sorted(Comparator.comparingLong(Line::arrival))
                .map(Line::text)
                .toList();
    }

    private static long time(String line) {
        Matcher time = TIME.matcher(line);
        assertThat(time.find()).as(line).isTrue();
        return Instant.parse(time.group(1)).toEpochMilli();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1999-01", "1999-02"})
    void everyHalfHourOfACallCentreIsAsItsLogSays(String month) throws IOException {
        ReplayRun bank = replay(
                "bank", RealLogs.events("technion_bank_" + month), rolledUp("[[queue]]\nservice_level: " + FORMULAS));
        Map<String, List<Long>> got = new TreeMap<>();
        Map<String, List<Long>> levels = new TreeMap<>();
        Map<String, List<Long>> means = new TreeMap<>();
        bank.forEachPoint("queue_interval,", point -> {
            String window = point.time() + " " + point.tags().get("queue");
            List<Long> counts = Stream.of(
                            "offered",
                            "answered",
                            "abandoned",
                            "short_abandoned",
                            "answered_in_threshold",
                            "lost_met",
                            "lost_unmet")
                    .map(point::whole)
                    .toList();
            if (counts.stream().anyMatch(n -> n != 0)) {
                got.put(window, counts);
            }
            assertThat(point.fields())
                    .containsEntry(
                            "service_level_formula", '"' + formula(point.tags().get("queue")) + '"');
            levels.put(window, List.of(point.whole("waiting_at_end"), point.whole("max_waiting")));
            means.put(window, List.of(millis(point, "wait_mean_s"), millis(point, "handle_mean_s")));
        });
        assertThat(got).hasSizeGreaterThan(1_000).isEqualTo(halfHours(month));
        RealLogs.truth("technion_bank_" + month + "_30min.csv.gz").forEach(row -> {
            String window = Instant.parse(row.get("window_start")).toEpochMilli() + " " + row.get("queue");
            assertThat(levels.get(window))
                    .as(window)
                    .containsExactly(
                            Long.valueOf(row.get("waiting_at_window_end")),
                            Long.valueOf(row.get("max_waiting_in_window")));
            long answered = Long.parseLong(row.get("answered"));
            assertThat(means.get(window))
                    .as(window)
                    .containsExactly(
                            mean(row.get("sum_wait_answered_s"), answered), mean(row.get("sum_service_s"), answered));
        });
    }

    /** −1 where the point does not say. */
    private static long millis(ReplayRun.Point point, String field) {
        return Math.round(Double.parseDouble(point.fields().getOrDefault(field, "-0.001")) * 1000);
    }

    private static long mean(String sumSeconds, long count) {
        return count == 0 ? -1 : Math.round(1000 * Double.parseDouble(sumSeconds) / count);
    }

    private static String formula(String queue) {
        return switch (queue) {
            case "PS" -> "F1";
            case "NE" -> "F2";
            case "NW" -> "F3";
            case "IN" -> "F4";
            case "PE" -> "F5";
            default -> "F6";
        };
    }

    /** Whether who leaves after so many seconds counts as met (1), as unmet (−1), or not at all. */
    private static int judged(String queue, long wait) {
        return switch (formula(queue)) {
            case "F1" -> wait <= 20 ? 1 : -1;
            case "F2" -> 0;
            case "F3" -> -1;
            case "F4" -> wait <= 20 ? 0 : -1;
            case "F5" -> wait <= 5 ? 1 : -1;
            default -> wait <= 5 ? 0 : -1;
        };
    }

    private static Map<String, List<Long>> halfHours(String month) throws IOException {
        Map<String, long[]> windows = new TreeMap<>();
        for (Map<String, String> row : RealLogs.truth("technion_bank_" + month + "_calls.csv.gz")) {
            long time = Instant.parse(row.get("queued_at")).toEpochMilli();
            long[] counts =
                    windows.computeIfAbsent(time / HALF_HOUR * HALF_HOUR + " " + row.get("queue"), w -> new long[7]);
            long wait = Long.parseLong(row.get("wait_s"));
            boolean answered = row.get("outcome").equals("answered");
            counts[0]++;
            counts[1] += answered ? 1 : 0;
            counts[2] += answered ? 0 : 1;
            counts[3] += !answered && wait <= 5 ? 1 : 0;
            counts[4] += answered && wait <= 20 ? 1 : 0;
            int judged = answered ? 0 : judged(row.get("queue"), wait);
            counts[5] += judged > 0 ? 1 : 0;
            counts[6] += judged < 0 ? 1 : 0;
        }
        Map<String, List<Long>> lists = new TreeMap<>();
        windows.forEach(
                (window, n) -> lists.put(window, Arrays.stream(n).boxed().toList()));
        return lists;
    }

    @Test
    void metAndBreachedAreWhatTheCitySaysItself() throws IOException {
        Path events = RealLogs.events("boston311_animal_2013_2016");
        Map<String, Long> sums =
                replay("city", events, rolledUp("[[]]")).sums("sla", "clock", List.of("met", "breached", "retracted"));
        String end = lastTime(events);
        long met = 0;
        long breached = 0;
        for (Map<String, String> row : RealLogs.truth("boston311_animal_2013_2016_sla.csv.gz")) {
            String due = row.get("sla_target_at");
            String closed = row.get("closed_at");
            if (!due.isEmpty()) {
                met += !closed.isEmpty() && closed.compareTo(due) <= 0 ? 1 : 0;
                breached += (closed.isEmpty() ? end : closed).compareTo(due) > 0 ? 1 : 0;
            }
        }
        assertThat(met).isGreaterThan(10_000);
        assertThat(sums.get("resolution.met")).isEqualTo(met);
        assertThat(sums.get("resolution.breached")).isEqualTo(breached);
        assertThat(sums).doesNotContainKey("resolution.retracted");
    }

    private static String lastTime(Path events) throws IOException {
        String last = "";
        try (BufferedReader lines = RealLogs.gunzip(events)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
            }
        }
        return Instant.ofEpochMilli(time(last)).toString();
    }
}
