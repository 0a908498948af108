package io.bellwether.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.Bellwether;
import io.bellwether.replay.ReplayRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The figures of a report are those of the store: a simulated half day is replayed, written into a real InfluxDB 1.x, and
 * reported from the files and from the store; each figure is held against plain InfluxQL, against the truth of the simulation,
 * which its queues keep themselves, and against a count of the events.
 */
class ReportFiguresITCase {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "report-2026-03";

    @TempDir
    private static Path folder;

    private static HourStore store;
    private static final List<JsonNode> EVENTS = new ArrayList<>();
    private static final List<JsonNode> TRUTH = new ArrayList<>();

    /** Cells of the rows of the period, by queue, clock and figure. */
    private static final Map<String, String[]> FIGURES = new TreeMap<>();

    @BeforeAll
    static void report() throws Exception {
        Path events = folder.resolve("events.jsonl");
        Path truth = folder.resolve("truth.jsonl");
        run(
                "simulate",
                "--scenario",
                "mixed",
                "--duration",
                "12h",
                "--rate",
                "0.1",
                "--out",
                events.toString(),
                "--truth",
                truth.toString());
        read(events, EVENTS);
        read(truth, TRUTH);
        Path settings = Files.writeString(folder.resolve("s.yaml"), "rollups: [[], [queue], [queue, tier]]\n");
        ReplayRun.of(
                folder.resolve("out"),
                events,
                "--config",
                settings.toString(),
                "--rules",
                "alert-rules",
                "--trends",
                "--no-panes");
        store = new HourStore(folder);
        store.write(
                "live",
                folder.resolve("out/metrics.lp"),
                line -> line.startsWith("queue_interval,") || line.startsWith("alert_events,"));
        store.write("trends", folder.resolve("out/trends.lp"), line -> true);
        Path config = Files.writeString(
                folder.resolve("c.yaml"),
                "influx: {url: \"" + store.url() + "\", org: o, bucket: live, trend_bucket: trends, token: \"\"}\n");
        run(
                "report",
                "--period",
                "2026-03",
                "--quiet",
                "--from",
                folder.resolve("out").toString(),
                "--out",
                folder.resolve("files").toString());
        run(
                "report",
                "--period",
                "2026-03",
                "--quiet",
                "--config",
                config.toString(),
                "--out",
                folder.resolve("store").toString());
        for (String line : Files.readAllLines(folder.resolve("store/" + NAME + "-figures.csv"))) {
            String[] cells = line.split(",", -1);
            if (cells[0].equals("2026-03")) {
                FIGURES.put(String.join(",", cells[1], cells[2], cells[3]), cells);
            }
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (store != null) {
            store.close();
        }
    }

    private static void run(String... line) {
        assertThat(Bellwether.run(line)).isZero();
    }

    private static void read(Path file, List<JsonNode> into) throws Exception {
        for (String line : Files.readAllLines(file)) {
            into.add(JSON.readTree(line));
        }
    }

    private static double reported(String queue, String clock, String figure) {
        return Double.parseDouble(FIGURES.get(queue + "," + clock + "," + figure)[5]);
    }

    private static List<String> queues() {
        return FIGURES.values().stream().map(cells -> cells[1]).distinct().toList();
    }

    @Test
    void theStoreAndTheFilesGiveTheSame() throws Exception {
        for (String csv : List.of("figures", "days", "attainment", "changes", "half-hours", "alerts")) {
            assertThat(folder.resolve("store/" + NAME + "-" + csv + ".csv"))
                    .hasSameTextualContentAs(folder.resolve("files/" + NAME + "-" + csv + ".csv"));
        }
        String ofStore = Files.readString(folder.resolve("store/" + NAME + ".html"));
        String ofFiles = Files.readString(folder.resolve("files/" + NAME + ".html"));
        assertThat(ofStore.replaceAll("From [^<]*", "")).isEqualTo(ofFiles.replaceAll("From [^<]*", ""));
    }

    /** What each figure is of, as InfluxQL says it. */
    private static Map<String, String> queries() {
        Map<String, String> queries = new HashMap<>();
        for (String count : List.of("offered", "answered", "abandoned")) {
            queries.put(count, "SELECT sum(" + count + ") FROM queue WHERE %s");
        }
        for (String count : List.of("created", "solved", "reopened")) {
            queries.put(count, "SELECT sum(" + count + ") FROM cases WHERE %s");
        }
        queries.put("service_level", share("answered_in_threshold,lost_met", "answered,lost_met,lost_unmet", "queue"));
        queries.put("abandon_rate", share("abandoned", "answered,abandoned", "queue"));
        queries.put("wait", mean("wait_mean_s", "answered", "queue"));
        queries.put("handle", mean("handle_mean_s", "handled", "queue"));
        queries.put("longest_wait", "SELECT max(wait_max_s) FROM queue WHERE %s");
        queries.put("open", "SELECT sum(open) / 12.0 FROM cases WHERE %s");
        queries.put("csat", share("satisfied", "rated", "satisfaction") + " AND kind = 'CSAT'");
        queries.put("rated", "SELECT sum(rated) FROM satisfaction WHERE %s AND kind = 'CSAT'");
        queries.put("negative", share("negative", "count", "sentiment") + " AND side = 'customer'");
        queries.put("resolution", share("resolved", "resolved,unresolved", "resolution"));
        queries.put("attainment", share("met", "met,breached", "sla"));
        return queries;
    }

    private static String share(String part, String whole, String measurement) {
        return "SELECT 1.0 * (" + sums(part) + ") / (" + sums(whole) + ") FROM " + measurement + " WHERE %s";
    }

    private static String sums(String fields) {
        return "sum(" + fields.replace(",", ") + sum(") + ")";
    }

    private static String mean(String mean, String count, String measurement) {
        return "SELECT sum(t) / sum(n) FROM (SELECT " + mean + " * " + count + " AS t, " + count + " AS n FROM "
                + measurement + " WHERE %s AND " + count + " > 0)";
    }

    @Test
    void eachFigureIsTheStoresOwnSum() throws Exception {
        Map<String, String> queries = queries();
        int held = 0;
        for (Map.Entry<String, String[]> row : FIGURES.entrySet()) {
            String[] cells = row.getValue();
            String query = queries.get(cells[3]);
            if (query == null || cells[5].isEmpty()) {
                assertThat(query == null ? cells[3] : "").isIn("", "open_at_end");
                continue;
            }
            String where = cells[1].isEmpty() ? "rollup = 'all'" : "rollup = 'queue' AND queue = '" + cells[1] + "'";
            where += cells[2].isEmpty() ? "" : " AND clock = '" + cells[2] + "'";
            double expected = store.number(query.formatted(where));
            assertThat(Double.parseDouble(cells[5]))
                    .as(row.getKey())
                    .isCloseTo(expected, within(1e-5 + 1e-9 * expected));
            held++;
        }
        assertThat(held).isGreaterThan(150);
    }

    /** Counted by the simulated queues themselves: all that entered has left, or waits at the end. */
    @Test
    void contactsAreThoseOfTheSimulation() {
        for (String queue : queues()) {
            Map<String, Double> sums = new HashMap<>();
            for (JsonNode interval : TRUTH) {
                if (interval.path("kind").asText().equals("interval")
                        && (queue.isEmpty() || interval.path("queue").asText().equals(queue))) {
                    for (String field : List.of("offered", "answered", "abandoned", "answered_in_threshold")) {
                        sums.merge(field, interval.path(field).asDouble(), Double::sum);
                    }
                    sums.merge(
                            "waited",
                            interval.path("wait_answered_s").asDouble()
                                    * interval.path("answered").asDouble(),
                            Double::sum);
                }
            }
            if (sums.getOrDefault("answered", 0.0) == 0) {
                continue;
            }
            for (String count : List.of("offered", "answered", "abandoned")) {
                assertThat(reported(queue, "", count))
                        .as(count + " of " + queue)
                        .isEqualTo(sums.get(count));
            }
            assertThat(FIGURES.get(queue + ",,service_level")[6])
                    .as("in time of %s", queue)
                    .isEqualTo(Long.toString(Math.round(sums.get("answered_in_threshold"))));
        }
    }

    @Test
    void eventsCountedOneByOneAreTheSame() throws Exception {
        for (String queue : queues()) {
            long csat = count(
                    queue,
                    event -> is(event, "survey.answered")
                            && event.path("kind").asText().equals("CSAT"));
            long satisfied = count(
                    queue,
                    event -> is(event, "survey.answered")
                            && event.path("kind").asText().equals("CSAT")
                            && event.path("score").asDouble() >= 4);
            if (csat > 0) {
                assertThat(reported(queue, "", "rated"))
                        .as("answers in " + queue)
                        .isEqualTo(csat);
                assertThat(reported(queue, "", "csat")).isCloseTo((double) satisfied / csat, within(1e-6));
            }
        }
        assertThat(reported("", "", "created"))
                .isEqualTo(count("", event -> is(event, "ticket.created") || is(event, "chat.started")));
        assertThat(reported("", "", "abandoned"))
                .isEqualTo(count("", event -> is(event, "chat.abandoned") && waits(event)));
    }

    /** A bot's customer who leaves waits in no queue. */
    private static boolean waits(JsonNode left) {
        return EVENTS.stream()
                .anyMatch(event ->
                        is(event, "chat.queued") && event.path("case_id").equals(left.path("case_id")));
    }

    private static boolean is(JsonNode event, String type) {
        return event.path("type").asText().equals(type);
    }

    private static long count(String queue, Predicate<JsonNode> wanted) {
        return EVENTS.stream()
                .filter(event -> queue.isEmpty() || event.path("queue").asText().equals(queue))
                .filter(wanted)
                .count();
    }

    @Test
    void alertsAreThoseThatFired() throws Exception {
        Map<String, Long> fired = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve("out/alerts.jsonl"))) {
            JsonNode change = JSON.readTree(line);
            if (change.path("transition").asText().equals("firing")) {
                fired.merge(change.path("uid").asText(), 1L, Long::sum);
            }
        }
        Map<String, Long> told = new TreeMap<>();
        Files.readAllLines(folder.resolve("store/" + NAME + "-alerts.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .forEach(cells -> told.put(cells[0], Long.parseLong(cells[2])));
        assertThat(told).isEqualTo(fired).hasSizeGreaterThan(2);
    }
}
