package io.bellwether.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bellwether.gateway.GatewaySettings;
import io.bellwether.gateway.GatewaySource;
import io.bellwether.gateway.Intake;
import io.bellwether.gateway.PullPlan;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.gateway.mapping.SourceOptions;
import io.bellwether.gateway.sender.Secrets;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What WeCom's callbacks speak of is fetched, from a server that answers as WeCom does, with its error codes. */
class WeComPullITCase {

    private static final String OK = "\"errcode\":0,\"errmsg\":\"ok\"";
    private static final long EVERY = 600_000;

    private final JsonMapper json = new JsonMapper();
    /** What was asked, in order: {@code token}, or the body of sync_msg. */
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    /** What sync_msg answers; the last for ever. */
    private final Queue<String> answers = new ArrayDeque<>();

    private final MemorySnapshots snapshots = new MemorySnapshots();
    private volatile boolean away;

    private final KeptRecords kafka = new KeptRecords() {
        @Override
        public CompletableFuture<Void> write(List<ProducerRecord<byte[], byte[]>> records) {
            return away && !records.isEmpty()
                    ? CompletableFuture.failedFuture(new IllegalStateException("away"))
                    : super.write(records);
        }
    };

    private HttpServer wecom;
    private int tokens;

    @BeforeEach
    void start() throws IOException {
        wecom = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        wecom.createContext("/cgi-bin/gettoken", exchange -> {
            assertThat(exchange.getRequestURI().getQuery()).isEqualTo("corpid=ww1&corpsecret=s/e");
            asked.add("token");
            answer(exchange, "{" + OK + ",\"access_token\":\"at" + ++tokens + "\",\"expires_in\":7200}");
        });
        wecom.createContext("/cgi-bin/kf/sync_msg", exchange -> {
            JsonNode body = json.readTree(exchange.getRequestBody());
            asked.add(exchange.getRequestURI().getQuery().replace("access_token=", "") + " "
                    + body.get("open_kfid").asText() + " " + body.path("cursor").asText("-") + " "
                    + body.path("token").asText("-"));
            synchronized (answers) {
                answer(exchange, answers.size() > 1 ? answers.remove() : answers.element());
            }
        });
        wecom.start();
    }

    @AfterEach
    void stop() {
        wecom.stop(0);
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(text.isEmpty() ? 502 : 200, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static String page(String message, String next, boolean more) {
        String list = message.isEmpty()
                ? ""
                : "{\"msgid\":\"" + message
                        + "\",\"open_kfid\":\"wk1\",\"external_userid\":\"wm1\",\"send_time\":1772442000,"
                        + "\"origin\":3,\"msgtype\":\"text\",\"text\":{\"content\":\"x\"}}";
        return "{" + OK + ",\"next_cursor\":\"" + next + "\",\"has_more\":" + (more ? 1 : 0) + ",\"msg_list\":[" + list
                + "]}";
    }

    private static String error(int code) {
        return "{\"errcode\":" + code + ",\"errmsg\":\"no\"}";
    }

    private GatewayServer gateway(PullCursors cursors) throws Exception {
        PullPlan plan =
                new PullPlan("http://127.0.0.1:" + wecom.getAddress().getPort(), List.of("s/e"), List.of(), EVERY);
        GatewaySource source = new GatewaySource(
                "wecom",
                "",
                new Secrets(List.of(), "", "", "ww1"),
                List.of(),
                null,
                true,
                plan,
                SourceOptions.of("wecom"));
        GatewaySettings settings =
                new GatewaySettings("127.0.0.1", 0, "", "", "", 65_536, 10, 5_000, "s", 0, List.of(source));
        GatewayServer server = GatewayServer.start(
                settings,
                Map.of("wecom", Intake.of(source, snapshots)),
                kafka,
                new GatewayTopics("t", "c", "a", "r", "s"),
                snapshots,
                cursors,
                () -> true,
                600_000);
        server.startPulls();
        return server;
    }

    private static int callback(GatewayServer gateway, String token) throws Exception {
        String body = "{\"ToUserName\":\"ww1\",\"MsgType\":\"event\",\"Event\":\"kf_msg_or_event\",\"Token\":\"" + token
                + "\",\"OpenKfId\":\"wk1\"}";
        return new Sender(gateway.port()).deliver("wecom", body, "").statusCode();
    }

    private void asks(String... expected) throws InterruptedException {
        for (String one : expected) {
            assertThat(asked.poll(30, TimeUnit.SECONDS)).isEqualTo(one);
        }
    }

    private List<String> values(String topic) {
        synchronized (kafka.written) {
            return kafka.written.stream()
                    .filter(record -> record.topic().equals(topic))
                    .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .toList();
        }
    }

    private void awaitCursor(String cursor) throws InterruptedException {
        long begun = System.nanoTime();
        while (values("s").stream().noneMatch(value -> value.equals("{\"v\":1,\"cursor\":\"" + cursor + "\"}"))) {
            assertThat(System.nanoTime() - begun).isLessThan(30_000_000_000L);
            Thread.sleep(20);
        }
    }

    /** As often as WeCom says that there is more, be it that it gave nothing. */
    @Test
    void whatACallbackSpeaksOfIsFetchedToItsEndAndGoneOnWithAfterARestart() throws Exception {
        answers.addAll(List.of(page("m1", "c1", true), page("", "c2", true), page("m2", "c3", false)));
        try (GatewayServer gateway = gateway(new PullCursors(kafka, "s"))) {
            assertThat(callback(gateway, "ENC1")).isEqualTo(200);
            asks("token", "at1 wk1 - ENC1", "at1 wk1 c1 ENC1", "at1 wk1 c2 ENC1");
            awaitCursor("c3");
            assertThat(values("c")).hasSize(2).allMatch(event -> event.contains("\"type\":\"chat.message\""));
            assertThat(new Sender(gateway.port()).ask("GET", "/metrics").body())
                    .contains("bellwether_gateway_pulls_total{source=\"wecom\",outcome=\"ok\"} 3");
        }
        PullCursors cursors = new PullCursors(kafka, "s");
        StateReader reader = new StateReader(snapshots, cursors, kafka, "s", System.currentTimeMillis());
        List.copyOf(kafka.written).stream()
                .filter(record -> record.topic().equals("s"))
                .forEach(record -> reader.take(record.key(), record.value()));
        try (GatewayServer gateway = gateway(cursors)) {
            asks("token", "at2 wk1 c3 -");
            assertThat(gateway.port()).isPositive();
        }
    }

    @Test
    void whatFailsIsAskedAgain() throws Exception {
        answers.addAll(
                List.of(error(42001), error(45009), "", "[", error(95007), error(60020), page("m1", "c1", false)));
        try (GatewayServer gateway = gateway(new PullCursors(kafka, "s"))) {
            assertThat(callback(gateway, "ENC1")).isEqualTo(200);
            asks(
                    "token",
                    "at1 wk1 - ENC1",
                    "token",
                    "at2 wk1 - ENC1",
                    "at2 wk1 - ENC1",
                    "at2 wk1 - ENC1",
                    "at2 wk1 - ENC1");
            asks("at2 wk1 - -", "at2 wk1 - -");
            awaitCursor("c1");
            assertThat(values("c")).hasSize(1);
            assertThat(new Sender(gateway.port()).ask("GET", "/metrics").body())
                    .contains("outcome=\"errcode_42001\"", "outcome=\"errcode_45009\"", "outcome=\"http_502\"")
                    .contains("outcome=\"unreadable\"", "outcome=\"errcode_95007\"", "outcome=\"errcode_60020\"")
                    .doesNotContain("at2", "ENC1");
        }
    }

    @Test
    void whatKafkaDoesNotHaveIsFetchedOnceMoreWithTheSameIds() throws Exception {
        answers.add(page("m1", "c1", false));
        try (GatewayServer gateway = gateway(new PullCursors(kafka, "s"))) {
            away = true;
            assertThat(callback(gateway, "ENC1"))
                    .as("an account that could be forgotten")
                    .isEqualTo(503);
            away = false;
            assertThat(callback(gateway, "ENC1")).isEqualTo(200);
            asks("token", "at1 wk1 - ENC1");
            awaitCursor("c1");
            away = true;
            synchronized (answers) {
                answers.clear();
                answers.add(page("m2", "c2", false));
            }
            assertThat(callback(gateway, "ENC2")).isEqualTo(200);
            asks("at1 wk1 c1 ENC2", "at1 wk1 c1 ENC2");
            away = false;
            awaitCursor("c2");
            assertThat(values("c").stream().distinct()).hasSize(2);
        }
    }
}
