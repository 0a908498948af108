package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.replay.ReplayRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that puts case ids into a dimension costs a name, not the store; and what is named is the same in every run. */
class ValueLimitsITCase {

    private static final int CASES = 120;
    private static final int LIMIT = 7;

    @TempDir
    private Path dir;

    @Test
    void valuesBeyondTheLimitAreOtherAtAnyParallelism() throws Exception {
        Path events = Files.write(dir.resolve("events.jsonl"), events());
        ReplayRun one = replay(events, 1);

        Set<String> queues = new TreeSet<>();
        one.forEachPoint("cases,queue=", point -> queues.add(point.tags().get("queue")));
        assertThat(queues).hasSize(LIMIT + 1).contains("other");
        long[] created = new long[2];
        long[] others = new long[1];
        one.forEachPoint("cases,", point -> {
            created[0] += point.tags().get("rollup").equals("all") ? point.whole("created") : 0;
            created[1] += point.tags().get("rollup").equals("queue") ? point.whole("created") : 0;
            assertThat(point.whole("open")).as("%s", point).isNotNegative();
        });
        assertThat(created).containsExactly(CASES, CASES);
        one.forEachPoint("pipeline,reason=queue,", point -> others[0] += point.whole("other_values"));
        assertThat(others[0]).isGreaterThanOrEqualTo(CASES - LIMIT);
        assertThat(Files.readString(one.file("alerts.jsonl"))).contains("events-other-values");

        Path disordered = Files.createDirectory(dir.resolve("disordered")).resolve("events.jsonl");
        Files.write(disordered, disordered(events()));
        for (int parallelism : new int[] {2, 4}) {
            ReplayRun other = replay(parallelism == 2 ? events : disordered, parallelism);
            for (String file : List.of("metrics.lp", "alerts.jsonl")) {
                assertThat(other.file(file)).as(file).hasSameBinaryContentAs(one.file(file));
            }
        }
    }

    private ReplayRun replay(Path events, int parallelism) throws Exception {
        Path config = Files.writeString(
                dir.resolve("bellwether.yaml"),
                "max_values_per_dimension: " + LIMIT + "\nrollups: [[], [queue], [queue, tier]]\n");
        return ReplayRun.of(
                dir.resolve("out" + parallelism),
                events,
                "--config",
                config.toString(),
                "--parallelism",
                Integer.toString(parallelism));
    }

    /** Each event changes places with its neighbour, a second away. */
    private static List<String> disordered(List<String> events) {
        List<String> other = new ArrayList<>(events);
        for (int i = 0; i + 1 < other.size(); i += 2) {
            Collections.swap(other, i, i + 1);
        }
        return other;
    }

    /** Several new queues in each pane; each case is solved later. In order of time. */
    private static List<String> events() {
        Random random = new Random(3);
        List<String> events = new ArrayList<>();
        for (int second = 0; second < CASES + 40; second++) {
            if (second < CASES) {
                events.add(event(second, "ticket.created", second, second, random.nextInt(1_000)));
            }
            if (second >= 40) {
                events.add(event(CASES + second, "ticket.status_changed", second, second - 40, -1));
            }
        }
        return events;
    }

    private static String event(int id, String type, int second, int number, int queue) {
        return "{\"id\":\"%d\",\"type\":\"%s\",\"time\":%d,\"source\":\"desk\",\"case_id\":\"c%d\"%s}"
                .formatted(
                        id,
                        type,
                        1_772_352_000_000L + second * 1_000L,
                        number,
                        queue < 0
                                ? ",\"status\":\"SOLVED\""
                                : ",\"queue\":\"case-" + queue + "-" + number + "\",\"tier\":\"t" + number % 3 + "\"");
    }
}
