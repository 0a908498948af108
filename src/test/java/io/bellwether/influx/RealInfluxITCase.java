package io.bellwether.influx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.metric.Point;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** InfluxDB 1.6, whose storage engine and InfluxQL are those of 1.8 and 2: what our lines become in it. */
@Timeout(120)
class RealInfluxITCase {

    private static final long TIME = 1_700_000_000_000L;

    @TempDir
    Path dir;

    private InfluxProcess influx;

    @BeforeEach
    void start() throws Exception {
        influx = InfluxProcess.start(dir);
        query("CREATE DATABASE live");
    }

    @AfterEach
    void stop() throws Exception {
        if (influx != null) {
            influx.close();
        }
    }

    @Test
    void aPointWrittenAgainIsOnePointWithItsLastValues() throws Exception {
        try (WriterHarness harness = harness()) {
            for (int round = 0; round < 3; round++) {
                for (int pane = 0; pane < 6; pane++) {
                    harness.writer.write(queuePoint("退款 a,b=c\\", pane, 10L * pane + round, pane / 3.0), null);
                }
                harness.writer.flush(true);
            }
            assertThat(harness.count(InfluxCounter.POINTS_WRITTEN)).isEqualTo(18);
            assertThat(harness.count(InfluxCounter.POINTS_REJECTED)).isZero();
        }
        JsonNode row =
                row("SELECT count(offered), sum(offered), max(service_level) FROM queue WHERE queue = '退款 a,b=c＼'");
        assertThat(row.get(1).asLong()).isEqualTo(6);
        assertThat(row.get(2).asLong()).isEqualTo(10 * 15 + 6 * 2);
        assertThat(row.get(3).asDouble()).isEqualTo(5 / 3.0);
        assertThat(row("SELECT offered FROM queue ORDER BY time DESC LIMIT 1")
                        .get(0)
                        .asLong())
                .isEqualTo(TIME + 50_000);
    }

    @Test
    void textsComeBackAsTheyWere() throws Exception {
        try (WriterHarness harness = harness()) {
            TreeMap<String, Object> fields = new TreeMap<>(Map.of("text", "排队 \"long\" \\ a=b, c", "value", -1e-9));
            harness.writer.write(new Point("alert_events", new TreeMap<>(Map.of("rule", "r")), fields, TIME), null);
            harness.writer.flush(true);
        }
        JsonNode row = row("SELECT text, value FROM alert_events");
        assertThat(row.get(1).asText()).isEqualTo("排队 \"long\" \\ a=b, c");
        assertThat(row.get(2).asDouble()).isEqualTo(-1e-9);
    }

    @Test
    void aTypeConflictCostsOnlyThePointThatHasIt() throws Exception {
        try (WriterHarness harness = harness()) {
            harness.writer.write(queuePoint("a", 0, 1L, 0.5), null);
            harness.writer.flush(true);
            TreeMap<String, Object> conflict = new TreeMap<>(Map.of("offered", 1.5));
            harness.writer.write(new Point("queue", new TreeMap<>(Map.of("queue", "bad")), conflict, TIME), null);
            for (int pane = 1; pane < 9; pane++) {
                harness.writer.write(queuePoint("a", pane, 1L, 0.5), null);
            }
            harness.writer.flush(true);
            assertThat(harness.count(InfluxCounter.POINTS_REJECTED)).isEqualTo(1);
        }
        assertThat(row("SELECT count(offered) FROM queue").get(1).asLong()).isEqualTo(9);
    }

    @Test
    void pointsWaitUntilTheDatabaseIsThere() throws Exception {
        query("DROP DATABASE live");
        try (WriterHarness harness = harness()) {
            harness.writer.write(queuePoint("a", 0, 1L, 0.5), null);
            harness.fireTimers();
            while (harness.count(InfluxCounter.REQUESTS_RETRIED) < 2) {
                harness.yield();
            }
            query("CREATE DATABASE live");
            harness.writer.flush(true);
        }
        assertThat(row("SELECT count(offered) FROM queue").get(1).asLong()).isEqualTo(1);
    }

    private static Point queuePoint(String queue, int pane, long offered, double level) {
        TreeMap<String, String> tags = new TreeMap<>(Map.of("rollup", "queue", "queue", queue));
        TreeMap<String, Object> fields = new TreeMap<>(Map.of("offered", offered, "service_level", level));
        return new Point("queue", tags, fields, TIME + pane * 10_000L);
    }

    private WriterHarness harness() {
        InfluxSettings settings = WriterHarness.settings(influx.url(), 100, 100, Duration.ofSeconds(30));
        return new WriterHarness(settings, new InfluxClient(settings, "live", RealInfluxITCase::toVersionOne));
    }

    /** 1.6 has the older write address only. */
    private static Response toVersionOne(Interceptor.Chain chain) throws IOException {
        HttpUrl url = chain.request().url();
        HttpUrl older = url.newBuilder()
                .encodedPath("/write")
                .query(null)
                .addQueryParameter("db", url.queryParameter("bucket"))
                .addQueryParameter("precision", url.queryParameter("precision"))
                .build();
        return chain.proceed(chain.request().newBuilder().url(older).build());
    }

    private JsonNode row(String influxQl) throws Exception {
        JsonNode row = query(influxQl).at("/results/0/series/0/values/0");
        assertThat(row.isMissingNode()).as("no row for %s", influxQl).isFalse();
        return row;
    }

    private JsonNode query(String influxQl) throws Exception {
        URI uri = URI.create(influx.url() + "/query?epoch=ms&db=live&q=" + URLEncoder.encode(influxQl, UTF_8));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        String body = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        JsonNode answer = new ObjectMapper().readTree(body);
        assertThat(answer.at("/results/0/error").isMissingNode()).as(body).isTrue();
        return answer;
    }
}
