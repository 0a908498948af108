package io.bellwether.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.Bellwether;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on a simulated morning of which it is known what goes wrong. */
class BacktestITCase {

    private static final String RULES = """
        group: test
        defaults: {owner: test}
        rules:
          - uid: nobody-answers
            title: waits
            metric: queue.oldest_age_s
            by: [queue]
            window: {size: 1m}
            levels: [{severity: page, op: ">", value: %s, for: 2m}]
            runbook: wiki
            annotations: {summary: waits}
        """;

    @TempDir
    private Path folder;

    private String printed(String... command) {
        PrintStream screen = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(Bellwether.run(command)).isZero();
        } finally {
            System.setOut(screen);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private Path rules(String name, String seconds) throws Exception {
        Path directory = Files.createDirectory(folder.resolve(name));
        Files.writeString(directory.resolve("test.yaml"), RULES.formatted(seconds));
        return directory;
    }

    @Test
    void findsTheIncidentAndSaysWhatReplaySays() throws Exception {
        Path events = folder.resolve("day.jsonl.gz");
        Path truth = folder.resolve("truth.jsonl");
        printed(
                "simulate",
                "--scenario",
                "agents-out",
                "--seed",
                "3",
                "--duration",
                "3h",
                "--rate",
                "1",
                "--out",
                events.toString(),
                "--truth",
                truth.toString());
        Path now = rules("now", "60");
        Path before = rules("before", "1e9");

        String json = printed(
                "rules",
                "backtest",
                now.toString(),
                "--against",
                before.toString(),
                "--events",
                events.toString(),
                "--truth",
                truth.toString(),
                "--json",
                "--quiet");
        JsonNode report = new ObjectMapper().readTree(json);

        assertThat(report.at("/truth/recall").asDouble()).isEqualTo(1);
        assertThat(report.at("/truth/incidents/0/found_by").asText()).isEqualTo("nobody-answers");
        assertThat(report.at("/before/rules").size()).isZero();
        assertThat(report.at("/before/silent/0/why").asText())
                .startsWith("never far enough: at most ")
                .contains(", it takes > ");
        Path out = folder.resolve("out");
        printed("replay", "--quiet", "--rules", now.toString(), "--events", events.toString(), "--out", out.toString());
        List<Episode> replayed = Backtest.episodes(out.resolve("alerts.jsonl"));
        assertThat(report.at("/rules/0/episodes").asInt()).isEqualTo(replayed.size());
        assertThat(report.at("/rules/0/changes").asInt())
                .isEqualTo(replayed.stream().mapToInt(Episode::changes).sum());
    }
}
