package io.bellwether.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.Bellwether;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code replay} with files as people have them: exports in another order, damaged, empty, full of mistakes. */
class ReplayITCase {

    private static final long START = 1_772_323_200_000L;
    private static final List<String> OUTPUTS = List.of("metrics.lp", "alerts.jsonl", "rejected.jsonl", "summary.json");

    @TempDir
    private Path folder;

    private String settings;
    private String rules;

    @BeforeEach
    void rules() throws IOException {
        settings = Files.writeString(folder.resolve("settings.yaml"), "rollups: [[]]\n")
                .toString();
        Path directory = Files.createDirectories(folder.resolve("rules"));
        Files.writeString(
                directory.resolve("sla-policies.yaml"), "policies: [{name: P, targets: {first_reply: 1h}}]\n");
        rules = directory.toString();
    }

    private ReplayRun replay(String name, Path events, String... more) {
        List<String> options = new ArrayList<>(List.of("--config", settings, "--rules", rules));
        options.addAll(List.of(more));
        return ReplayRun.of(folder.resolve(name), events, options.toArray(String[]::new));
    }

    private String failing(int code, String... arguments) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThat(Bellwether.run(arguments)).isEqualTo(code);
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    private static String event(String id, String type, long time, String more) {
        return "{\"id\":\"%s\",\"type\":\"%s\",\"time\":%d,\"source\":\"desk\",\"case_id\":\"%s\",%s}"
                .formatted(id + type, type, time, id, more);
    }

    /** Each ticket's lines after another, as help desks export them; how many were answered within the hour is known. */
    private static List<String> byTicket(int tickets, Random random, int[] met) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < tickets; i++) {
            long created = START + 1000L * random.nextInt(2 * 86_400);
            long replied = created + 1000L * (60 + random.nextInt(7_200));
            met[replied - created <= 3_600_000 ? 0 : 1]++;
            String id = "T" + i;
            lines.add(event(id, "ticket.created", created, "\"actor\":\"CUSTOMER\",\"queue\":\"q\""));
            lines.add(event(id, "ticket.message", replied, "\"actor\":\"AGENT\""));
            lines.add(event(id, "ticket.status_changed", created + 36_000_000, "\"status\":\"SOLVED\""));
        }
        return lines;
    }

    private static void assertSameFiles(ReplayRun one, ReplayRun other, String... files) throws IOException {
        for (String file : files) {
            assertThat(Files.mismatch(one.file(file), other.file(file)))
                    .as("first byte of %s that differs", file)
                    .isEqualTo(-1);
        }
    }

    @Test
    void anExportSortedByTicketCountsAsOneInTheOrderOfTime() throws IOException {
        int[] met = new int[2];
        List<String> lines = byTicket(1_500, new Random(1), met);
        Path export = Files.write(folder.resolve("export.jsonl"), lines);
        ReplayRun run = replay("one", export);

        assertThat(run.sums("sla", "clock", List.of("met", "breached")))
                .containsEntry("first_reply.met", (long) met[0])
                .containsEntry("first_reply.breached", (long) met[1]);
        assertThat(run.rejected()).isEmpty();
        assertThat(Files.readString(run.file("summary.json"))).contains("\"late\" : 0", "\"events\" : 4500");
        assertThat(run.out())
                .isDirectoryNotContaining(
                        file -> !OUTPUTS.contains(file.getFileName().toString()));

        // of the same name, since points of the pipeline carry it
        Collections.shuffle(lines, new Random(2));
        Path shuffled =
                Files.write(Files.createDirectories(folder.resolve("other")).resolve("export.jsonl"), lines);
        assertSameFiles(
                run, replay("two", shuffled, "--parallelism", "1"), "metrics.lp", "alerts.jsonl", "summary.json");
    }

    @Test
    void asArrivedTheSameLinesAreTheSameLateOnes() throws IOException {
        List<String> lines = byTicket(400, new Random(3), new int[2]);
        long late = 0;
        long latest = Long.MIN_VALUE;
        for (String line : lines) {
            long time = Long.parseLong(line.replaceAll(".*\"time\":(\\d+).*", "$1"));
            late += latest != Long.MIN_VALUE && time <= latest - 2_001 ? 1 : 0;
            latest = Math.max(latest, time);
        }
        Path export = Files.write(folder.resolve("export.jsonl"), lines);
        ReplayRun one = replay("one", export, "--as-arrived", "--parallelism", "1");
        ReplayRun two = replay("two", export, "--as-arrived", "--parallelism", "4");
        assertThat(Files.readString(one.file("summary.json"))).contains("\"late\" : " + late);
        assertSameFiles(one, two, OUTPUTS.toArray(String[]::new));
    }

    /** Hours add up to the panes that are left out; what is no pane stays, byte for byte; an old file goes. */
    @Test
    void hoursAreWrittenWhereTheyAreAskedFor() throws IOException {
        int[] met = new int[2];
        Path export = Files.write(folder.resolve("export.jsonl"), byTicket(300, new Random(4), met));
        ReplayRun whole = replay("out", export);
        List<String> noPanes = Files.readAllLines(whole.file("metrics.lp")).stream()
                .filter(line -> line.matches("(\\w+_interval|alert_events|pipeline),.*"))
                .toList();
        ReplayRun hours = replay("out", export, "--trends", "--no-panes");
        assertThat(Files.readAllLines(hours.file("metrics.lp"))).isEqualTo(noPanes);
        long[] sums = new long[2];
        for (String line : Files.readAllLines(hours.file("trends.lp"))) {
            assertThat(Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)) % 3_600_000)
                    .isZero();
            if (line.startsWith("sla,clock=first_reply,")) {
                sums[0] += Long.parseLong(line.replaceAll(".*[ ,]met=(\\d+)i.*", "$1"));
                sums[1] += Long.parseLong(line.replaceAll(".*[ ,]breached=(\\d+)i.*", "$1"));
            }
        }
        assertThat(sums).containsExactly(met[0], met[1]);
        replay("out", export);
        assertThat(hours.file("trends.lp")).doesNotExist();
    }

    @Test
    void rejectionsBeforeTheFirstEventAreCountedAtIt() throws IOException {
        Path events = folder.resolve("events.jsonl");
        Files.writeString(
                events, "\uFEFF\r\nnonsense\r\n\r\n" + event("A", "ticket.created", START, "\"x\":1") + "\r\nx");
        ReplayRun run = replay("out", events);
        List<String> points = new ArrayList<>();
        run.forEachPoint("pipeline", point -> {
            if (point.whole("rejected") > 0) {
                points.add(point.time() - START + " " + point.whole("rejected"));
            }
            assertThat(point.time()).isGreaterThanOrEqualTo(START);
        });
        assertThat(points).containsExactly("0 2");
        assertThat(run.rejected()).hasSize(2).first().asString().contains("\"line\":2");
        assertThat(run.rejected().get(1)).contains("\"line\":5");
    }

    @Test
    void wereAllLinesRejectedTheyAreToldWithoutATime() throws IOException {
        Path events = Files.writeString(folder.resolve("events.jsonl"), "a\nb\n");
        ReplayRun run = replay("out", events);
        assertThat(run.rejected()).hasSize(2);
        assertThat(run.file("metrics.lp")).isEmptyFile();
        assertThat(Files.readString(run.file("summary.json"))).contains("\"NOT_JSON\" : 2", "\"first_window\" : null");
        ReplayRun empty = replay("empty", Files.writeString(folder.resolve("empty.jsonl"), ""));
        assertThat(empty.file("rejected.jsonl")).isEmptyFile();
    }

    @Test
    void aReplayThatFailsLeavesNothingThatLooksLikeAResult() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(String.join("\n", byTicket(2_000, new Random(4), new int[2]))
                    .getBytes(StandardCharsets.UTF_8));
        }
        Path damaged = folder.resolve("damaged.jsonl.gz");
        Files.write(damaged, Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
        Path out = folder.resolve("out");
        String[] command = {
            "replay", "--events", damaged.toString(), "--out", out.toString(), "--quiet", "--rules", rules
        };
        String place = "damaged.jsonl.gz: cannot be read on after line ";

        replay("out", Files.write(folder.resolve("good.jsonl"), byTicket(5, new Random(5), new int[2])));
        assertThat(failing(2, command)).contains(place, "Nothing is written.");
        assertThat(out).isEmptyDirectory();

        String[] asArrived = Arrays.copyOf(command, command.length + 1);
        asArrived[command.length] = "--as-arrived";
        replay("out", folder.resolve("good.jsonl"));
        assertThat(failing(2, asArrived)).contains(place);
        assertThat(out).isEmptyDirectory();
    }
}
