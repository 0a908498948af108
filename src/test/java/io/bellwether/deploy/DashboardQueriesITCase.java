package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.influx.InfluxProcess;
import io.bellwether.metric.PipelineMetrics;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The dashboards' queries against a real server, filled with every field of the schema in every rollup they use. */
class DashboardQueriesITCase {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Of which several or all can be chosen; what is chosen of queues first. */
    private static final Pattern CHOSEN = Pattern.compile("/\\^\\$(\\w+)\\$/");

    @TempDir
    private static Path directory;

    private static InfluxProcess influx;

    @BeforeAll
    static void fill() throws Exception {
        influx = InfluxProcess.start(directory);
        post("/query", "q=CREATE DATABASE bellwether");
        post("/query", "q=CREATE DATABASE trends");
        post("/write?db=bellwether&precision=ms", StoreSample.live());
        post("/write?db=trends&precision=ms", StoreSample.trends());
    }

    @AfterAll
    static void stop() throws Exception {
        if (influx != null) {
            influx.close();
        }
    }

    /** Each query of each dashboard, with one value chosen, several, and all. */
    @TestFactory
    Stream<DynamicTest> everyQueryAnswers() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, JsonNode> board : Boards.all().entrySet()) {
            for (DashboardQuery query : DashboardQuery.of(board.getValue())) {
                boolean trends = board.getKey().endsWith("trends.json")
                        && !query.where().startsWith("annotation");
                if (seen.add(trends + query.text())) {
                    tests.add(DynamicTest.dynamicTest(
                            board.getKey() + ": " + query.where(), () -> answers(query.text(), trends)));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(200);
        return tests.stream();
    }

    private static void answers(String query, boolean trends) throws Exception {
        List<List<String>> choices = new ArrayList<>();
        choices.add(List.of());
        if (CHOSEN.matcher(query).find()) {
            StoreSample.QUEUES.forEach(queue -> choices.add(List.of(queue)));
            choices.add(StoreSample.QUEUES.subList(1, 4));
        }
        for (List<String> queues : choices) {
            List<JsonNode> rows = trends ? trendRows(query, queues) : rows(query, StoreSample.BUSY, queues);
            assertThat(rows).as("%s with %s: %s", query, queues, rows).anyMatch(DashboardQueriesITCase::says);
        }
    }

    /** Whether there is more in a row than a time. */
    private static boolean says(JsonNode row) {
        for (int column = 1; column < row.size(); column++) {
            if (!row.get(column).isNull()) {
                return true;
            }
        }
        return false;
    }

    /** A ticket queue, in which nobody waits, is offered like any other. */
    @Test
    void queuesOfTicketsAreOffered() throws Exception {
        post(
                "/write?db=bellwether&precision=ms",
                "cases,rollup=queue,queue=tickets\\ alone open=1i " + StoreSample.SILENT + "\n");
        for (String board : List.of("operations.json", "sla.json", "quality.json", "wallboard.json")) {
            assertThat(rows(query(board, "variable queue"), StoreSample.SILENT))
                    .as(board)
                    .extracting(row -> row.get(1).asText())
                    .contains("tickets alone")
                    .containsAll(StoreSample.QUEUES);
        }
    }

    /** Whatever fires is told, however much has happened since. */
    @Test
    void noChangeOfAnAlertIsCutOff() throws IOException {
        for (Map.Entry<String, JsonNode> board : Boards.all().entrySet()) {
            for (DashboardQuery query : DashboardQuery.of(board.getValue())) {
                assertThat(query.text().contains("LIMIT")
                                && query.names().contains("alert_id")
                                && query.names().contains("starts_at"))
                        .as("%s: %s", board.getKey(), query.where())
                        .isFalse();
            }
        }
    }

    /** Of cases of whose messages nothing is known nobody can say whether one reply was enough. */
    @Test
    void ratesAreOfWhatIsKnown() throws Exception {
        StringBuilder lines = new StringBuilder();
        long from = StoreSample.SILENT + StoreSample.DAY;
        lines.append("cases,rollup=queue,queue=vip solved=2i,one_touch=1i,one_touch_rate=0.5 ")
                .append(from)
                .append('\n');
        lines.append("cases,rollup=queue,queue=mail solved=8i,one_touch=0i ")
                .append(from)
                .append('\n');
        post("/write?db=bellwether&precision=ms", lines.toString());
        List<JsonNode> rows = rows(query("quality.json", "Rates of the solved"), from);
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).get(1).asDouble()).isEqualTo(0.5);
    }

    /** The first pane has none before it. */
    @Test
    void eventsPerSecondAreThoseOfAPaneWhateverItsLength() throws Exception {
        List<JsonNode> rows = rows(query("pipeline.json", "Events per second"), StoreSample.BUSY);
        assertThat(rows).hasSize(StoreSample.PANES - 1);
        for (int pane = 1; pane < StoreSample.PANES; pane++) {
            double events = StoreSample.value(PipelineMetrics.EVENTS, StoreSample.QUEUES.size() - 1, pane);
            assertThat(rows.get(pane - 1).get(1).asDouble()).as("pane %d", pane).isCloseTo(events / 10, within(1e-9));
        }
    }

    @Test
    void attainmentIsSumOverSum() throws Exception {
        double met = 0;
        double due = 0;
        for (int pane = 0; pane < StoreSample.PANES; pane++) {
            for (int queue = 0; queue < StoreSample.QUEUES.size(); queue++) {
                met += StoreSample.value(SlaMetrics.MET, queue, pane);
                due += StoreSample.value(SlaMetrics.MET, queue, pane)
                        + StoreSample.value(SlaMetrics.BREACHED, queue, pane);
            }
        }
        assertThat(number("SLA in time ($clock)")).isCloseTo(met / due, within(1e-9));
    }

    @Test
    void waitingIsTheNewestOfEachQueue() throws Exception {
        double waiting = 0;
        for (int queue = 0; queue < StoreSample.QUEUES.size(); queue++) {
            waiting += StoreSample.value(QueueMetrics.WAITING, queue, StoreSample.PANES - 1);
        }
        assertThat(number("Waiting now")).isEqualTo(waiting);
    }

    @Test
    void sentimentCountsEachMessageOnce() throws Exception {
        double score = 0;
        double count = 0;
        for (int pane = 0; pane < StoreSample.PANES; pane++) {
            for (int queue = 0; queue < StoreSample.QUEUES.size(); queue++) {
                double messages = StoreSample.value(SentimentMetrics.COUNT, queue, pane);
                count += messages;
                score += messages * StoreSample.value(SentimentMetrics.MEAN, queue, pane);
            }
        }
        assertThat(number("Customer sentiment")).isCloseTo(score / count, within(1e-9));
    }

    /** InfluxQL says 0 for 0 / 0; a tile that shows 0 % where nothing happened lies. */
    @Test
    void ratiosHaveNoValueWhereNothingHappened() throws Exception {
        for (String title : List.of("SLA in time ($clock)", "Service level", "Customer sentiment")) {
            assertThat(rows(query(title), StoreSample.SILENT))
                    .as(title)
                    .allSatisfy(row -> assertThat(row.get(1).isNull()).isTrue());
        }
        for (String title : List.of(
                "Abandoned, share by queue",
                "Negative messages, share by queue",
                "Satisfied answers, share by queue")) {
            assertThat(rows(query(title), StoreSample.SILENT)).as(title).isEmpty();
        }
        assertThat(rows(query("Waiting now"), StoreSample.SILENT)).hasSize(1);
    }

    private static double number(String title) throws Exception {
        List<JsonNode> rows = rows(query(title), StoreSample.BUSY);
        assertThat(rows).as(title).hasSize(1);
        return rows.get(0).get(1).asDouble();
    }

    private static String query(String title) throws IOException {
        return query("operations.json", title);
    }

    private static String query(String board, String title) throws IOException {
        return DashboardQuery.of(Boards.of(Boards.ENGLISH).get(board)).stream()
                .filter(query -> query.where().equals(title))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static List<JsonNode> rows(String query, long from) throws Exception {
        return rows(query, from, List.of());
    }

    private static List<JsonNode> rows(String query, long from, List<String> queues) throws Exception {
        long to = from + StoreSample.PANES * StoreSample.PANE;
        return rows("bellwether", filled(query, from, to, "10s", queues));
    }

    private static List<JsonNode> trendRows(String query, List<String> queues) throws Exception {
        long from = StoreSample.BUSY - StoreSample.DAYS * StoreSample.DAY;
        return rows("trends", filled(query, from, StoreSample.BUSY, "1d", queues));
    }

    /** With variables and macros replaced as Grafana does: several names are a choice, special characters escaped. */
    private static String filled(String query, long from, long to, String step, List<String> queues) {
        String text = query.replace("$timeFilter", "time >= %dms and time <= %dms".formatted(from, to))
                .replace("$__interval", step)
                .replace("$clock", "first_reply")
                .replace("$kind", "CSAT")
                .replace("$goal", "0.9")
                .replace("/^$reason$/", "/^contradicts$/");
        text = text.replace("/^$queue$/", "/^" + chosen(queues) + "$/");
        List<String> other = queues.isEmpty()
                ? List.of()
                : queues.size() == 1 ? List.of(StoreSample.OTHER) : List.of(StoreSample.OTHER, "no such");
        text = CHOSEN.matcher(text).replaceAll(Matcher.quoteReplacement("/^" + chosen(other) + "$/"));
        assertThat(text.replace("$/", "/").replace("\\$", "")).doesNotContain("$");
        return text;
    }

    private static String chosen(List<String> values) {
        List<String> escaped = values.stream()
                .map(value -> value.replaceAll("[\\\\^$*+?.()|\\[\\]{}/]", "\\\\$0"))
                .toList();
        return switch (values.size()) {
            case 0 -> ".*";
            case 1 -> escaped.get(0);
            default -> "(" + String.join("|", escaped) + ")";
        };
    }

    /** Rows of all series. */
    private static List<JsonNode> rows(String database, String text) throws Exception {
        JsonNode answer = post("/query?db=" + database, "q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
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
}
