package io.bellwether.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.rule.RuleLint;
import io.bellwether.settings.Settings;
import io.bellwether.yaml.YamlProblem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page is told of rules, by the files of a folder and what alerts say. */
class RuleDeskTest {

    private static final String RULES = """
            group: queues
            defaults: {owner: desk}
            rules:
              - uid: queue-backlog
                title: Backlog
                metric: queue.waiting
                by: [queue]
                window: {size: 1m, every: 30s}
                agg: max
                levels:
                  - {severity: page, op: ">", value: 20, recover: 15, for: 2m}
                  - {severity: warning, op: ">", value: 10}
                annotations: {summary: "{{value}} wait"}
              - uid: sla-breached
                title: Breached
                signal: sla.breached
                severity: warning
                enabled: false
                annotations: {summary: "too late"}
            """;

    private static final class Hand extends Clock {
        private long now = 1_772_442_000_000L;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }
    }

    @TempDir
    private Path folder;

    private final Hand clock = new Hand();
    private final AlertsView alerts = new AlertsView(clock);
    private RuleDesk desk;

    @BeforeEach
    void write() throws Exception {
        Files.writeString(folder.resolve("queues.yaml"), RULES);
        desk = new RuleDesk(folder, Settings.defaults().ruleContext(), alerts, clock);
    }

    private JsonNode all() throws Exception {
        return new ObjectMapper().readTree(desk.all());
    }

    @Test
    void aRuleIsToldByItsParts() throws Exception {
        JsonNode rule = all().path("rules").get(0);
        assertThat(rule.path("uid").asText()).isEqualTo("queue-backlog");
        assertThat(rule.path("file").asText() + ":" + rule.path("line").asInt()).isEqualTo("queues.yaml:4");
        assertThat(rule.path("severity").asText()).isEqualTo("page");
        assertThat(rule.path("kind").asText()).isEqualTo("thresholds");
        assertThat(rule.path("levels").get(0).toString())
                .isEqualTo("{\"severity\":\"page\",\"op\":\">\",\"value\":20.0,\"recover\":15.0,\"for_ms\":120000}");
        assertThat(rule.path("told").isNull()).as("nothing is known of it").isTrue();
        JsonNode signal = all().path("rules").get(1);
        assertThat(signal.path("signal").asText()).isEqualTo("sla.breached");
        assertThat(signal.path("enabled").asBoolean()).isFalse();
    }

    @Test
    void whatFiresIsWhatAlertsSay() throws Exception {
        tell("a-1", "vip", "firing", "01:05", 31);
        tell("a-2", "returns", "firing", "01:07", 22);
        tell("a-3", "sales", "resolved", "01:06", 3);
        JsonNode told = all().path("rules").get(0).path("told");
        assertThat(told.path("firing").asInt()).isEqualTo(2);
        assertThat(told.path("alerts").asInt()).isEqualTo(3);
        assertThat(told.path("value").asInt()).isEqualTo(22);
        assertThat(told.path("labels").path("queue").asText()).isEqualTo("returns");
    }

    private void tell(String id, String queue, String transition, String at, int value) {
        alerts.alert("""
                {"record":"transition","alert_id":"%s","uid":"queue-backlog","seq":1,"transition":"%s","reason":"crossed","severity":"page",\
                "starts_at":"2026-03-02T01:00:00Z","at":"2026-03-02T%s:00Z","title":"Backlog","value":%d,"threshold":20,"labels":{"queue":"%s"}}""".formatted(id, transition, at, value, queue).getBytes(StandardCharsets.UTF_8));
    }

    /** A job goes on with what held before where a file is wrong. */
    @Test
    void filesAreReadAgainWhereTheyChange() throws Exception {
        assertThat(all().path("rules")).hasSize(2);
        Files.writeString(folder.resolve("queues.yaml"), RULES.replace("queue-backlog", "backlog"));
        clock.now += 5_000;
        assertThat(all().path("rules").get(0).path("uid").asText()).isEqualTo("backlog");
        Files.writeString(folder.resolve("queues.yaml"), RULES.replace("queue.waiting", "queue.waitin"));
        clock.now += 5_000;
        JsonNode refused = all();
        assertThat(refused.path("problems").get(0).path("error").asBoolean()).isTrue();
        assertThat(refused.path("rules").get(0).path("uid").asText()).isEqualTo("backlog");
    }

    /** The same words at the same places as {@code rules check} of a folder in which the file says that. */
    @Test
    void aCopyIsCheckedAsTheFileWouldBe() throws Exception {
        Files.writeString(
                folder.resolve("more.yaml"),
                RULES.replace("queue-backlog", "more").replace("sla-br", "br"));
        for (String copy : List.of(
                RULES,
                RULES.replace("queue.waiting", "queue.waitin"),
                RULES.replace("queue-backlog", "more"),
                RULES.replace("owner: desk", "owner: ''"),
                "rules: [",
                "receivers: {}")) {
            JsonNode told = new ObjectMapper().readTree(desk.check("queues.yaml", copy));
            assertThat(Files.readString(folder.resolve("queues.yaml")))
                    .as("nothing is written")
                    .isEqualTo(RULES);
            Files.writeString(folder.resolve("queues.yaml"), copy);
            List<YamlProblem> checked =
                    RuleLint.check(folder, Settings.defaults().ruleContext());
            assertThat(told.findValuesAsText("message"))
                    .as(copy)
                    .isEqualTo(checked.stream().map(YamlProblem::message).toList());
            assertThat(told.findValuesAsText("line"))
                    .isEqualTo(checked.stream()
                            .map(problem -> Integer.toString(problem.line()))
                            .toList());
            Files.writeString(folder.resolve("queues.yaml"), RULES);
        }
    }

    /** The environment has secrets, and whoever may look may have any text checked. */
    @Test
    void aCopyGetsNoVariableThatNoFileNames() throws Exception {
        Files.writeString(folder.resolve("queues.yaml"), RULES.replace("owner: desk", "owner: '${TEAM}'"));
        RuleDesk secretive = new RuleDesk(
                folder,
                Settings.defaults().ruleContext().with(Map.of("TEAM", "desk", "TOKEN", "hunter2")),
                alerts,
                clock);
        for (String named : List.of("metric: ${TOKEN}", "metric: ${TEAM}", "metric: ${TOKEN:-x}")) {
            String copy = RULES.replace("metric: queue.waiting", named);
            String told = new String(secretive.check("queues.yaml", copy), StandardCharsets.UTF_8);
            assertThat(told).as(named).contains("\"error\":true").doesNotContain("hunter2");
            assertThatThrownBy(() -> secretive.rules("queues.yaml", copy))
                    .hasMessageNotContaining("hunter2")
                    .hasMessageContaining("queues.yaml");
        }
        assertThat(secretive
                        .rules("queues.yaml", RULES.replace("owner: desk", "owner: '${TEAM}'"))
                        .rules()
                        .get(0)
                        .about()
                        .owner())
                .isEqualTo("desk");
    }

    @Test
    void aCopyTellsNothingOfOtherFiles() throws Exception {
        for (String runbook : List.of("/etc/hostname", "/etc/none", "../../none", "none.md")) {
            String copy = RULES.replaceFirst("metric:", "runbook: " + runbook + "\n    metric:");
            JsonNode told = new ObjectMapper().readTree(desk.check("queues.yaml", copy));
            assertThat(told.findValuesAsText("message"))
                    .filteredOn(message -> message.contains("there is no"))
                    .as(runbook)
                    .hasSize(runbook.equals("none.md") ? 1 : 0);
        }
    }

    @Test
    void theRulesOfACopyAreItsOwnAlone() throws Exception {
        Files.writeString(
                folder.resolve("more.yaml"),
                RULES.replace("queue-backlog", "more").replace("sla-br", "br"));
        assertThat(desk.rules("queues.yaml", RULES.replace("value: 20", "value: 30"))
                        .seriesRules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.levels().get(0).value()).isEqualTo(30));
        assertThatThrownBy(() -> desk.rules("queues.yaml", "rules: 7"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("queues.yaml:1");
    }

    @Test
    void noFileButThoseOfRulesIsShown() throws Exception {
        Files.writeString(folder.resolve("alert-routing.yaml"), "receivers: []");
        Files.writeString(folder.resolve("secret.txt"), "x");
        assertThat(desk.text("queues.yaml")).isEqualTo(RULES);
        for (String name : List.of("alert-routing.yaml", "secret.txt", "../queues.yaml", "")) {
            assertThat(desk.text(name)).as(name).isNull();
        }
    }
}
