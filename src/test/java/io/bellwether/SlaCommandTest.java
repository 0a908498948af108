package io.bellwether;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
        String story = explain("--case", "T-1");

        // where paragraphs are wrapped hangs on the length of the directory's name
        assertThat(unwrapped(story.replaceAll("version [0-9a-f]{12}", "version V")))
                .isEqualTo("0\n" + unwrapped(resource("explain.txt")));
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
    void jsonSaysTheSame() throws Exception {
        String[] parts = explain("--case", "T-1", "--json").split("\n", 2);
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
    void aCaseWithoutAPromiseIsSaidToHaveNone() {
        assertThat(explain("--case", "T-2"))
                .startsWith("0\n")
                .contains("Nothing was promised: no policy matches.")
                .endsWith("Verdict: nothing was promised in case T-2.\n");
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
                .isEqualTo("2\nno event of case T-9 among 9 events (1 records could not be read) of events.jsonl"
                        + ": check --case and --events");
        Files.delete(events);
        assertThat(explain("--case", "T-1"))
                .isEqualTo("2\nevents.jsonl: there is no such file or folder; check the path");
    }
}
