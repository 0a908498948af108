package io.bellwether.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.event.AgentIds;
import io.bellwether.explain.ReportText;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SlaCommandTest {

    /** What is said of the line of the events that is none. */
    private static final String UNREAD = """
            1 record could not be read, so something may be missing here. The first:
              events.jsonl:7: NOT_JSON, record is not one JSON object: malformed at line 1, column 1
            """;

    @TempDir
    private Path base;

    private Path events;

    @BeforeEach
    void files() throws Exception {
        events = base.resolve("events.jsonl");
        Files.writeString(events, resource("explain-events.jsonl"));
        Files.writeString(Files.createDirectories(base.resolve("rules")).resolve("sla-policies.yaml"), """
                policies:
                  - name: vip
                    match: {tier: vip}
                    targets:
                      first_reply: 60m
                      next_reply: {priority: {urgent: 30m, "*": 4h}}
                      resolution: 24h
                """);
    }

    private static String resource(String name) throws Exception {
        try (InputStream in = SlaCommandTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String explain(String... more) {
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new SlaCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .setExecutionExceptionHandler((error, line, parsed) -> {
                    out.write(error.getMessage());
                    return 2;
                });
        String[] fixed = {
            "explain",
            "--events",
            events.toString(),
            "--rules",
            base.resolve("rules").toString()
        };
        String[] all = new String[fixed.length + more.length];
        System.arraycopy(fixed, 0, all, 0, fixed.length);
        System.arraycopy(more, 0, all, fixed.length, more.length);
        int code = command.execute(all);
        return code + "\n" + out.toString().replace(base + "/", "");
    }

    @Test
    void tellsTheWholeStory() throws Exception {
        String story = explain("--case", "T-1", "--as-arrived");

        // where paragraphs are wrapped hangs on the length of the directory's name
        assertThat(unwrapped(story.replaceAll("version [0-9a-f]{12}", "version V")))
                .isEqualTo("0\n" + unwrapped(resource("explain.txt") + UNREAD));
        assertThat(story.lines()).allMatch(line -> line.length() <= 120);
    }

    private static String unwrapped(String text) {
        return text.replaceAll("\n  (?=\\S)", " ");
    }

    @Test
    void timesAreShownInTheZoneAskedFor() {
        assertThat(explain("--case", "T-1", "--zone", "Asia/Shanghai"))
                .contains("2026-01-05 17:00:00  ticket.created", "BREACHED at 2026-01-05 19:30:00");
        assertThat(explain("--case", "T-1", "--zone", "Mars/Base"))
                .isEqualTo("2\n--zone: no time zone Mars/Base; use a name such as Europe/Berlin");
    }

    @Test
    void aDueTimeOfTheSourceIsTold() throws Exception {
        Files.writeString(events, """
                {"id":"1","type":"ticket.created","time":"2026-01-05T08:00:00Z","source":"desk","case_id":"T-1",\
                "actor":"CUSTOMER","due_at":"2026-01-05T09:00:00Z"}
                {"id":"2","type":"ticket.status_changed","time":"2026-01-05T10:00:00Z","source":"desk","case_id":"T-1",\
                "status":"SOLVED"}
                """);

        assertThat(unwrapped(explain("--case", "T-1")))
                .contains("The case itself said when it was due: 2026-01-05 09:00:00.")
                .doesNotContain(" of 0 s");
    }

    @Test
    void jsonSaysTheSame() throws Exception {
        String[] parts = explain("--case", "T-1", "--json", "--as-arrived").split("\n", 2);
        JsonNode story = new ObjectMapper().readTree(parts[1]);

        assertThat(parts[0]).isEqualTo("0");
        assertThat(story.at("/case_id").asText()).isEqualTo("T-1");
        assertThat(story.at("/steps/5/why").asText()).isEqualTo("LATE");
        assertThat(story.at("/steps/5/signals/0/kind").asText()).isEqualTo("sla.retracted");
        assertThat(story.at("/verdicts").findValuesAsText("verdict")).containsExactly("MET", "MET", "BREACHED");
        assertThat(story.at("/verdicts/2/rule").asText())
                .isEqualTo("rules/sla-policies.yaml:6 next_reply.priority.urgent");
    }

    @Test
    void everyMistakeOfAPolicyFileIsToldWithItsPlace() throws Exception {
        Path bad = base.resolve("bad.yaml");
        Files.writeString(bad, "policies:\n  - {name: a, targets: {first_reply: soon, reply: 1h}}\n");
        Path good = base.resolve("rules").resolve("sla-policies.yaml");
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new SlaCommand()).setOut(new PrintWriter(out));
        assertThat(command.execute("check", good.toString())).isZero();
        assertThat(out.toString()).contains("sla-policies.yaml (version ", ", 1 policies)");
        assertThat(command.execute("check", good.toString(), bad.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("bad.yaml:2:38: error: policies[0].targets.first_reply: must be a duration")
                .contains("bad.yaml:2:51: error: policies[0].targets.reply: is no clock");
    }

    @Test
    void aCheckTakesNoOptionThatItDoesNotUse() throws Exception {
        Path shop = Files.writeString(base.resolve("shop.yaml"), "policies: [{name: a, match: {shop: x}}]");
        Path config = Files.writeString(base.resolve("b.yaml"), "dimensions: [shop]");
        StringWriter out = new StringWriter();
        CommandLine command =
                new CommandLine(new SlaCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(out));

        assertThat(command.execute("check", shop.toString(), "--config", config.toString()))
                .isZero();
        assertThat(command.execute("check", shop.toString())).isEqualTo(1);
        assertThat(command.execute("check", shop.toString(), "--rules", base.toString()))
                .isEqualTo(2);
        assertThat(out.toString()).contains("'--rules'");
    }

    @Test
    void aCaseWithoutAPromiseIsSaidToHaveNone() {
        assertThat(explain("--case", "T-2"))
                .startsWith("0\n")
                .contains("Nothing was promised: no policy matches.")
                .endsWith("Verdict: nothing was promised in case T-2.\n" + UNREAD);
    }

    @Test
    void ofEqualIdsOfTwoSystemsOneHasToBeNamed() throws Exception {
        Files.writeString(events, """
                {"id":"1","type":"chat.started","time":"2026-01-05T09:00:00Z","source":"shop","case_id":"T-1"}
                {"id":"2","type":"survey.answered","time":"2026-01-05T09:10:00Z","source":"survey","case_id":"T-1",\
                "case_source":"shop","kind":"NPS","score":9}
                """, StandardOpenOption.APPEND);
        assertThat(explain("--case", "T-1"))
                .isEqualTo("2\ncase T-1 is a case of each of desk, shop: say which with --source");
        assertThat(explain("--case", "T-1", "--source", "survey"))
                .isEqualTo("2\nno event of case T-1 of survey; there are some of desk, shop: check --source");
        assertThat(explain("--case", "T-1", "--source", "shop"))
                .startsWith("0\nCase T-1 of shop.")
                .contains("chat.started", "survey.answered")
                .doesNotContain("ticket.");
        String story = explain("--case", "T-1", "--source", "desk", "--json").split("\n", 2)[1];
        assertThat(new ObjectMapper().readTree(story).at("/case_source").asText())
                .isEqualTo("desk");
    }

    @Test
    void anUnknownCaseAndAMissingFileAreExplained() throws Exception {
        assertThat(explain("--case", "T-9"))
                .isEqualTo("2\nno event of case T-9 among 9 events of events.jsonl: check --case and --events\n"
                        + UNREAD.strip());
        Files.delete(events);
        assertThat(explain("--case", "T-1"))
                .isEqualTo("2\nevents.jsonl: there is no such file or folder; check the path");
    }

    private static String event(String type, String time, String more) {
        return "{\"id\":\"%s%s\",\"type\":\"%s\",\"time\":\"%s\",\"source\":\"desk\",%s}\n"
                .formatted(time, type, type, time, more);
    }

    private void policies(String targets) throws Exception {
        Files.writeString(
                base.resolve("rules").resolve("sla-policies.yaml"),
                "policies: [{name: p, targets: {" + targets + "}}]\n");
    }

    @Test
    void whoseIdIsNotThereIsToldOfSuchThatAreAlike() {
        assertThat(explain("--case", "t1"))
                .contains("no event of case t1 among 9 events of events.jsonl: did you mean T-1?\n");
    }

    /** Ticket by ticket, as help desks export: the second one's events are of days before. */
    @Test
    void theOrderOfLinesDoesNotMatter() throws Exception {
        policies("first_reply: 1h, resolution: 8h");
        Files.writeString(
                events,
                event("ticket.created", "2026-03-05T09:00:00Z", "\"case_id\":\"later\",\"actor\":\"CUSTOMER\"")
                        + event(
                                "ticket.status_changed",
                                "2026-03-05T15:00:00Z",
                                "\"case_id\":\"later\",\"status\":\"SOLVED\"")
                        + event(
                                "ticket.status_changed",
                                "2026-03-02T15:00:00Z",
                                "\"case_id\":\"c\",\"status\":\"SOLVED\"")
                        + event("ticket.created", "2026-03-02T09:00:00Z", "\"case_id\":\"c\",\"actor\":\"CUSTOMER\"")
                        + event("ticket.message", "2026-03-02T09:30:00Z", "\"case_id\":\"c\",\"actor\":\"AGENT\""));
        assertThat(explain("--case", "c"))
                .contains("first_reply: kept, 30 min consumed of 1 h.", "resolution: kept, 6 h consumed of 8 h.")
                .doesNotContain("late:");
        assertThat(explain("--case", "c", "--as-arrived")).contains("late: ticket.message");
    }

    @Test
    void anInstanceThatEndsWhereTheNextBeginsIsToldAsItEnded() throws Exception {
        policies("first_reply: 1h, periodic_update: 1h, group_ownership: 30m");
        String ofCase = "\"case_id\":\"c\",";
        Files.writeString(
                events,
                event("ticket.created", "2026-03-02T09:00:00Z", ofCase + "\"actor\":\"CUSTOMER\",\"queue\":\"first\"")
                        + event("ticket.message", "2026-03-02T09:10:00Z", ofCase + "\"actor\":\"AGENT\"")
                        + event("ticket.message", "2026-03-02T09:40:00Z", ofCase + "\"actor\":\"AGENT\"")
                        + event("ticket.assigned", "2026-03-02T09:45:00Z", ofCase + "\"queue\":\"second\"")
                        + event("ticket.message", "2026-03-02T10:00:00Z", ofCase + "\"actor\":\"AGENT\"")
                        + event("ticket.status_changed", "2026-03-02T10:05:00Z", ofCase + "\"status\":\"SOLVED\""));
        assertThat(explain("--case", "c"))
                .contains(
                        "periodic_update: kept, 30 min consumed of 1 h.",
                        "periodic_update #2: kept, 20 min consumed of 1 h.",
                        "periodic_update #3: ended without a verdict, 5 min consumed of 1 h.",
                        "group_ownership: BREACHED at 2026-03-02 09:30:00, 45 min consumed of 30 min (fulfilled).",
                        "group_ownership #2: kept, 20 min consumed of 30 min.")
                .doesNotContain("still open");
    }

    @Test
    void millisecondsAreShownWhereTheyDecide() throws Exception {
        policies("first_reply: 1h");
        Files.writeString(
                events,
                event("ticket.created", "2026-03-02T23:30:00.250Z", "\"case_id\":\"c\",\"actor\":\"CUSTOMER\"")
                        + event("ticket.message", "2026-03-03T00:30:00.251Z", "\"case_id\":\"c\",\"actor\":\"AGENT\""));
        assertThat(explain("--case", "c"))
                .contains(
                        "2026-03-02 23:30:00.250  ticket.created",
                        "running    0 s              03-03 00:30:00.250  pending",
                        "fulfilled  1 h 0.001 s      00:30:00.250        breached",
                        "BREACHED at 2026-03-03 00:30:00.250, 1 h 0.001 s consumed of 1 h (fulfilled).");
    }

    @Test
    void chineseNamesKeepTheColumns() throws Exception {
        policies("first_reply: 1h");
        Files.writeString(
                events,
                event(
                        "ticket.created",
                        "2026-03-02T09:00:00Z",
                        "\"case_id\":\"c\",\"actor\":\"CUSTOMER\",\"queue\":\"售后服务退款组\""));
        assertThat(explain("--case", "c").lines())
                .filteredOn(line -> line.contains("ticket.created") || line.startsWith("time"))
                .extracting(line ->
                        ReportText.width(line.substring(0, line.indexOf(line.contains("ticket") ? "first" : "clock"))))
                .containsExactly(50, 50);
    }

    /** The chat is forgotten after its end; what comes then is another life of it, and is told. */
    @Test
    void whatComesAfterACaseWasForgottenIsTold() throws Exception {
        policies("queue_wait: 1m");
        String ofCase = "\"case_id\":\"c\",";
        Files.writeString(
                events,
                event("chat.queued", "2026-03-02T09:00:00Z", ofCase + "\"queue\":\"q\"")
                        + event("chat.assigned", "2026-03-02T09:00:30Z", ofCase + "\"agent_id\":\"ann\"")
                        + event("chat.ended", "2026-03-02T09:10:00Z", ofCase + "\"queue\":\"q\"")
                        + event("chat.queued", "2026-03-12T09:00:00Z", ofCase + "\"queue\":\"q\"")
                        + event("chat.assigned", "2026-03-12T09:02:00Z", ofCase + "\"agent_id\":\"ann\""));
        assertThat(explain("--case", "c"))
                .contains(
                        "forgotten; begins anew",
                        "The case was forgotten once",
                        "queue_wait: kept, 30 s consumed of 1 min.",
                        "queue_wait (life 2): BREACHED at 2026-03-12 09:01:00, 2 min consumed of 1 min (fulfilled).",
                        "broke 1 (queue_wait (life 2)), kept 1 (queue_wait).");
        assertThat(explain("--case", "c", "--json")).contains("\"why\" : \"FORGOTTEN\"", "\"life\" : 2");
    }

    /** Where ids are hidden, the story shows what the job knows, and policies find whom they name. */
    @Test
    void agentsAreShownAndFoundByTheIdsOfTheSettings() throws Exception {
        Files.writeString(base.resolve("rules").resolve("sla-policies.yaml"), """
                policies:
                  - name: trainee
                    match: {agent: [ann, lea]}
                    targets:
                      first_reply: {agent: {ann: 60m, "*": 2h}}
                """);
        Path config = Files.writeString(base.resolve("b.yaml"), """
                agent_ids: hashed
                agent_ids_secret: a-secret-for-tests
                """);
        String hash = new AgentIds(AgentIds.Kind.HASHED, "a-secret-for-tests").of("ann");
        assertThat(explain("--case", "T-1", "--config", config.toString()))
                .startsWith("0\n")
                .contains("first_reply.agent." + hash)
                .doesNotContain("ann ", "ann\n", "=ann", ".ann");
        Files.writeString(config, "agent_ids: off\n");
        assertThat(explain("--case", "T-1", "--config", config.toString()))
                .startsWith("2\n")
                .contains("agent_ids is off in the settings: nothing is told apart by agent; remove it");
    }
}
