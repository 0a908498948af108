package io.bellwether.ruletest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.Bellwether;
import io.bellwether.alert.AlertLines;
import io.bellwether.alert.Transition;
import io.bellwether.yaml.Durations;
import io.bellwether.yaml.Times;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test on a history is told what a replay of the same history tells, to the second. */
class RuleTestITCase {

    private static final String RULES = """
        group: test
        rules:
          - uid: nobody-answers
            title: waits
            owner: ops
            metric: queue.oldest_age_s
            by: [queue]
            window: {size: 1m}
            levels: [{severity: warning, op: ">", value: 60, for: 2m}]
            annotations: {summary: waits}
        """;

    private static final long START = 1_772_409_600_000L;

    @TempDir
    private Path folder;

    private static String step(Transition change) {
        return "{transition: %s, at: %s, reason: %s}"
                .formatted(change.kind().wireName(), Durations.shortest(change.at() - START), change.reason());
    }

    private int test(Path rules, String sequence) throws Exception {
        Files.writeString(rules.resolve("tests/day.test.yaml"), """
            tests:
              - name: a morning
                start: %s
                events: ../../day.jsonl.gz
                transitions: [{uid: nobody-answers, sequence: [%s]}]
            """.formatted(Times.rfc3339(START), sequence));
        return Bellwether.run("rules", "test", rules.toString());
    }

    @Test
    void aHistoryIsCountedAsByAReplay() throws Exception {
        String events = folder.resolve("day.jsonl.gz").toString();
        Path rules = Files.createDirectories(folder.resolve("rules/tests")).getParent();
        Files.writeString(rules.resolve("test.yaml"), RULES);
        Path out = folder.resolve("out");
        assertThat(Bellwether.run(
                        "simulate", "--scenario", "agents-out", "--seed", "3", "--duration", "3h", "--out", events))
                .isZero();
        assertThat(Bellwether.run(
                        "replay", "--quiet", "--rules", rules.toString(), "--events", events, "--out", out.toString()))
                .isZero();
        List<Transition> replayed = AlertLines.read(out.resolve("alerts.jsonl"));
        assertThat(replayed).hasSizeGreaterThan(1);
        assertThat(replayed.stream().map(Transition::toJson).toList())
                .isEqualTo(Files.readAllLines(out.resolve("alerts.jsonl")));

        String course = replayed.stream().map(RuleTestITCase::step).collect(Collectors.joining(", "));
        assertThat(test(rules, course)).isZero();
        assertThat(test(rules, "firing")).isEqualTo(1);
    }

    /** What no test can bring about: files that are edited, and a platform that the settings must name. */
    @Test
    void theStarterRulesSayWhatTheirTestsExpect() throws Exception {
        PrintStream screen = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(Bellwether.run("rules", "test", "alert-rules", "--json"))
                    .as(out::toString)
                    .isZero();
        } finally {
            System.setOut(screen);
        }

        JsonNode untested = new ObjectMapper()
                .readTree(out.toString(StandardCharsets.UTF_8))
                .path("untested");
        assertThat(untested).extracting(JsonNode::asText).isEmpty();
    }
}
