package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.influx.InfluxProcess;
import io.bellwether.influx.LineProtocol;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Metric;
import io.bellwether.metric.PipelineMetrics;
import io.bellwether.metric.Point;
import io.bellwether.metric.QueueMetrics;
import io.bellwether.metric.SentimentMetrics;
import io.bellwether.metric.SlaMetrics;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The dashboards' queries against a real server, filled with every field of the schema in every rollup they use. */
class DashboardQueriesITCase {

    private static final long BUSY = 1_800_000_000_000L;
    private static final long SILENT = BUSY + 3_600_000;
    private static final int PANES = 6;
    private static final List<String> QUEUES = List.of("refunds", "vip");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path directory;

    private static InfluxProcess influx;

    @BeforeAll
    static void fill() throws Exception {
        influx = InfluxProcess.start(directory);
        post("/query", "q=CREATE DATABASE bellwether");
        StringBuilder lines = new StringBuilder();
        for (int pane = 0; pane < PANES; pane++) {
            for (Measurement measurement : Measurement.values()) {
                for (String rollup :
                        List.of("all", "queue", "queue,channel", "queue,priority", "queue,tier", "agent", "reason")) {
                    for (String queue : QUEUES) {
                        append(point(measurement, rollup, queue, BUSY + pane * 10_000L, pane), lines);
                    }
                }
            }
            append(silent(Measurement.SLA, pane), lines);
            append(silent(Measurement.QUEUE, pane), lines);
            append(silent(Measurement.SENTIMENT, pane), lines);
            append(silent(Measurement.SATISFACTION, pane), lines);
        }
        post("/write?db=bellwether&precision=ms", lines.toString());
    }

    @AfterAll
    static void stop() throws Exception {
        if (influx != null) {
            influx.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyQueryAnswers() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String name : List.of("operations", "quality", "team")) {
            JsonNode dashboard = Deployment.JSON.readTree(
                    Path.of("dashboards", name + ".json").toFile());
            for (DashboardQuery query : DashboardQuery.of(dashboard)) {
                tests.add(
                        DynamicTest.dynamicTest(name + ": " + query.where(), () -> assertThat(rows(query.text(), BUSY))
                                .as(query.text())
                                .isNotEmpty()));
            }
        }
        return tests.stream();
    }

    /** The first pane has none before it. */
    @Test
    void eventsPerSecondAreThoseOfAPaneWhateverItsLength() throws Exception {
        List<JsonNode> rows = rows(query("Events per second"), BUSY);
        assertThat(rows).hasSize(PANES - 1);
        for (int pane = 1; pane < PANES; pane++) {
            double events = value(PipelineMetrics.EVENTS, QUEUES.size() - 1, pane);
            assertThat(rows.get(pane - 1).get(1).asDouble()).as("pane %d", pane).isCloseTo(events / 10, within(1e-9));
        }
    }

    @Test
    void attainmentIsSumOverSum() throws Exception {
        double met = 0;
        double due = 0;
        for (int pane = 0; pane < PANES; pane++) {
            for (int queue = 0; queue < QUEUES.size(); queue++) {
                met += value(SlaMetrics.MET, queue, pane);
                due += value(SlaMetrics.MET, queue, pane) + value(SlaMetrics.BREACHED, queue, pane);
            }
        }
        assertThat(number("SLA in time ($clock)")).isCloseTo(met / due, within(1e-9));
    }

    @Test
    void waitingIsTheNewestOfEachQueue() throws Exception {
        double waiting = 0;
        for (int queue = 0; queue < QUEUES.size(); queue++) {
            waiting += value(QueueMetrics.WAITING, queue, PANES - 1);
        }
        assertThat(number("Waiting now")).isEqualTo(waiting);
    }

    @Test
    void sentimentCountsEachMessageOnce() throws Exception {
        double score = 0;
        double count = 0;
        for (int pane = 0; pane < PANES; pane++) {
            for (int queue = 0; queue < QUEUES.size(); queue++) {
                double messages = value(SentimentMetrics.COUNT, queue, pane);
                count += messages;
                score += messages * value(SentimentMetrics.MEAN, queue, pane);
            }
        }
        assertThat(number("Customer sentiment")).isCloseTo(score / count, within(1e-9));
    }

    /** InfluxQL says 0 for 0 / 0; a tile that shows 0 % where nothing happened lies. */
    @Test
    void ratiosHaveNoValueWhereNothingHappened() throws Exception {
        for (String title : List.of("SLA in time ($clock)", "Service level", "Customer sentiment")) {
            assertThat(rows(query(title), SILENT))
                    .as(title)
                    .allSatisfy(row -> assertThat(row.get(1).isNull()).isTrue());
        }
        for (String title : List.of(
                "Abandoned, share by queue",
                "Negative messages, share by queue",
                "Satisfied answers, share by queue")) {
            assertThat(rows(query(title), SILENT)).as(title).isEmpty();
        }
        assertThat(rows(query("Waiting now"), SILENT)).hasSize(1);
    }

    private static Point point(Measurement measurement, String rollup, String queue, long time, int pane) {
        TreeMap<String, String> tags = new TreeMap<>();
        measurement.tags().forEach(tag -> tags.put(tag, "none"));
        tags.replace("clock", "first_reply");
        tags.replace("side", "customer");
        boolean first = queue.equals(QUEUES.get(0));
        tags.replace("kind", measurement != Measurement.SATISFACTION_INTERVAL || first ? "CSAT" : "NPS");
        tags.replace("customers", first ? "served" : "others");
        tags.replace("transition", "firing");
        tags.replace("indicator", "cn.round_within_3m");
        if (measurement != Measurement.ALERT_EVENTS) {
            tags.put("rollup", rollup);
        }
        for (String dimension : rollup.split(",")) {
            tags.put(dimension, dimension.equals("queue") ? queue : "some");
        }
        tags.remove("all");
        TreeMap<String, Object> fields = new TreeMap<>();
        for (Metric metric : Metric.all()) {
            if (metric.measurement() == measurement) {
                double value = value(metric, QUEUES.indexOf(queue), pane);
                fields.put(
                        metric.field(), metric.unit() == Metric.Unit.NUMBER ? (Object) (long) value : (Object) value);
            }
        }
        if (measurement == Measurement.ALERT_EVENTS) {
            List.of("alert_id", "title", "text", "reason").forEach(name -> fields.put(name, name + " of " + queue));
            fields.putAll(new TreeMap<>(Map.of("value", 1.5, "threshold", 1.0, "starts_at", time, "end_ms", time)));
        }
        return new Point(measurement.wireName(), tags, fields, time);
    }

    /** A pane in which nothing happened: counts and levels are zero, ratios and means are absent. */
    private static Point silent(Measurement measurement, int pane) {
        Point busy = point(measurement, "queue", "vip", SILENT + pane * 10_000L, pane);
        TreeMap<String, Object> fields = new TreeMap<>(busy.fields());
        fields.values().removeIf(value -> value instanceof Double);
        fields.replaceAll((name, value) -> 0L);
        return new Point(busy.measurement(), busy.tags(), fields, busy.time());
    }

    /** Different for neighbouring metrics, queues and panes; a whole number or a number below one by the unit. */
    private static double value(Metric metric, int queue, int pane) {
        int whole = 1 + (Metric.all().indexOf(metric) * 7 + queue * 3 + pane) % 11;
        return metric.unit() == Metric.Unit.NUMBER ? whole : whole / 16.0;
    }

    private static void append(Point point, StringBuilder lines) {
        assertThat(LineProtocol.append(point, lines)).isTrue();
        lines.append('\n');
    }

    private static double number(String title) throws Exception {
        List<JsonNode> rows = rows(query(title), BUSY);
        assertThat(rows).as(title).hasSize(1);
        return rows.get(0).get(1).asDouble();
    }

    private static String query(String title) throws IOException {
        return DashboardQuery.of(dashboard()).stream()
                .filter(query -> query.where().equals(title))
                .findAny()
                .orElseThrow()
                .text();
    }

    /** Rows of all series, with variables and macros replaced as Grafana does. */
    private static List<JsonNode> rows(String query, long from) throws Exception {
        String filter = "time >= %dms and time <= %dms".formatted(from, from + PANES * 10_000L);
        String text = query.replace("$timeFilter", filter)
                .replace("$__interval", "10s")
                .replace("$clock", "first_reply")
                .replace("$kind", "CSAT")
                .replaceAll("\\$(queue|channel|priority|tier|reason)\\b", ".*");
        assertThat(text.replace("$/", "/")).doesNotContain("$");
        JsonNode answer = post("/query?db=bellwether", "q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
        assertThat(answer.get("results").get(0).has("error"))
                .as("%s: %s", text, answer)
                .isFalse();
        List<JsonNode> rows = new ArrayList<>();
        for (JsonNode series : answer.get("results").get(0).path("series")) {
            series.get("values").forEach(rows::add);
        }
        return rows;
    }

    private static JsonNode post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(influx.url() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 204);
        return Deployment.JSON.readTree(response.body());
    }

    private static JsonNode dashboard() throws IOException {
        return Deployment.JSON.readTree(Path.of("dashboards/operations.json").toFile());
    }
}
