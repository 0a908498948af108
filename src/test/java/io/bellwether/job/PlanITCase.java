package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.Bellwether;
import io.bellwether.replay.ReplayRun;
import io.bellwether.staffing.Load;
import io.bellwether.staffing.QueueModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many agents queues need, on the whole topology, against a second count from the measurements that were there before. */
class PlanITCase {

    private static final long START = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final long HALF_HOUR = 30 * MINUTE;
    private static final long PANE = 10_000;
    private static final int INTERVALS = 6;
    private static final long CHANGED = 160 * MINUTE;

    @TempDir
    private static Path folder;

    private static ReplayRun run;
    /** By queue and time. */
    private static final Map<String, TreeMap<Long, ReplayRun.Point>> PLAN = new TreeMap<>();

    private static final Map<String, TreeMap<Long, ReplayRun.Point>> QUEUES = new TreeMap<>();

    @BeforeAll
    static void simulate() throws IOException {
        Path events = folder.resolve("events.jsonl");
        assertThat(Bellwether.run(
                        "simulate",
                        "--scenario",
                        "surge",
                        "--duration",
                        "3h",
                        "--rate",
                        "2",
                        "--out",
                        events.toString()))
                .isZero();
        sayShifts(events);
        List<String> plan = new ArrayList<>(List.of("interval_start,queue,arrivals,p10,p90,required,staffed"));
        for (int i = 0; i < INTERVALS; i++) {
            plan.add(Instant.ofEpochMilli(START + i * HALF_HOUR) + ",presale,20.5,14,26,4," + (i < 4 ? 9 : 1));
            plan.add(Instant.ofEpochMilli(START + i * HALF_HOUR) + ",orders,8,,,,");
        }
        Path file = Files.write(folder.resolve("plan.csv"), plan);
        Path settings = Files.writeString(
                folder.resolve("settings.yaml"),
                "rollups: [[queue]]\nplanning: {file: '%s', queues: {presale: {concurrency: 2}}}\n".formatted(file));
        run = ReplayRun.of(
                folder.resolve("out"),
                events,
                "--config",
                settings.toString(),
                "--rules",
                Files.createDirectories(folder.resolve("rules")).toString(),
                "--level-refresh",
                "10s");
        run.forEachPoint("plan,", point -> keep(PLAN, point));
        run.forEachPoint("queue,", point -> keep(QUEUES, point));
    }

    /** Of orders the second and the last interval, and the last one anew while it is under way. */
    private static void sayShifts(Path events) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(events));
        lines.addAll(0, List.of(shift(START, 1, 7), shift(START, 5, 12)));
        String changed = shift(START + CHANGED, 5, 11);
        int at = 0;
        String minute =
                "\"time\":\"" + Instant.ofEpochMilli(START + CHANGED).toString().substring(0, 16);
        while (!lines.get(at).contains(minute)) {
            at++;
        }
        lines.add(at, changed);
        Files.write(events, lines);
    }

    private static String shift(long said, int interval, int agents) {
        return "{\"id\":\"s-%d-%d\",\"type\":\"plan.staffed\",\"time\":%d,\"source\":\"wfm\",\"queue\":\"orders\",\"interval_start\":%d,\"agents\":%d}"
                .formatted(said, interval, said, START + interval * HALF_HOUR, agents);
    }

    /** Whom the plan has of an interval that a minute ends in or with; NaN where it has nobody. */
    private static double planned(String queue, long end) {
        long interval = (end - 1 - START) / HALF_HOUR;
        if (interval >= INTERVALS) {
            return Double.NaN;
        }
        return switch (queue) {
            case "presale" -> interval < 4 ? 9 : 1;
            case "orders" -> interval == 1 ? 7 : interval == 5 ? end < START + CHANGED ? 12 : 11 : Double.NaN;
            default -> Double.NaN;
        };
    }

    private static void keep(Map<String, TreeMap<Long, ReplayRun.Point>> all, ReplayRun.Point point) {
        all.computeIfAbsent(point.tags().get("queue"), queue -> new TreeMap<>()).put(point.time(), point);
    }

    private static double number(ReplayRun.Point point, String field) {
        String value = point.fields().get(field);
        return value == null ? Double.NaN : Double.parseDouble(value.replace("i", ""));
    }

    @Test
    void eachMinuteSaysWhatCameInTheHalfHourBefore() {
        int looks = 0;
        for (Map.Entry<String, TreeMap<Long, ReplayRun.Point>> queue : PLAN.entrySet()) {
            for (ReplayRun.Point point : queue.getValue().values()) {
                long end = point.time() + PANE;
                assertThat(end % MINUTE).isZero();
                double came = QUEUES.get(queue.getKey()).subMap(end - HALF_HOUR, true, end, false).values().stream()
                        .mapToDouble(pane -> number(pane, "offered"))
                        .sum();
                assertThat(number(point, "contacts_30m"))
                        .as("%s at %s", queue.getKey(), Instant.ofEpochMilli(end))
                        .isEqualTo(came);
                looks++;
            }
        }
        assertThat(looks).isGreaterThan(500);
    }

    /** The fewest that do: one fewer does not. */
    @Test
    void requiredIsTheFewestThatReachTheGoal() {
        int most = 0;
        for (Map.Entry<String, TreeMap<Long, ReplayRun.Point>> queue : PLAN.entrySet()) {
            int places = queue.getKey().equals("presale") ? 2 : 1;
            for (ReplayRun.Point point : queue.getValue().values()) {
                double came = number(point, "contacts_30m");
                int agents = (int) number(point, "required");
                most = Math.max(most, agents);
                if (came == 0) {
                    assertThat(agents).isZero();
                    continue;
                }
                Load load = Load.of(came, HALF_HOUR / 1_000.0, number(point, "handle_time_s"));
                double patience = number(point, "patience_s");
                patience = Double.isNaN(patience) ? Double.POSITIVE_INFINITY : patience;
                assertThat(isEnough(QueueModel.of(load, patience, agents * places)))
                        .isTrue();
                if (agents > 1) {
                    assertThat(isEnough(QueueModel.of(load, patience, (agents - 1) * places)))
                            .as("%s: %d of %s", queue.getKey(), agents, point)
                            .isFalse();
                }
            }
        }
        assertThat(most).isGreaterThan(5);
    }

    private static boolean isEnough(QueueModel model) {
        return model.occupancy() <= 0.85 && model.answeredWithin(20) >= 0.8;
    }

    /** Whom the plan has is told; who is missing is told of those who are there. */
    @Test
    void whoIsMissingIsRequiredLessWhoIsThere() {
        for (Map.Entry<String, TreeMap<Long, ReplayRun.Point>> queue : PLAN.entrySet()) {
            for (ReplayRun.Point point : queue.getValue().values()) {
                long end = point.time() + PANE;
                ReplayRun.Point pane =
                        QUEUES.get(queue.getKey()).floorEntry(point.time()).getValue();
                double there = number(pane, "staffed");
                double planned = planned(queue.getKey(), end);
                assertThat(number(point, "staffed"))
                        .as("%s at %s", queue.getKey(), Instant.ofEpochMilli(end))
                        .isEqualTo(Double.isNaN(planned) ? there : planned);
                assertThat(number(point, "short")).isEqualTo(number(point, "required") - there);
            }
        }
    }

    /** The last two intervals have too few; it is seen from the beginning. */
    @Test
    void theHoursAheadAreLookedAt() {
        ReplayRun.Point first = PLAN.get("presale").firstEntry().getValue();
        assertThat(number(first, "short_ahead")).isPositive();
        assertThat(number(first, "short_in_s")).isEqualTo((START + 4 * HALF_HOUR - (first.time() + PANE)) / 1_000.0);
        assertThat(PLAN.get("orders").values())
                .as("its shift has enough")
                .allSatisfy(point -> assertThat(point.fields()).doesNotContainKey("short_in_s"));
    }

    /** What came of the plan is what the intervals say. */
    @Test
    void intervalsSayWhatCameOfThePlan() throws IOException {
        Map<String, Long> offered = new TreeMap<>();
        run.forEachPoint(
                "queue_interval,",
                point -> offered.put(point.tags().get("queue") + " " + point.time(), point.whole("offered")));
        TreeMap<String, ReplayRun.Point> planned = new TreeMap<>();
        run.forEachPoint("plan_interval,", point -> planned.put(point.tags().get("queue") + " " + point.time(), point));
        assertThat(planned).hasSize(2 * INTERVALS);
        int over = 0;
        for (Map.Entry<String, ReplayRun.Point> one : planned.entrySet()) {
            ReplayRun.Point point = one.getValue();
            boolean presale = one.getKey().startsWith("presale");
            assertThat(number(point, "arrivals")).isEqualTo(presale ? 20.5 : 8);
            assertThat(point.fields().get("arrivals_low")).isEqualTo(presale ? "14" : null);
            assertThat(point.fields().get("required")).isEqualTo(presale ? "4i" : null);
            double staffed = planned(point.tags().get("queue"), point.time() + HALF_HOUR);
            assertThat(number(point, "staffed")).isEqualTo(Double.valueOf(staffed));
            if (point.fields().containsKey("offered")) {
                over++;
                double came = offered.get(one.getKey());
                assertThat(number(point, "offered")).isEqualTo(came);
                assertThat(number(point, "error")).isEqualTo(came - number(point, "arrivals"));
                assertThat(number(point, "error_abs")).isEqualTo(Math.abs(came - number(point, "arrivals")));
            }
        }
        assertThat(over).isGreaterThanOrEqualTo(2 * (INTERVALS - 1));
    }
}
