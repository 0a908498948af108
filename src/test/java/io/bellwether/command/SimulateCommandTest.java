package io.bellwether.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.simulate.Scenarios;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SimulateCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... options) {
        return new CommandLine(new SimulateCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(options);
    }

    @Test
    void writesEventsAndTruthTheSameEachTime() throws Exception {
        Path first = folder.resolve("one/events.jsonl");
        Path second = folder.resolve("two/events.jsonl.gz");
        Path truth = folder.resolve("truth.jsonl");
        assertThat(run("--scenario", "demo", "--duration", "4m", "--out", first.toString()))
                .isZero();
        assertThat(run(
                        "--scenario",
                        "demo",
                        "--duration",
                        "4m",
                        "--out",
                        second.toString(),
                        "--truth",
                        truth.toString()))
                .isZero();
        byte[] plain = Files.readAllBytes(first);
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(second))) {
            assertThat(in.readAllBytes()).isEqualTo(plain);
        }
        assertThat(new String(plain, StandardCharsets.UTF_8).lines().count()).isGreaterThan(5_000);
        assertThat(Files.readString(truth))
                .contains("\"incident\":\"surge\"", "\"incident\":\"slow-vendor\"", "\"kind\":\"interval\"");
        assertThat(err.toString()).contains("100 %", "contacts:", "2 incidents");
    }

    @Test
    void historyComesBeforeTheStartAndThePlanStaysWhereItIs() throws Exception {
        Path events = folder.resolve("events.jsonl");
        Path truth = folder.resolve("truth.jsonl");
        String day = "--scenario surge --start 2026-03-02T00:00:00Z --history 1h --duration 2h10m --rate 0.2";
        assertThat(run((day + " --out " + events + " --truth " + truth).split(" ")))
                .isZero();

        assertThat(Files.readAllLines(events).get(0)).contains("2026-03-01T23:");
        assertThat(Files.readAllLines(truth).get(0)).contains("\"start\":\"2026-03-02T02:00:00");
        assertThat(err.toString()).contains("2026-03-02T02:00:00Z to 2026-03-02T03:30:00Z");
    }

    @Test
    void imperfectionsAddRecords() throws Exception {
        Path clean = folder.resolve("clean.jsonl");
        Path real = folder.resolve("real.jsonl");
        run("--scenario", "bench", "--duration", "1m", "--out", clean.toString());
        run(
                "--scenario",
                "bench",
                "--duration",
                "1m",
                "--out",
                real.toString(),
                "--duplicates",
                "0.1",
                "--malformed",
                "0.05",
                "--disorder",
                "1s");
        double more =
                (double) Files.readAllLines(real, StandardCharsets.ISO_8859_1).size()
                        / Files.readAllLines(clean).size();
        assertThat(more).isBetween(1.1, 1.2);
    }

    @Test
    void listsScenarios() {
        assertThat(run("--list")).isZero();
        assertThat(out.toString()).contains(Scenarios.names().toArray(String[]::new));
    }

    @Test
    void mistakesEndWithTwoAndSayWhatToDo() {
        assertThat(run("--scenario", "calm")).isEqualTo(2);
        assertThat(run("--scenario", "storm", "--out", folder.resolve("x").toString()))
                .isEqualTo(2);
        assertThat(run("--duration", "soon", "--out", folder.resolve("x").toString()))
                .isEqualTo(2);
        assertThat(run("--start", "monday", "--out", folder.resolve("x").toString()))
                .isEqualTo(2);
        assertThat(run("--malformed", "7", "--out", folder.resolve("x").toString()))
                .isEqualTo(2);
        assertThat(run("--duration", "99999d", "--out", folder.resolve("x").toString()))
                .isEqualTo(2);
        assertThat(run("--disorder", "2d", "--out", folder.resolve("x").toString()))
                .isEqualTo(2);
        assertThat(folder.resolve("x")).doesNotExist();
        assertThat(err.toString())
                .contains(
                        "the duration must be longer than nothing and at most 400d, not 99999d",
                        "disorder must be at most 1d, not 2d: what is late waits in memory",
                        "--out is missing",
                        "there is no scenario 'storm'",
                        "'soon' is not a length of time",
                        "--start 'monday' is not an RFC 3339 time",
                        "malformed is 7.0, not a share");
    }

    @Test
    void helpTeaches() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("--truth", "Exit codes:", "Examples:");
    }
}
