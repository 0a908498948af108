package io.bellwether.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.Bellwether;
import io.bellwether.embedded.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** An hour of February in Shanghai that is one of January, UTC. */
    @BeforeEach
    void replayed() throws IOException {
        Files.writeString(folder.resolve("trends.lp"), "queue,rollup=all offered=1234i 1769882400000\n");
        Files.writeString(folder.resolve("metrics.lp"), "");
    }

    private int run(String... more) {
        List<String> line =
                new ArrayList<>(List.of("report", "--out", folder.resolve("out").toString(), "--quiet"));
        line.addAll(List.of(more));
        return Bellwether.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(line.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"en, report-2026-02.html, Service report 2026-02", "zh, report-2026-02-zh.html, 服务质量报告 2026-02"})
    void writesAPageAndFilesBesideIt(String language, String name, String title) throws Exception {
        assertThat(run(
                        "--period",
                        "2026-02",
                        "--zone",
                        "Asia/Shanghai",
                        "--from",
                        folder.toString(),
                        "--language",
                        language))
                .as(err.toString())
                .isZero();
        List<String> written = out.toString().lines().toList();
        assertThat(written).hasSize(7).allSatisfy(file -> assertThat(Path.of(file))
                .isRegularFile());
        assertThat(written.get(0)).endsWith(name);
        assertThat(Files.readString(Path.of(written.get(0)))).contains(title, "1,234");
        assertThat(Files.readString(folder.resolve("out/report-2026-02-figures.csv")))
                .contains("2026-02,,,offered,number,1234,1234,,\r\n");
    }

    @Test
    void tellsProgramsWhatWasWritten() throws Exception {
        assertThat(run("--period", "2026-01", "--from", folder.toString(), "--json"))
                .isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(json.path("files")).hasSize(7);
        assertThat(json.path("missing").toString()).contains("no_half_hours", "no_alerts", "hours_since");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--period february | --period: must be a month such as 2026-02",
                "--period 2026-02 --language de | --language: must be en or zh",
                "--period 2026-02 --zone Mars | --zone: is no time zone: Mars",
                "--period 2025-07 --from {} | has those of 2026-01 to 2026-01: name one of them",
                "--period 2026-01 --from {}/.. | has no trends.lp: let 'bellwether replay --trends' write it"
            })
    void whatCannotBeDoneIsToldWithWhatToDo(String line, String told) {
        assertThat(run(line.replace("{}", folder.toString()).split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(told);
    }

    @Test
    void aStoreThatIsAwayIsNoFaultOfTheLine() throws IOException {
        Path config = Files.writeString(
                folder.resolve("c.yaml"),
                "influx: {url: \"http://localhost:" + Ports.free()
                        + "\", org: o, bucket: b, trend_bucket: t, token: \"\"}\n");
        assertThat(run("--period", "2026-01", "--config", config.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("does not answer", "is influx.url right");
    }

    @Test
    void settingsWithoutTrendsSaySo() throws IOException {
        Path config = Files.writeString(
                folder.resolve("c.yaml"), "influx: {url: \"http://localhost:1\", org: o, bucket: b, token: \"\"}\n");
        assertThat(run("--period", "2026-01", "--config", config.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("influx.trend_bucket is not set");
    }
}
