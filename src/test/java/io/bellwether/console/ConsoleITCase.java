package io.bellwether.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.control.Command;
import io.bellwether.control.CommandJson;
import io.bellwether.control.Expiry;
import io.bellwether.control.Silence;
import io.bellwether.embedded.EmbeddedKafka;
import io.bellwether.ingest.TopicContents;
import io.bellwether.settings.Settings;
import io.bellwether.settings.SettingsParser;
import io.bellwether.sla.PolicyBook;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console before a real broker, with a store in memory, asked as its page asks. */
class ConsoleITCase {

    private static final String PASSWORD = "correct horse battery";
    private static final String CLOCK = """
            {"specversion":"1","source":"shop","case_id":"%s","clock":"first_reply","instance":1,"queue":"vip","tier":"gold","agent":"ann",\
            "policy":"chats","rule":"p.yaml:3","state":"%s","risk":1,"reason":"","start":1000,"since":1000,"consumed_ms":0,"target_ms":300000,"deadline":301000}""";
    private static final String ALERT = """
            {"specversion":"1","record":"transition","alert_id":"%s","uid":"queue-backlog","seq":1,"transition":"%s","reason":"crossed","severity":"page",\
            "starts_at":"2026-03-02T01:05:00Z","at":"2026-03-02T01:05:00Z","title":"Backlog","text":"<b>12</b> wait","labels":{"queue":"vip"},"shadow":false}""";

    @TempDir
    private static Path folder;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        kafka.createTopic("service.alerts", 1);
        kafka.createTopic("service.control", 1);
        for (String input : List.of("service.tickets", "service.chats", "service.agents")) {
            kafka.createTopic(input, 2);
        }
        kafka.createTopic("service.clocks", 1, Map.of("cleanup.policy", "compact"));
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    private static Settings settings(String console) throws Exception {
        return SettingsParser.parse(
                "b.yaml",
                "kafka: {bootstrap_servers: '" + kafka.bootstrapServers()
                        + "', topics: {clocks: service.clocks}}\nconsole: " + console,
                name -> null);
    }

    private static ConsoleServer start(String console) throws Exception {
        return ConsoleServer.start(
                new ConsoleParts(
                        settings(console),
                        RowsInMemory.ofNow(System.currentTimeMillis()),
                        300_000,
                        PolicyBook::defaults),
                Clock.systemUTC());
    }

    private static ConsoleServer withUsers() throws Exception {
        String hash = Passwords.hash(PASSWORD.toCharArray());
        return start(
                "{port: 0, users: [{name: ann, role: lead, hash: '" + hash + "'}, {name: ben, hash: '" + hash + "'}]}");
    }

    private static void write(String topic, String key, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }

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
                assertThat(topics.findValues("seen")).hasSize(3).allMatch(seen -> seen.asLong() > 0);
                assertThat(topics.findValuesAsText("missing")).containsOnly("false");
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
            while (ann.json("/api/alerts").path("firing").isEmpty()) {
                Thread.onSpinWait();
            }
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
                alert = ann.json("/api/alerts").path("firing").get(0);
            } while (alert.path("silenced").isMissingNode());
            assertThat(alert.path("acknowledged").path("by").asText()).isEqualTo("ann");
            assertThat(ann.json("/api/alerts/a-1").path("events")).hasSize(1);
            String id = alert.path("silenced").path("id").asText();
            assertThat(ann.post("/api/standing/" + id + "/expire", "{}").statusCode())
                    .isEqualTo(202);

            List<Command> commands = commands();
            assertThat(commands).extracting(Command::by).containsOnly("ann");
            assertThat(commands).extracting(Command::comment).startsWith("on it", "works");
            assertThat(commands.get(1)).isInstanceOf(Silence.class);
            assertThat(commands.get(2)).isInstanceOf(Expiry.class);
        }
    }

    @Test
    void letsNobodyActWhoMayNot() throws Exception {
        write("service.alerts", "a-2", ALERT.formatted("a-2", "firing"));
        try (ConsoleServer console = withUsers()) {
            Browser nobody = new Browser(console);
            assertThat(nobody.me().has("user")).isFalse();
            for (String path : List.of("/api/clocks", "/api/alerts", "/api/board", "/api/alerts/a-2", "/api/stream")) {
                assertThat(nobody.get(path).statusCode()).as(path).isEqualTo(401);
            }
            assertThat(nobody.post("/api/alerts/a-2/ack", "{}").statusCode()).isEqualTo(401);

            Browser ben = new Browser(console);
            ben.signIn("ben", PASSWORD);
            ben.me();
            assertThat(ben.get("/api/alerts").statusCode()).isEqualTo(200);
            assertThat(ben.post("/api/alerts/a-2/ack", "{}").statusCode()).isEqualTo(403);

            Browser ann = new Browser(console);
            ann.signIn("ann", PASSWORD);
            ann.me();
            assertThat(ann.form("/api/alerts/a-2/ack", "{}").statusCode()).isEqualTo(400);
            assertThat(ann.get("/api/alerts", "Sec-Fetch-Site", "cross-site").statusCode())
                    .isEqualTo(403);
            String csrf = ann.csrf;
            ann.csrf = ben.csrf;
            assertThat(ann.post("/api/alerts/a-2/ack", "{}").statusCode()).isEqualTo(403);
            ann.csrf = csrf;
            assertThat(ann.post("/api/logout", "{}").statusCode()).isEqualTo(200);
            assertThat(ann.get("/api/alerts").statusCode()).isEqualTo(401);
        }
    }

    /** Cookies belong to a host, whatever the port. */
    @Test
    void twoConsolesOfAHostSignNobodyOutOfTheOther() throws Exception {
        try (ConsoleServer one = start("{port: 0}");
                ConsoleServer two = start("{port: 0}")) {
            Browser atOne = new Browser(one);
            Browser atTwo = new Browser(two);
            atOne.me();
            atTwo.me();
            String both = atOne.cookie + "; " + atTwo.cookie;
            assertThat(both).contains("bellwether-" + URI.create(one.url()).getPort() + '=');
            atOne.cookie = both;
            atTwo.cookie = both;
            assertThat(atOne.get("/api/alerts").statusCode()).isEqualTo(200);
            assertThat(atTwo.get("/api/alerts").statusCode()).isEqualTo(200);
        }
    }

    /** A link in a chat or a ticket leads to the page, and to nothing else. */
    @Test
    void aLinkElsewhereLeadsToThePage() throws Exception {
        String[] link = {"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"};
        String[] frame = {"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"};
        try (ConsoleServer console = withUsers()) {
            Browser browser = new Browser(console);
            assertThat(browser.get("/", link).statusCode()).isEqualTo(200);
            assertThat(browser.get("/index.html", link).statusCode()).isEqualTo(200);
            for (String path : List.of("/api/me", "/api/alerts", "/app.js")) {
                assertThat(browser.get(path, link).statusCode()).as(path).isEqualTo(403);
            }
            assertThat(browser.get("/", frame).statusCode()).isEqualTo(403);
            assertThat(browser.get("/", "Sec-Fetch-Site", "cross-site").statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void whoGuessesPasswordsIsStopped() throws Exception {
        try (ConsoleServer console = withUsers()) {
            Browser browser = new Browser(console);
            for (int i = 0; i < 5; i++) {
                assertThat(browser.signIn("ann", "wrong " + i)).isEqualTo(401);
            }
            assertThat(browser.signIn("ann", PASSWORD)).isEqualTo(429);
            assertThat(browser.signIn("nobody", PASSWORD)).isEqualTo(401);
            assertThat(browser.signIn("n".repeat(65), PASSWORD)).isEqualTo(401);
            assertThat(browser.signIn("ben", PASSWORD)).isEqualTo(204);
        }
    }

    /** Whoever guesses from elsewhere keeps nobody out; what stands in front of the proxy's own hop counts for nothing. */
    @Test
    void whoGuessesKeepsNobodyElseOut() throws Exception {
        String hash = Passwords.hash(PASSWORD.toCharArray());
        try (ConsoleServer console =
                start("{port: 0, behind_proxy: true, users: [{name: ann, role: lead, hash: '" + hash + "'}]}")) {
            Browser browser = new Browser(console);
            for (int i = 0; i < 5; i++) {
                browser.forwardedFor = "10.0.0." + i + ", 192.0.2.66";
                assertThat(browser.signIn("ann", "wrong")).isEqualTo(401);
            }
            assertThat(browser.signIn("ann", PASSWORD)).isEqualTo(429);
            browser.forwardedFor = "192.0.2.66, 192.0.2.7";
            assertThat(browser.signIn("ann", PASSWORD)).isEqualTo(204);
        }
    }

    @Test
    void whatIsDoneAndWhatIsRefusedIsInTheLog() throws Exception {
        write("service.alerts", "a-3", ALERT.formatted("a-3", "firing"));
        try (AuditLines audit = new AuditLines();
                ConsoleServer console = withUsers()) {
            Browser ann = new Browser(console);
            ann.signIn("ann\\nuser=ben", "wrong");
            ann.signIn("ann", PASSWORD);
            ann.me();
            while (!ann.get("/api/alerts").body().contains("a-3")) {
                Thread.onSpinWait();
            }
            ann.post("/api/alerts/a-3/ack", "{\"comment\":\"a secret\"}");
            ann.post("/api/alerts/none/ack", "{}");
            ann.get("/api/alerts", "Sec-Fetch-Site", "cross-site");
            Browser ben = new Browser(console);
            ben.signIn("ben", PASSWORD);
            ben.post("/api/alerts/a-3/ack", "{}");
            ben.me();
            ben.post("/api/alerts/a-3/ack", "{}");
            ann.post("/api/logout", "{}");
            String from = "\" from=\"127.0.0.1\" action=";
            assertThat(audit.lines()).satisfiesExactly(
                    line -> assertThat(line)
                            .isEqualTo("user=\"ann_user=ben" + from + "login on=\"\" outcome=wrong"),
                    line -> assertThat(line).isEqualTo("user=\"ann" + from + "login on=\"\" outcome=in"),
                    line -> assertThat(line).startsWith("user=\"ann" + from + "ack on=\"a-3\" outcome=k-"),
                    line -> assertThat(line)
                            .isEqualTo("user=\"ann" + from + "/api/alerts/none/ack on=\"\" outcome=refused"),
                    line -> assertThat(line).isEqualTo("user=\"" + from + "/api/alerts on=\"\" outcome=foreign"),
                    line -> assertThat(line).isEqualTo("user=\"ben" + from + "login on=\"\" outcome=in"),
                    line -> assertThat(line)
                            .isEqualTo("user=\"ben" + from + "/api/alerts/a-3/ack on=\"\" outcome=not by the page"),
                    line -> assertThat(line)
                            .isEqualTo("user=\"ben" + from + "/api/alerts/a-3/ack on=\"\" outcome=forbidden"),
                    line -> assertThat(line).isEqualTo("user=\"ann" + from + "logout on=\"\" outcome=out"));
            assertThat(audit.lines()).noneMatch(line -> line.contains("secret") || line.contains(PASSWORD));
        }
    }

    @Test
    void thoseWhoSignInAtOnceWaitForEachOther() throws Exception {
        try (ConsoleServer console = withUsers()) {
            List<CompletableFuture<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                all.add(CompletableFuture.supplyAsync(() -> {
                    try {
                        return new Browser(console).signIn("ben", PASSWORD);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }));
            }
            assertThat(all.stream().map(CompletableFuture::join)).containsOnly(204);
        }
    }

    /** What scanners of web servers look for. */
    @Test
    void everyAnswerHasTheHeadersThatProtectIt() throws Exception {
        try (ConsoleServer console = start("{port: 0}")) {
            Browser browser = new Browser(console);
            for (String path : List.of("/", "/app.js", "/api/me", "/api/alerts", "/api/stream", "/none", "/api/none")) {
                HttpResponse<String> answer =
                        path.equals("/api/stream") ? new Browser(console).get(path) : browser.get(path);
                assertThat(answer.headers().firstValue("Content-Security-Policy"))
                        .as(path)
                        .hasValueSatisfying(policy -> assertThat(policy)
                                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                                .doesNotContain("unsafe", "*"));
                assertThat(answer.headers().map())
                        .as(path)
                        .containsKeys(
                                "x-content-type-options", "x-frame-options", "referrer-policy", "permissions-policy")
                        .doesNotContainKeys("server", "x-powered-by");
            }
            assertThat(browser.get("/api/me").headers().firstValue("Set-Cookie"))
                    .hasValueSatisfying(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/"));
            assertThat(browser.get("/").body()).doesNotContain("<style", "style=", "onclick", "javascript:");
            for (String path : List.of("/..%2fconsole.css", "/web/index.html", "/words", "//etc/passwd", "/app.js/")) {
                assertThat(browser.get(path).statusCode()).as(path).isIn(400, 404);
            }
        }
    }

    /** A page from elsewhere that has its name lead here cannot speak to a console that asks nobody who they are. */
    @Test
    void answersToNoNameButItsOwnWhereNobodySignsIn() throws Exception {
        try (ConsoleServer console = start("{port: 0}")) {
            URI url = URI.create(console.url());
            try (Socket socket = new Socket(url.getHost(), url.getPort())) {
                socket.getOutputStream()
                        .write("GET /api/me HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 403");
            }
        }
    }

    /** A proxy on this machine, of which nobody told the console, lets in nobody as a lead. */
    @Test
    void answersNoProxyWhereNobodySignsIn() throws Exception {
        try (ConsoleServer console = start("{port: 0}")) {
            Browser browser = new Browser(console);
            for (String header : List.of("X-Forwarded-For", "X-Forwarded-Proto", "Forwarded")) {
                assertThat(browser.get("/api/me", header, "for=192.0.2.1").statusCode())
                        .as(header)
                        .isEqualTo(403);
                assertThat(browser.get("/api/stream", header, "x").statusCode()).isEqualTo(401);
            }
            browser.me();
            assertThat(browser.get("/api/stream", "Forwarded", "for=192.0.2.1").statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void opensToOthersOnlyWithUsersAndTlsOrAProxy() {
        assertThatThrownBy(() -> start("{port: 0, host: 0.0.0.0}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs console.users");
        for (String host : List.of("0.0.0.0", "127.0.0.1")) {
            assertThatThrownBy(() -> start("{port: 0, host: " + host + ", behind_proxy: true}"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("console.behind_proxy: true needs console.users");
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
            assertThat(story.path("steps").findValuesAsText("type")).containsExactly("ticket.created", "ticket.updated");
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
            assertThat(browser.json("/api/case?source=desk&id=old").path("case_id").asText())
                    .isEqualTo("old");
        }
    }

    private static String event(String id, long time, String type, String caseId) {
        return "{\"id\":\"%s\",\"time\":\"%s\",\"type\":\"%s\",\"source\":\"desk\",\"case_id\":\"%s\",\"queue\":\"vip\"}"
                .formatted(id, Instant.ofEpochMilli(time), type, caseId);
    }

    @Test
    void speaksTlsByTheKeyOfAKeystore() throws Exception {
        Path keystore = folder.resolve("console.p12");
        List<String> keytool = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                keystore.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "of a test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1");
        assertThat(new ProcessBuilder(keytool).inheritIO().start().waitFor()).isZero();
        String console = "{port: 0, keystore: '" + keystore + "', keystore_password: '%s'}";
        assertThatThrownBy(() -> start(console.formatted("wrong")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be opened with console.keystore_password");
        try (ConsoleServer server = start(console.formatted("of a test"))) {
            KeyStore store = KeyStore.getInstance(keystore.toFile(), "of a test".toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("console", store.getCertificate("mykey"));
            Path certificates = folder.resolve("certificates.p12");
            try (OutputStream out = Files.newOutputStream(certificates)) {
                trusted.store(out, "of a test".toCharArray());
            }
            assertThatThrownBy(() ->
                            start("{port: 0, keystore: '" + certificates + "', keystore_password: 'of a test'}"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("holds no key");
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .sslContext(context)
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.url() + "/api/me"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(server.url()).startsWith("https://127.0.0.1:");
            assertThat(answer.headers().firstValue("Set-Cookie"))
                    .hasValueSatisfying(cookie -> assertThat(cookie)
                            .startsWith("__Host-bellwether-")
                            .endsWith("; Secure"));
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
        }
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
