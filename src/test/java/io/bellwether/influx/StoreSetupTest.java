package io.bellwether.influx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bellwether.file.Finding;
import io.bellwether.file.Finding.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers as InfluxDB 2 and 3 say in their descriptions of their interfaces. */
class StoreSetupTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long DAY = 86_400_000;
    private static final String TOKEN = "geheim-1";

    private final List<String> changes = new ArrayList<>();
    private final ArrayNode buckets = JSON.createArrayNode();
    private final ArrayNode mappings = JSON.createArrayNode();
    private final List<String> tables = new ArrayList<>();
    private String version = "v2.7.12";
    private boolean readsOnly;
    private static final String HEAD = ",result,table,_value\r\n";
    private static final String MEASUREMENTS = HEAD + ",_result,0,alerts\r\n,_result,0,queue\r\n\r\n";
    private static final String COUNTS = HEAD + ",alerts,0,11\r\n\r\n" + HEAD + ",queue,0,4700\r\n\r\n";
    private static final String CARDINALITY = HEAD + ",_result,0,4711\r\n\r\n";
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String asked =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        exchange.getResponseHeaders().add("X-Influxdb-Version", version);
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        if (!exchange.getRequestHeaders().getFirst("Authorization").equals("Token " + TOKEN)) {
            say(exchange, 401, "{\"code\":\"unauthorized\",\"message\":\"unauthorized access\"}");
            return;
        }
        if (readsOnly && !asked.equals("GET /ping") && !asked.equals("POST /api/v2/write")) {
            say(exchange, 403, "{\"code\":\"forbidden\",\"message\":\"insufficient permissions\"}");
            return;
        }
        if (!asked.startsWith("GET") && !asked.endsWith("/write") && !asked.endsWith("/query")) {
            changes.add(asked + " " + body);
        }
        switch (asked) {
            case "GET /ping", "POST /api/v2/write" -> say(exchange, 204, "");
            case "GET /api/v2/orgs" -> say(exchange, 200, "{\"orgs\":[{\"id\":\"0a\",\"name\":\"ops\"}]}");
            case "GET /api/v2/buckets" -> bucket(exchange, query);
            case "POST /api/v2/buckets" -> {
                buckets.add(((ObjectNode) JSON.readTree(body)).put("id", "b" + buckets.size()));
                say(exchange, 201, "{}");
            }
            case "PATCH /api/v2/buckets/b0" -> {
                ((ObjectNode) buckets.get(0)).setAll((ObjectNode) JSON.readTree(body));
                say(exchange, 200, "{}");
            }
            case "GET /api/v2/dbrps" -> say(exchange, 200, mapped(query));
            case "POST /api/v2/dbrps" -> {
                mappings.add(JSON.readTree(body));
                say(exchange, 201, "{}");
            }
            case "POST /api/v2/query" -> say(exchange, 200, counted(body));
            case "GET /api/v3/configure/database" -> say(exchange, 200, buckets.toString());
            case "POST /api/v3/configure/database" -> {
                buckets.addObject()
                        .put("iox::database", JSON.readTree(body).get("db").asText());
                say(exchange, 200, "");
            }
            case "POST /api/v3/configure/table" -> {
                boolean fresh = !tables.contains(body);
                tables.add(body);
                say(exchange, fresh ? 200 : 409, "");
            }
            default -> say(exchange, 404, "{\"message\":\"no such address\"}");
        }
    }

    private static String counted(String query) {
        if (query.contains("schema.measurements(bucket:")) {
            return MEASUREMENTS;
        }
        return query.contains("r._measurement == \"queue\") |> yield(name: \"queue\")") ? COUNTS : CARDINALITY;
    }

    private void bucket(HttpExchange exchange, String query) throws IOException {
        for (JsonNode bucket : buckets) {
            if (query.endsWith("name=" + bucket.get("name").asText())) {
                say(exchange, 200, "{\"buckets\":[" + bucket + "]}");
                return;
            }
        }
        say(exchange, 404, "{\"code\":\"not found\",\"message\":\"bucket not found\"}");
    }

    private String mapped(String query) {
        ArrayNode found = JSON.createArrayNode();
        for (JsonNode mapping : mappings) {
            if (query.endsWith("bucketID=" + mapping.get("bucketID").asText())) {
                found.add(mapping);
            }
        }
        return "{\"content\":" + found + "}";
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private InfluxSettings settings(String token) {
        return InfluxSettings.of("http://127.0.0.1:" + server.getAddress().getPort(), "ops", "service", token)
                .withTrendBucket("trends");
    }

    private List<Finding> setUp(Retention retention) {
        return StoreSetup.run(settings(TOKEN), retention, Map.of("queue", List.of("rollup", "queue")), false);
    }

    private List<Finding> check(long most) {
        return StoreCheck.run(settings(TOKEN), most, Instant.now());
    }

    private static List<String> said(List<Finding> items, Status state) {
        return items.stream()
                .filter(item -> item.status() == state)
                .map(item -> item.what() + ": " + item.message())
                .toList();
    }

    @Test
    void bucketsAndMappingsAreMadeOnce() {
        List<Finding> first = setUp(Retention.UNSAID);
        assertThat(said(first, Status.ERROR)).isEmpty();
        assertThat(changes)
                .containsExactly(
                        "POST /api/v2/buckets {\"orgID\":\"0a\",\"name\":\"service\",\"retentionRules\":[{\"type\":\"expire\",\"everySeconds\":7776000}]}",
                        "POST /api/v2/dbrps {\"orgID\":\"0a\",\"bucketID\":\"b0\",\"database\":\"service\",\"retention_policy\":\"autogen\",\"default\":true}",
                        "POST /api/v2/buckets {\"orgID\":\"0a\",\"name\":\"trends\",\"retentionRules\":[{\"type\":\"expire\",\"everySeconds\":0}]}",
                        "POST /api/v2/dbrps {\"orgID\":\"0a\",\"bucketID\":\"b1\",\"database\":\"trends\",\"retention_policy\":\"autogen\",\"default\":true}");
        assertThat(setUp(Retention.UNSAID)).extracting(Finding::status).containsOnly(Status.OK);
        assertThat(changes).hasSize(4);
    }

    @Test
    void aRetentionThatIsGivenIsChangedAndNoOther() {
        setUp(Retention.UNSAID);
        changes.clear();
        assertThat(said(setUp(new Retention(30 * DAY, -1, -1)), Status.CHANGED))
                .containsExactly("influx.bucket: service kept points for 90 days, and now for 30 days");
        assertThat(changes)
                .containsExactly(
                        "PATCH /api/v2/buckets/b0 {\"retentionRules\":[{\"type\":\"expire\",\"everySeconds\":2592000}]}");
    }

    @Test
    void aDryRunChangesNothing() {
        List<Finding> items = StoreSetup.run(settings(TOKEN), Retention.UNSAID, Map.of(), true);
        assertThat(said(items, Status.CHANGED))
                .containsExactly(
                        "influx.bucket: service would be made, keeps points for 90 days",
                        "influx.trend_bucket: trends would be made, keeps points for ever");
        assertThat(changes).isEmpty();
    }

    @Test
    void aDryRunSaysWhatItWouldChange() {
        setUp(Retention.UNSAID);
        changes.clear();
        List<Finding> items = StoreSetup.run(settings(TOKEN), new Retention(30 * DAY, -1, -1), Map.of(), true);
        assertThat(said(items, Status.CHANGED))
                .containsExactly("influx.bucket: service keeps points for 90 days, and would for 30 days");
        assertThat(changes).isEmpty();
    }

    /** It is made with a retention, and neither tells it nor lets it be changed here. */
    @Test
    void ofVersionThreeARetentionThatIsGivenAgainIsNoFailure() {
        version = "3.1.0";
        setUp(new Retention(30 * DAY, -1, -1));
        List<Finding> again = setUp(new Retention(30 * DAY, -1, -1));
        assertThat(said(again, Status.ERROR)).isEmpty();
        assertThat(said(again, Status.WARNING)).singleElement().asString().contains("influxdb3 update database");
    }

    @Test
    void aTokenThatMayNotSaysSoAndIsNotTold() {
        readsOnly = true;
        assertThat(said(setUp(Retention.UNSAID), Status.ERROR))
                .singleElement()
                .asString()
                .contains("the token may not look up the organisation (status 403, insufficient permissions)");
        List<Finding> wrong = StoreSetup.run(settings("geheim-2"), Retention.UNSAID, Map.of(), false);
        assertThat(said(wrong, Status.ERROR)).hasSize(1);
        assertThat(wrong.toString()).doesNotContain("geheim");
    }

    @Test
    void aCheckSaysWhatIsThere() {
        setUp(Retention.UNSAID);
        assertThat(said(check(5_000), Status.OK))
                .contains(
                        "influx.url: InfluxDB v2.7.12 at " + settings(TOKEN).url(),
                        "clock: this machine's and the store's agree",
                        "influx.bucket: takes points for bucket service",
                        "influx.bucket: service keeps points for 90 days",
                        "influx.bucket: service has 4711 series",
                        "influx.bucket: series by measurement: queue 4700, alerts 11");
        assertThat(check(5_000))
                .filteredOn(item -> !item.counts().isEmpty())
                .extracting(Finding::counts)
                .containsOnly(Map.of("queue", 4700L, "alerts", 11L));
        assertThat(said(check(5_000), Status.WARNING)).isEmpty();
        assertThat(said(check(4_710), Status.WARNING))
                .first()
                .asString()
                .startsWith("influx.bucket: service has 4711 series, more than 4710");
    }

    @Test
    void trendsThatEndBeforePanesDoAndWhatGrafanaCannotAskAreWarnings() {
        setUp(new Retention(90 * DAY, -1, 30 * DAY));
        mappings.removeAll();
        assertThat(said(check(5_000), Status.WARNING))
                .anyMatch(message -> message.startsWith("influx.bucket: Grafana cannot ask service in InfluxQL"))
                .anyMatch(message -> message.startsWith("influx.trend_bucket: keeps points for less long"));
    }

    /** The job needs no more than to write. */
    @Test
    void aTokenThatMayOnlyWriteIsEnough() {
        setUp(Retention.UNSAID);
        readsOnly = true;
        List<Finding> found = check(5_000);
        assertThat(said(found, Status.ERROR)).isEmpty();
        assertThat(said(found, Status.WARNING))
                .hasSize(2)
                .allMatch(message -> message.contains("Writing needs none of it"));
    }

    @Test
    void ofVersionThreeTablesAreMadeWithAllTheirTags() {
        version = "3.1.0";
        List<Finding> first = setUp(new Retention(30 * DAY, -1, -1));
        assertThat(said(first, Status.ERROR)).isEmpty();
        assertThat(changes)
                .containsExactly(
                        "POST /api/v3/configure/database {\"db\":\"service\",\"retention_period\":\"2592000s\"}",
                        "POST /api/v3/configure/table {\"db\":\"service\",\"table\":\"queue\",\"tags\":[\"rollup\",\"queue\"],\"fields\":[]}",
                        "POST /api/v3/configure/database {\"db\":\"trends\"}",
                        "POST /api/v3/configure/table {\"db\":\"trends\",\"table\":\"queue\",\"tags\":[\"rollup\",\"queue\"],\"fields\":[]}");
        assertThat(setUp(Retention.UNSAID)).extracting(Finding::status).containsOnly(Status.OK);
    }

    @Test
    void whatIsNoInfluxDbIsLeftAlone() {
        version = "questdb";
        assertThat(said(setUp(Retention.UNSAID), Status.ERROR))
                .singleElement()
                .asString()
                .contains("is no InfluxDB 1, 2 or 3 (version questdb)");
        server.stop(0);
        assertThat(said(setUp(Retention.UNSAID), Status.ERROR))
                .singleElement()
                .asString()
                .contains("does not answer");
    }
}
