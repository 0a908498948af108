package io.bellwether.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.Bellwether;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCommandTest {

    private static final String FORECAST = """
            interval_start,queue,arrivals,p10,p90
            2026-03-02T09:00:00Z,presale,100,80,120
            2026-03-02T09:30:00Z,presale,0,0,10
            2026-03-02T09:00:00Z,tickets,40,30,50
            """;

    private static final String QUEUES = """
            queues:
              tickets: {kind: backoffice, handle_time: 12m, occupancy: 0.8}
            """;

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    private Path file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    /** A run on the forecast above, with the terms of the published table. */
    private String plan(String... more) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                "plan",
                "--from",
                file("f.csv", FORECAST).toString(),
                "--queues",
                file("q.yaml", QUEUES).toString(),
                "--zone",
                "Asia/Shanghai",
                "--target",
                "80/20",
                "--handle-time",
                "180s",
                "--shrinkage",
                "0.3"));
        line.addAll(List.of(more));
        return run(line);
    }

    private String run(List<String> line) {
        StringWriter out = new StringWriter();
        int code = Bellwether.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(line.toArray(String[]::new));
        return code + "\n" + out;
    }

    @Test
    void aTableForPeople() throws Exception {
        String text = plan();
        assertThat(text).startsWith("0\nIntervals of 30 min, planned for column arrivals.");
        assertThat(text)
                .contains(
                        "\npresale: 80 % within 20 s, nobody leaves (Erlang C), busy at most 85.0 %, shrinkage 30.0 %\n")
                .contains("\ntickets: work that may lie, busy at most 80.0 %, shrinkage 30.0 %\n");
        assertThat(text.lines().map(line -> line.strip().replaceAll(" +", " ")))
                .contains(
                        "interval contacts handle required scheduled level 1 less 1 more busy leave wait because",
                        "2026-03-02T17:00:00+08:00 100.0 3 min 14 20 88.8 % 79.6 % 94.1 % 71.4 % 0.0 % 7.8 s service level",
                        "2026-03-02T17:30:00+08:00 0.0 3 min 0 0 - - - 0.0 % - - nothing",
                        "2026-03-02T17:00:00+08:00 40.0 12 min 20 29 - - - 80.0 % - - workload",
                        "queue as planned 70.0 % 80.0 % 90.0 % 95.0 %",
                        "presale 7.0 / 10.0 6.5 / 9.5 7.0 / 10.0 7.5 / 11.0 8.0 / 11.5",
                        "all 17.0 / 24.5 16.5 / 24.0 17.0 / 24.5 17.5 / 25.5 18.0 / 26.0");
    }

    @Test
    void patienceNeedsFewer() throws Exception {
        assertThat(plan("--patience", "2m").replaceAll(" +", " "))
                .contains("patience 2 min (Erlang A)", "100.0 3 min 12 18 82.6 % 74.2 % 88.9 % 78.2 % 6.2 % 6.3 s");
    }

    /** What the job plans by; an option goes before it, of all queues, and the file of queues before that. */
    @Test
    void theSettingsSayTheTerms() throws Exception {
        Path config = file("bellwether.yaml", """
                planning:
                  target: 80/20
                  handle_time: 180s
                  shrinkage: 0.3
                  queues:
                    tickets: {kind: backoffice, handle_time: 12m, occupancy: 0.8}
                    presale: {patience: 2m}
                """);
        List<String> line =
                List.of("plan", "--from", file("f.csv", FORECAST).toString(), "--config", config.toString(), "--csv");
        assertThat(run(line))
                .isEqualTo(run(List.of(
                        "plan",
                        "--from",
                        folder.resolve("f.csv").toString(),
                        "--target=80/20",
                        "--handle-time=180s",
                        "--shrinkage=0.3",
                        "--csv",
                        "--queues",
                        file("q.yaml", QUEUES + "  presale: {patience: 2m}\n").toString())))
                .contains("2026-03-02T09:00:00Z,presale,100,80,120,180,12,");

        List<String> more = new ArrayList<>(line);
        more.addAll(List.of("--patience", "1h"));
        assertThat(run(more)).as("one option more").contains("presale,100,80,120,180,13,");
        more.addAll(List.of(
                "--queues",
                file("only.yaml", "queues: {presale: {minimum: 17}}").toString()));
        assertThat(run(more)).contains("presale,100,80,120,180,17,", "tickets,40,30,50,720,20,");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void anotherColumnIsPlannedFor() throws Exception {
        assertThat(plan("--for", "p90", "--csv"))
                .contains("2026-03-02T09:00:00Z,presale,120,80,120,180,16,")
                .contains("2026-03-02T09:30:00Z,presale,10,0,10,180,3,");
    }

    @Test
    void whoIsStaffedFallsShort() throws Exception {
        Path shifts = file("s.csv", "interval_start,queue,staffed\n2026-03-02T17:00:00+08:00,presale,12\n");

        assertThat(plan("--staffed", shifts.toString(), "--csv").lines().skip(1))
                .containsExactly(
                        "interval_start,queue,arrivals,p10,p90,handle_s,required,because,scheduled,service_level,occupancy,abandoned,"
                                + "asa_s,service_level_one_less,service_level_one_more,staffed,gap,service_level_staffed,"
                                + "abandoned_staffed",
                        "2026-03-02T09:00:00Z,presale,100,80,120,180,14,service_level,20,0.888350,0.714286,0.000000,7.836,0.795595,"
                                + "0.941453,12,2,0.640158,0.000000",
                        "2026-03-02T09:00:00Z,tickets,40,30,50,720,20,workload,29,,0.800000,,,,,,,,",
                        "2026-03-02T09:30:00Z,presale,0,0,10,180,0,nothing,0,,0.000000,,,,,,,,");
        assertThat(plan("--staffed", shifts.toString()).replaceAll(" +", " "))
                .contains("wait staffed missing level leave because", " 7.8 s 12 2 64.0 % 0.0 % service level");
    }

    /** A plan that was written is a forecast with who is staffed, and a plan of who is staffed. */
    @Test
    void aPlanIsReadAgain() throws Exception {
        Path shifts = file("s.csv", "interval_start,queue,staffed\n2026-03-02T09:00:00Z,presale,12\n");
        Path written = folder.resolve("plan.csv");
        assertThat(plan("--staffed", shifts.toString(), "--csv", "--out", written.toString()))
                .isEqualTo("0\n");

        String again = run(List.of(
                "plan",
                "--from",
                written.toString(),
                "--queues",
                folder.resolve("q.yaml").toString(),
                "--target",
                "80/20",
                "--shrinkage",
                "0.3",
                "--csv"));

        assertThat(again).isEqualTo("0\n" + Files.readString(written));
        assertThat(plan("--staffed", written.toString(), "--csv")).isEqualTo(again);
    }

    @Test
    void jsonForPrograms() throws Exception {
        JsonNode json = new ObjectMapper().readTree(plan("--json").substring(2));
        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(json.path("interval_s").asDouble()).isEqualTo(1_800);
        assertThat(json.at("/intervals/0/expected/asa_s").asDouble()).isBetween(7.835, 7.837);
        assertThat(json.at("/intervals/1/expected/service_level").isNull()).isTrue();
        assertThat(json.at("/costs/0/agent_hours").asDouble()).isEqualTo(7.0);
        assertThat(json.at("/costs/14/queue").isNull()).isTrue();
    }

    /** Half hours that are over, as a replay leaves them; a handle time is the mean of all half hours. */
    @Test
    void whatWouldHaveBeenRequired() throws Exception {
        file("metrics.lp", """
                queue,rollup=queue,queue=presale waiting=3i 1772442000000
                queue_interval,rollup=queue,queue=presale offered=100i,handled=90i,handle_mean_s=190.0 1772442000000
                queue_interval,rollup=queue,queue=presale offered=7i,handled=10i,handle_mean_s=90.0 1772443800000
                queue_interval,rollup=queue,queue=night offered=3i 1772442000000
                queue_interval,rollup=all offered=110i,handled=100i,handle_mean_s=180.0 1772442000000
                """);
        List<String> line = new ArrayList<>(
                List.of("plan", "--from", folder.toString(), "--target", "80/20", "--handle-time", "5m", "--csv"));

        assertThat(run(line))
                .contains(
                        "2026-03-02T09:00:00Z,presale,100,,,180,14,service_level,14,0.888350,",
                        "2026-03-02T09:30:00Z,presale,7,,,180,",
                        "2026-03-02T09:00:00Z,night,3,,,300,")
                .hasLineCount(5);
        line.addAll(List.of("--since", "2026-03-02T09:30:00Z"));
        assertThat(run(line)).hasLineCount(3);
        line.addAll(List.of("--until", "2026-03-02", "--zone", "UTC"));
        assertThat(run(line)).isEqualTo("2\n");
        assertThat(err.toString()).contains("metrics.lp has no row of queue_interval by queue in that time");
    }

    /** Half hours in which nobody came are not written, so their distance does not tell how long they are. */
    @Test
    void measuredIntervalsAreAsLongAsTheSettingsSay() throws Exception {
        file("metrics.lp", """
                queue_interval,rollup=queue,queue=q offered=100i,handled=1i,handle_mean_s=180.0 1772442000000
                queue_interval,rollup=queue,queue=q offered=100i,handled=1i,handle_mean_s=180.0 1772449200000
                """);
        assertThat(run(List.of("plan", "--from", folder.toString(), "--target", "80/20", "--csv")))
                .contains("2026-03-02T09:00:00Z,q,100,,,180,14,", "2026-03-02T11:00:00Z,q,100,,,180,14,");
    }

    @Test
    void readsStandardInput() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(FORECAST.getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(run(List.of("plan", "--from", "-", "--target", "80/20", "--handle-time", "3m", "--csv")))
                    .contains("presale,100,80,120,180,14,");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void aQueueOfWhichNothingIsForecastIsTold() throws Exception {
        file("q2.yaml", "queues: {ticket: {target: 90/20}}");
        assertThat(plan("--queues", folder.resolve("q2.yaml").toString())).startsWith("2\n");
        assertThat(run(List.of(
                        "plan",
                        "--from",
                        folder.resolve("f.csv").toString(),
                        "--target",
                        "80/20",
                        "--handle-time",
                        "3m",
                        "--queues",
                        folder.resolve("q2.yaml").toString())))
                .startsWith("0\n");
        assertThat(err.toString()).contains("names queue ticket, of which", "says nothing; did you mean tickets?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--target 80|--target: must be a share and a time such as 80/20",
                "--occupancy 85|--occupancy: must be a share from 0.01 to 1",
                "--patience fast|--patience: must be a duration such as 90s",
                "--interval 0|--interval: must be a duration such as 15m",
                "--interval 45m|f.csv:3: begins 30m after line 2, so an interval cannot be 45m long",
                "--for p50|f.csv:1: the first line must name the columns interval_start, queue and p50",
                "--since 2026-03-02|--since and --until: are for --from store or the folder of a replay",
                "--from store|--since: must say from when on the store is read",
                "--from store --since March|--since: must be a day or a time such as 2026-03-02",
                "--zone Mars|--zone: is no time zone: Mars"
            })
    void saysWhatIsWrong(String option, String message) throws Exception {
        List<String> line = new ArrayList<>(List.of("plan"));
        if (!option.startsWith("--from")) {
            line.addAll(List.of("--from", file("f.csv", FORECAST).toString()));
        }
        line.addAll(List.of(option.split(" ")));
        assertThat(run(line)).isEqualTo("2\n");
        assertThat(err.toString()).contains(message);
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        assertThat(run(List.of("plan"))).startsWith("2\n");
        assertThat(err.toString()).contains("Which forecast? Name it with --from FILE.");
        Path shifts = file("s.csv", "interval_start,queue,staffed\n2026-03-02T09:00:00+08:00,presale,12\n");
        assertThat(plan("--staffed", shifts.toString())).isEqualTo("2\n");
        assertThat(err.toString()).contains("s.csv has no interval of", "compare the names of queues, the times");
    }
}
