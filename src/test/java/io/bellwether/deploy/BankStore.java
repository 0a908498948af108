package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.Bellwether;
import io.bellwether.replay.RealLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A month of a real call centre: its own log, and a real store with what a replay makes of it. */
final class BankStore {

    static final long START = Instant.parse("1998-12-31T22:00:00Z").toEpochMilli();
    static final long HOUR = 3_600_000;
    static final int HOURS = 31 * 24;
    static final long END = START + HOURS * HOUR;
    static final long SECOND = 1_000;

    private static final String MONTH = "technion_bank_1999-01";

    private BankStore() {}

    /**
     * @param left when it was answered or given up
     * @param served how long an agent had it, ms
     */
    record Call(String queue, long queued, long left, boolean answered, long served) {

        /** Seconds. */
        long waited() {
            return (left - queued) / SECOND;
        }

        boolean waitsAt(long time) {
            return queued < time && left >= time;
        }

        /** Formula F6: who leaves within five seconds does not count. */
        boolean counts() {
            return answered || waited() > 5;
        }

        boolean inTime() {
            return answered && waited() <= 20;
        }

        long ended() {
            return left + served;
        }
    }

    static List<Call> calls() throws IOException {
        List<Call> calls = new ArrayList<>();
        for (Map<String, String> row : RealLogs.truth(MONTH + "_calls.csv.gz")) {
            long queued = Instant.parse(row.get("queued_at")).toEpochMilli();
            calls.add(new Call(
                    row.get("queue"),
                    queued,
                    queued + millis(row, "wait_s"),
                    row.get("outcome").equals("answered"),
                    millis(row, "service_s")));
        }
        return calls;
    }

    private static long millis(Map<String, String> row, String column) {
        return Long.parseLong(row.get(column)) * SECOND;
    }

    static List<Call> of(List<Call> calls, Predicate<Call> which) {
        return calls.stream().filter(which).toList();
    }

    /**
     * Replays the month into a store.
     *
     * @param settings text of a settings file
     * @param shown which measurements are looked at; to write all of them takes minutes
     */
    static BoardStore replay(Path folder, String settings, List<String> shown) throws Exception {
        Path config = Files.writeString(folder.resolve("bank.yaml"), settings);
        Path rules = Files.createDirectories(folder.resolve("rules"));
        Files.copy(Path.of("alert-rules/sla-policies.yaml"), rules.resolve("sla-policies.yaml"));
        Path out = folder.resolve("out");
        assertThat(Bellwether.run(
                        "replay",
                        "--quiet",
                        "--events",
                        RealLogs.events(MONTH).toString(),
                        "--config",
                        config.toString(),
                        "--rules",
                        rules.toString(),
                        "--level-refresh",
                        "10s",
                        "--out",
                        out.toString()))
                .isZero();
        BoardStore store = BoardStore.empty(folder);
        store.write(BoardStore.LIVE, shown(out.resolve("metrics.lp"), shown));
        return store;
    }

    private static Path shown(Path points, List<String> measurements) throws IOException {
        Path shown = points.resolveSibling("shown.lp");
        try (Stream<String> lines = Files.lines(points)) {
            Files.write(shown, (Iterable<String>)
                    lines.filter(line -> measurements.contains(line.substring(0, line.indexOf(','))))::iterator);
        }
        return shown;
    }
}
