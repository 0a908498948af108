package io.bellwether.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.Bellwether;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same input gives the same bytes, whatever else the machine does: with neighbours that take its processors, at any
 * parallelism, in any order of lines. More rounds than one: {@code -Dbellwether.rounds=10}.
 */
class DeterminismITCase {

    private static final int ROUNDS = Integer.getInteger("bellwether.rounds", 1);
    private static final int[] PARALLELISM = {1, 2, 4};
    private static final int DISORDER_MILLIS = 2_000;
    private static final Pattern TIME = Pattern.compile("\"time\":\"([^\"]+)\"");
    private static final Pattern SUBJECT = Pattern.compile("\"(?:case_id|agent_id)\":\"([^\"]+)\"");

    @TempDir
    private Path folder;

    private int runs;

    private record Line(String text, long time, String subject) {}

    /** Threads that want processors, until they are closed, and no longer than a test may take. */
    private static final class Neighbours implements AutoCloseable {
        private static final long LONGEST_NANOS = 1_800_000_000_000L;
        private final List<Thread> threads = new ArrayList<>();
        private volatile boolean over;

        Neighbours(int n) {
            long begun = System.nanoTime();
            for (int i = 0; i < n; i++) {
                Thread thread = new Thread(() -> {
                    while (!over && System.nanoTime() - begun < LONGEST_NANOS) {
                        Thread.onSpinWait();
                    }
                });
                thread.setDaemon(true);
                thread.start();
                threads.add(thread);
            }
        }

        @Override
        public void close() throws InterruptedException {
            over = true;
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    /** A surge in a contact centre, told in whole seconds: many events of one moment, in one case and in many. */
    private List<Line> surge() throws IOException {
        Path day = folder.resolve("simulated.jsonl");
        String[] command = {"simulate", "--scenario", "surge", "--seed", "9", "--duration", "75m", "--rate", "0.3"};
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--out", day.toString()));
        assertThat(Bellwether.run(arguments.toArray(String[]::new))).isZero();
        List<Line> lines = new ArrayList<>();
        for (String text : Files.readAllLines(day)) {
            Matcher time = TIME.matcher(text);
            assertThat(time.find()).as(text).isTrue();
            Instant second = Instant.parse(time.group(1)).truncatedTo(ChronoUnit.SECONDS);
            Matcher subject = SUBJECT.matcher(text);
            lines.add(new Line(
                    time.replaceFirst("\"time\":\"" + second + "\""),
                    second.toEpochMilli(),
                    subject.find() ? subject.group(1) : ""));
        }
        lines.addAll(changedLater(lines.get(0).time()));
        lines.sort(Comparator.comparingLong(Line::time));
        assertThat(lines).hasSizeBetween(1_000, 30_000);
        return lines;
    }

    /**
     * What is taken back when its window is closed: a survey's answer that changes, a promise that is moved after it was
     * broken. And customers who wait through whole half hours in which nothing else happens in their queue.
     */
    private static List<Line> changedLater(long start) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String ticket = "later-" + i;
            String due = ",\"first_reply_due_at\":" + (start + 1_200_000) + ",\"actor\":\"CUSTOMER\"";
            lines.add(line(start + i * 1_000, "ticket.created", ticket, due));
            lines.add(line(start + 300_000, "survey.answered", ticket, ",\"kind\":\"CSAT\",\"score\":5"));
            lines.add(line(start + 2_400_000 + i, "survey.answered", ticket, ",\"kind\":\"CSAT\",\"score\":1"));
            String moved = ",\"first_reply_due_at\":" + (start + 86_400_000);
            lines.add(line(start + 3_600_000 + i, "ticket.updated", ticket, moved));
            lines.add(line(start + 60_000 * i, "chat.queued", "waits-" + i, ",\"queue\":\"quiet-" + i % 7 + "\""));
        }
        return lines;
    }

    private static Line line(long time, String type, String subject, String more) {
        String text = "{\"id\":\"" + type + "-" + subject + "-" + time + "\",\"source\":\"desk\",\"type\":\"" + type
                + "\",\"time\":" + time + ",\"case_id\":\"" + subject + "\"" + more + "}";
        return new Line(text, time, subject);
    }

    private static List<Line> shuffled(List<Line> lines, Random random) {
        record Arriving(Line line, long at) {}
        return lines.stream()
                .map(line -> new Arriving(line, line.time + random.nextInt(DISORDER_MILLIS)))
                .sorted(Comparator.comparingLong(Arriving::at))
                .map(Arriving::line)
                .toList();
    }

    /** One in twenty comes up to 25 minutes late: beyond the lateness, too. */
    private static List<Line> delayed(List<Line> lines, Random random) {
        record Arriving(Line line, long at) {}
        return lines.stream()
                .map(line -> new Arriving(line, line.time + (random.nextInt(20) == 0 ? random.nextInt(1_500_000) : 0)))
                .sorted(Comparator.comparingLong(Arriving::at))
                .map(Arriving::line)
                .toList();
    }

    private ReplayRun replay(List<Line> lines, int parallelism, String... options) throws IOException {
        // of one name, since points of the pipeline carry it
        Path run = Files.createDirectories(folder.resolve("run-" + ++runs));
        Path file = Files.write(
                run.resolve("day.jsonl"), (Iterable<String>) lines.stream().map(Line::text)::iterator);
        List<String> all = new ArrayList<>(List.of("--parallelism", Integer.toString(parallelism)));
        all.addAll(List.of(options));
        return ReplayRun.of(run.resolve("out"), file, all.toArray(String[]::new));
    }

    private static void assertSame(ReplayRun first, ReplayRun again, String what) throws IOException {
        for (String file : List.of("metrics.lp", "alerts.jsonl", "rejected.jsonl", "summary.json")) {
            assertThat(Files.mismatch(first.file(file), again.file(file)))
                    .as("first byte of %s that differs: %s", file, what)
                    .isEqualTo(-1);
        }
    }

    @Test
    void anyOrderOfLinesAtAnyParallelismGivesTheSameBytesBesideBusyNeighbours() throws Exception {
        List<Line> lines = surge();
        ReplayRun first = replay(lines, 2);
        assertThat(Files.size(first.file("alerts.jsonl"))).isPositive();
        List<Line> byCase = new ArrayList<>(lines);
        byCase.sort(Comparator.comparing(Line::subject));
        try (Neighbours busy = new Neighbours(3)) {
            for (int round = 0; round < ROUNDS; round++) {
                List<List<Line>> orders = List.of(lines, shuffled(lines, new Random(round)), byCase);
                for (int i = 0; i < orders.size(); i++) {
                    int parallelism = PARALLELISM[(i + round) % PARALLELISM.length];
                    String what = "order " + i + ", parallelism " + parallelism + ", round " + round;
                    assertSame(first, replay(orders.get(i), parallelism), what);
                }
            }
        }
    }

    @Test
    void whatIsLateIsLateInEveryRunAndCorrectsTheSame() throws Exception {
        List<Line> lines = delayed(surge(), new Random(11));
        ReplayRun first = replay(lines, 2, "--as-arrived");
        assertThat(first.rejected()).as("too late").isNotEmpty();
        assertThat(Files.readString(first.file("summary.json"))).doesNotContain("\"late\" : 0");
        try (Neighbours busy = new Neighbours(3)) {
            for (int round = 0; round < ROUNDS; round++) {
                for (int parallelism : new int[] {4, 1}) {
                    String what = "as arrived, parallelism " + parallelism + ", round " + round;
                    assertSame(first, replay(lines, parallelism, "--as-arrived"), what);
                }
            }
        }
    }
}
