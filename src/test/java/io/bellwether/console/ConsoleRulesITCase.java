package io.bellwether.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.rule.RuleSet;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.settings.Settings;
import io.bellwether.sla.PolicyBook;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Rules are looked at, checked and tried by requests as the page sends them. */
class ConsoleRulesITCase extends ConsoleCase {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "cases.yaml";
    private static final String RULES = """
            rules:
              - uid: many-tickets
                title: Many
                owner: desk
                metric: cases.created
                by: [queue]
                window: {size: 1m}
                severity: page
                op: ">="
                value: 3
                annotations: {summary: "{{value}} came"}
            """;

    private static ConsoleServer start(boolean asks) throws Exception {
        String hash = asks ? Passwords.hash(PASSWORD.toCharArray()) : "";
        Settings settings = settings(
                asks
                        ? "{port: 0, users: [{name: ann, role: lead, hash: '" + hash + "'}, {name: ben, hash: '" + hash
                                + "'}]}"
                        : "{port: 0}");
        return ConsoleServer.start(
                new ConsoleParts(
                        settings,
                        null,
                        300_000,
                        PolicyBook::defaults,
                        () -> new ConsoleParts.Trial(settings, PolicyBook.defaults(), SentimentModel::bundled)),
                Clock.systemUTC());
    }

    private static String body(String text, long from, long to) {
        ObjectNode body = JSON.createObjectNode().put("file", FILE).put("text", text);
        return body.put("from", from).put("to", to).toString();
    }

    private static void events(long at) throws Exception {
        for (int i = 0; i < 5; i++) {
            write("service.tickets", "R-" + i, """
                    {"id":"r%d-%d","time":"%s","type":"ticket.created","source":"desk","case_id":"R-%d-%d","queue":"vip"}""".formatted(at, i, Instant.ofEpochMilli(at + i * 1_000), at, i));
        }
        write("service.tickets", "R-m", """
                {"id":"m%d","time":"%s","type":"ticket.message","source":"desk","case_id":"R-%d-0","queue":"vip","actor":"CUSTOMER","visibility":"PUBLIC","message_id":"m-1",\
                "text":"this is terrible, I am very angry","language":"en"}""".formatted(at, Instant.ofEpochMilli(at + 600_000), at));
    }

    private static JsonNode over(Browser browser) throws Exception {
        JsonNode present;
        do {
            present = browser.json("/api/rules/backtest");
        } while (present.path("running").asBoolean());
        return present;
    }

    @Test
    void whoMayLookMayCheckAndWhoMayActMayTry() throws Exception {
        try (AuditLines audit = new AuditLines();
                ConsoleServer console = start(true)) {
            long now = System.currentTimeMillis();
            String body = body(RULES, now - 60_000, now);
            Browser nobody = new Browser(console);
            for (String path : List.of(
                    "/api/rules",
                    "/api/rules/schema",
                    "/api/rules/file?name=" + FILE,
                    "/api/rules/backtest",
                    "/api/plan")) {
                assertThat(nobody.get(path).statusCode()).as(path).isEqualTo(401);
            }
            assertThat(nobody.post("/api/rules/check", body).statusCode()).isEqualTo(401);
            Browser ben = new Browser(console);
            ben.signIn("ben", PASSWORD);
            assertThat(ben.post("/api/rules/check", body).statusCode())
                    .as("without the page's token")
                    .isEqualTo(403);
            ben.me();
            assertThat(ben.json("/api/rules").path("rules").size()).isGreaterThan(20);
            assertThat(ben.json("/api/rules/file?name=" + FILE).path("text").asText())
                    .isEqualTo(Files.readString(Path.of("alert-rules", FILE)));
            assertThat(ben.get("/api/rules/file?name=alert-routing.yaml").statusCode())
                    .isEqualTo(404);
            assertThat(ben.post("/api/rules/check", body).statusCode()).isEqualTo(200);
            assertThat(ben.form("/api/rules/check", body).statusCode()).isEqualTo(400);
            for (String path : List.of("/api/rules/backtest", "/api/rules/backtest/end")) {
                assertThat(ben.post(path, body).statusCode()).as(path).isEqualTo(403);
            }
            Browser ann = new Browser(console);
            ann.signIn("ann", PASSWORD);
            assertThat(ann.post("/api/rules/backtest", body).statusCode()).isEqualTo(403);
            ann.me();
            assertThat(ann.post("/api/rules/backtest/end", "{}").statusCode()).isEqualTo(404);
            assertThat(ann.post("/api/rules/backtest", body(RULES, now, now - 1))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(ann.post("/api/rules/backtest", body(RULES, now - 169 * 3_600_000L, now))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(ann.post("/api/rules/backtest", body("rules: 7", now - 1_000, now))
                            .body())
                    .contains("cases.yaml:1");
            assertThat(ann.post("/api/rules/check", body("x".repeat(70_000), 0, 0))
                            .statusCode())
                    .isEqualTo(413);
            assertThat(audit.lines())
                    .anySatisfy(line -> assertThat(line).contains("\"ben\"", "action=check", "\"cases.yaml\""))
                    .anySatisfy(
                            line -> assertThat(line).contains("\"ben\"", "/api/rules/backtest", "outcome=forbidden"))
                    .noneMatch(line -> line.contains("many-tickets"));
        }
    }

    @Test
    void aCopyIsCheckedByLine() throws Exception {
        try (ConsoleServer console = start(false)) {
            Browser browser = new Browser(console);
            browser.me();
            HttpResponse<String> answer =
                    browser.post("/api/rules/check", body(RULES.replace("cases.created", "cases.createt"), 0, 0));
            JsonNode problem = JSON.readTree(answer.body()).path("problems").get(0);
            assertThat(problem.path("file").asText()).isEqualTo(FILE);
            assertThat(problem.path("line").asInt()).isEqualTo(5);
            assertThat(problem.path("message").asText()).contains("cases.created");
            assertThat(browser.post("/api/rules/check", "{\"file\":\"none.yaml\",\"text\":\"\"}")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    /** What fired then is told with its time, by a replay of what the topics hold. */
    @Test
    void aCopyIsTriedOnWhatKafkaHas() throws Exception {
        long at = System.currentTimeMillis() / 60_000 * 60_000 - 7_200_000;
        events(at);
        try (AuditLines audit = new AuditLines();
                ConsoleServer console = start(false)) {
            Browser browser = new Browser(console);
            browser.me();
            assertThat(browser.json("/api/rules/backtest").path("running").asBoolean())
                    .isFalse();
            String body = body(RULES, at - 60_000, System.currentTimeMillis());
            assertThat(browser.post("/api/rules/backtest", body).statusCode()).isEqualTo(202);
            assertThat(browser.post("/api/rules/backtest", body).statusCode())
                    .as("one at a time")
                    .isEqualTo(409);
            JsonNode present = over(browser);
            assertThat(present.path("error").asText()).isEmpty();
            JsonNode result = present.path("result");
            assertThat(result.path("events").asLong()).isGreaterThanOrEqualTo(6);
            assertThat(result.path("episodes_told").asInt()).isEqualTo(1);
            JsonNode episode = result.path("episodes").get(0);
            assertThat(episode.path("uid").asText()).isEqualTo("many-tickets");
            assertThat(episode.path("labels").path("queue").asText()).isEqualTo("vip");
            assertThat(Instant.parse(episode.path("started").asText()).toEpochMilli())
                    .isEqualTo(at + 60_000);
            assertThat(result.path("per_shift").path("pages").asDouble()).isPositive();
            assertThat(audit.lines()).anySatisfy(line -> assertThat(line).contains("action=backtest", "started"));

            browser.post("/api/rules/backtest", body(RULES, at - 600_000, at - 500_000));
            assertThat(over(browser).path("error").asText()).contains("no event in that time");
        }
    }

    /** A history for a replay holds what messages say of moods and none of their words. */
    @Test
    void theEventsOfATrialHaveNoTexts() throws Exception {
        long at = System.currentTimeMillis() - 14_400_000;
        events(at);
        Settings settings = settings("{port: 0}");
        Path file = folder.resolve("history.jsonl.gz");
        TopicHistory history = new TopicHistory(settings, SentimentModel::bundled);
        history.write(new EventTopics(settings.kafka()), at, at + 700_000, file, (phase, share, events) -> {});
        String lines;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(lines.lines()).hasSize(6);
        assertThat(history.events()).isEqualTo(6);
        assertThat(lines).contains("\"sentiment\":-").doesNotContain("terrible", "\"text\"");
    }

    @Test
    void aTrialEndsWhereSomebodyEndsIt() throws Exception {
        events(System.currentTimeMillis() - 3_600_000);
        Settings settings = settings("{port: 0}");
        RuleTrial trial = new RuleTrial(
                new ConsoleParts.Trial(settings, PolicyBook.defaults(), SentimentModel::bundled),
                new EventTopics(settings.kafka()));
        long now = System.currentTimeMillis();
        assertThatThrownBy(() -> trial.run(
                        RuleSet.parse("x.yaml", RULES), now - 7_200_000, now, 43_200_000, (phase, share, events) -> {
                            if (phase.equals("replaying")) {
                                throw new RuleTrial.Ended("of a test");
                            }
                        }))
                .isInstanceOf(RuleTrial.Ended.class);
        // and the next one runs
        assertThat(trial.run(
                        RuleSet.parse("x.yaml", RULES), now - 7_200_000, now, 43_200_000, (phase, share, events) -> {}))
                .contains("many-tickets");
    }
}
