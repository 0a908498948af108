package io.bellwether.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.bellwether.control.Command;
import io.bellwether.control.CommandJson;
import io.bellwether.control.Expiry;
import io.bellwether.control.Silence;
import io.bellwether.ingest.TopicContents;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The console before a real broker, with a store in memory, asked as its page asks. */
class ConsoleITCase extends ConsoleCase {

    private static final String CLOCK = """
            {"specversion":"1","source":"shop","case_id":"%s","clock":"first_reply","instance":1,"queue":"vip","tier":"gold","agent":"ann",\
            "policy":"chats","rule":"p.yaml:3","state":"%s","risk":1,"reason":"","start":1000,"since":1000,"consumed_ms":0,"target_ms":300000,"deadline":301000}""";

    private static List<Command> commands() {
        Properties client = new Properties();
        client.put("bootstrap.servers", kafka.bootstrapServers());
        List<Command> commands = new ArrayList<>();
        TopicContents.read(client, "service.control", record -> {
            try {
                commands.add(CommandJson.read(record, System.currentTimeMillis()));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        return commands;
    }

    private static JsonNode firing(Browser browser, String id) throws Exception {
        for (JsonNode alert : browser.json("/api/alerts").path("firing")) {
            if (alert.path("alert_id").asText().equals(id)) {
                return alert;
            }
        }
        return MissingNode.getInstance();
    }

    @Test
    void showsClocksAsTheTopicSaysThemAndEachChange() throws Exception {
        write("service.clocks", "shop|c-1|first_reply|1", CLOCK.formatted("c-1", "running"));
        write("service.clocks", "shop|gone|first_reply|1", CLOCK.formatted("gone", "running"));
        write("service.clocks", "shop|gone|first_reply|1", null);
        try (ConsoleServer console = start("{port: 0}")) {
            Browser browser = new Browser(console);
            browser.me();
            JsonNode all;
            do {
                all = browser.json("/api/clocks");
            } while (all.path("rows").isEmpty() || all.path("version").asLong() == 0);
            assertThat(all.path("rows")).hasSize(1);
            JsonNode row = all.path("rows").get(0);
            assertThat(row.path(1).asText()).isEqualTo("c-1");
            assertThat(all.path("words").path(row.path(4).asInt()).asText()).isEqualTo("vip");
            assertThat(row.path(17).asLong()).isEqualTo(301_000);

            try (InputStream stream = browser.stream()) {
                JsonNode topics = Browser.awaitEvent(stream, "tick").path("topics");
                assertThat(topics.findValues("seen")).hasSize(5).allMatch(seen -> seen.asLong() > 0);
                assertThat(topics.findValuesAsText("missing")).containsOnly("false");
                // what was read between the first answer and the stream was told to nobody
                all = browser.json("/api/clocks");
                write("service.clocks", "shop|c-1|first_reply|1", CLOCK.formatted("c-1", "overdue"));
                JsonNode step = Browser.awaitEvent(stream, "clocks");
                assertThat(step.path("from").asLong())
                        .isEqualTo(all.path("version").asLong());
                assertThat(step.path("words").get(0).asText()).isEqualTo("overdue");
                assertThat(step.path("set").get(0).path(0)).isEqualTo(row.path(0));
                write("service.clocks", "shop|c-1|first_reply|1", null);
                assertThat(Browser.awaitEvent(stream, "clocks").path("end").get(0))
                        .isEqualTo(row.path(0));
            }
        }
    }

    @Test
    void showsFiguresOfTheStoreAndHowOldTheyAre() throws Exception {
        try (ConsoleServer console = start("{port: 0}")) {
            Browser browser = new Browser(console);
            assertThat(browser.me().path("formula").asText()).isEqualTo("F6");
            JsonNode board;
            do {
                board = browser.json("/api/board");
            } while (board.isNull());
            assertThat(board.path("newest").asLong()).isPositive();
            assertThat(board.path("queues").get(1).path("name").asText()).isEqualTo("vip");
            assertThat(board.path("queues").get(1).path("waiting").asInt()).isEqualTo(3);
        }
    }

    @Test
    void leadsTellTheJobAndTheirNameIsSaid() throws Exception {
        write("service.alerts", "a-1", ALERT.formatted("a-1", "firing"));
        try (ConsoleServer console = withUsers()) {
            Browser ann = new Browser(console);
            assertThat(ann.signIn("ann", PASSWORD)).isEqualTo(204);
            assertThat(ann.me().path("role").asText()).isEqualTo("lead");
            while (ann.get("/api/alerts/a-1").statusCode() != 200) {
                Thread.onSpinWait();
            }
            int before = commands().size();
            assertThat(ann.post("/api/alerts/a-1/ack", "{\"comment\":\"on it\"}")
                            .statusCode())
                    .isEqualTo(202);
            HttpResponse<String> silenced = ann.post(
                    "/api/silences", "{\"matchers\":{\"queue\":\"vip\"},\"for\":\"2h\",\"comment\":\"works\"}");
            assertThat(silenced.statusCode()).isEqualTo(202);
            assertThat(ann.post("/api/silences", "{\"matchers\":{\"queue\":\"(\"},\"for\":\"2h\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(ann.post("/api/silences", "{\"matchers\":{},\"for\":\"2h\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(ann.post("/api/alerts/other/ack", "{}").statusCode()).isEqualTo(404);
            JsonNode alert;
            do {
                alert = firing(ann, "a-1");
            } while (alert.path("silenced").isMissingNode());
            assertThat(alert.path("acknowledged").path("by").asText()).isEqualTo("ann");
            assertThat(ann.json("/api/alerts/a-1").path("events")).hasSize(1);
            String id = alert.path("silenced").path("id").asText();
            assertThat(ann.post("/api/standing/" + id + "/expire", "{}").statusCode())
                    .isEqualTo(202);

            List<Command> all = commands();
            List<Command> commands = all.subList(before, all.size());
            assertThat(commands).extracting(Command::by).containsOnly("ann");
            assertThat(commands).extracting(Command::comment).startsWith("on it", "works");
            assertThat(commands.get(1)).isInstanceOf(Silence.class);
            assertThat(commands.get(2)).isInstanceOf(Expiry.class);
        }
    }

    @Test
    void tellsTheStoryOfACaseOutOfTheTopics() throws Exception {
        long now = System.currentTimeMillis();
        String created = event("e1", now - 600_000, "ticket.created", "T-1");
        write("service.tickets", "T-1", created);
        write("service.tickets", "T-10", event("e2", now - 600_000, "ticket.created", "T-10"));
        write("service.tickets", "T-1", created);
        try (ConsoleServer console = start("{port: 0}")) {
            Browser browser = new Browser(console);
            assertThat(browser.get("/api/case?source=desk&id=T-1").statusCode()).isEqualTo(401);
            browser.me();
            JsonNode story = browser.json("/api/case?source=desk&id=T-1");
            assertThat(story.path("steps").findValuesAsText("why")).containsExactly("EVENT", "DUPLICATE");
            assertThat(story.path("verdicts").findValuesAsText("clock")).contains("first_reply", "resolution");
            assertThat(browser.get("/api/case?source=desk&id=T-2").statusCode()).isEqualTo(404);
            assertThat(browser.get("/api/case?source=desk&id=T-1&hours=900").statusCode())
                    .isEqualTo(400);
            assertThat(browser.get("/api/case?source=desk").statusCode()).isEqualTo(400);
        }
    }

    /** JSON may write it in more ways than one. */
    @Test
    void findsACaseWhateverItsIdIsWrittenLike() throws Exception {
        long now = System.currentTimeMillis();
        String id = "退\"款/7";
        write("service.tickets", "x", event("x1", now - 600_000, "ticket.created", "\\u9000\\\"\\u6b3e\\/7"));
        write("service.tickets", "x", event("x2", now - 500_000, "ticket.updated", "退\\\"款/7"));
        try (ConsoleServer console = start("{port: 0}")) {
            Browser browser = new Browser(console);
            browser.me();
            JsonNode story = browser.json("/api/case?source=desk&id=" + URLEncoder.encode(id, StandardCharsets.UTF_8));
            assertThat(story.path("steps").findValuesAsText("type"))
                    .containsExactly("ticket.created", "ticket.updated");
        }
        assertThat(CaseFinder.mayName("T-1").test("\"T-2\"".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @Test
    void looksForACaseAsFarBackAsItMay() throws Exception {
        long then = System.currentTimeMillis() - 72 * 3_600_000L;
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(
                            "service.tickets", null, then, "old", event("o1", then, "ticket.created", "old")))
                    .get();
        }
        try (ConsoleServer console = start("{port: 0}")) {
            Browser browser = new Browser(console);
            browser.me();
            assertThat(browser.json("/api/case?source=desk&id=old")
                            .path("case_id")
                            .asText())
                    .isEqualTo("old");
        }
    }

    private static String event(String id, long time, String type, String caseId) {
        return "{\"id\":\"%s\",\"time\":\"%s\",\"type\":\"%s\",\"source\":\"desk\",\"case_id\":\"%s\",\"queue\":\"vip\"}"
                .formatted(id, Instant.ofEpochMilli(time), type, caseId);
    }

    @Test
    void manyBrowsersGetTheSame() throws Exception {
        try (ConsoleServer console = start("{port: 0}")) {
            Browser browser = new Browser(console);
            browser.me();
            List<InputStream> streams = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                streams.add(browser.stream());
            }
            for (InputStream stream : streams) {
                Browser.awaitEvent(stream, "tick");
            }
            assertThat(console.listening()).isEqualTo(20);
            write("service.alerts", "a-many", ALERT.formatted("a-many", "firing"));
            List<JsonNode> told = new ArrayList<>();
            for (InputStream stream : streams) {
                JsonNode alerts;
                do {
                    alerts = Browser.awaitEvent(stream, "alerts");
                } while (!alerts.toString().contains("a-many"));
                told.add(alerts);
            }
            assertThat(told).containsOnly(told.get(0));
        }
    }
}
