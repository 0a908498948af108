package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alert.AlertLines;
import io.bellwether.alert.Transition;
import io.bellwether.replay.ReplayRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forty queues get a case each within minutes; their rule may have five alerts at once, wherever its series are evaluated. */
class RuleLimitsITCase {

    private static final int QUEUES = 40;
    private static final int MOST = 5;

    private static final String RULE = """
        rules:
          - uid: waits
            title: "{{labels.queue}} has a case"
            owner: test
            metric: cases.open
            by: [queue]
            window: {size: 1m}
            levels: [{severity: warning, op: ">", value: 0}]
            limits: {max_series: 5}
            annotations: {summary: "{{value}}"}
        """;

    @TempDir
    private Path dir;

    @Test
    void neverMoreAreToldAtOnceAndTheSameAtAnyParallelism() throws Exception {
        Path rules = Files.createDirectory(dir.resolve("rules"));
        Files.writeString(rules.resolve("waits.yaml"), RULE);
        Path events = Files.write(dir.resolve("events.jsonl"), events());
        ReplayRun one = replay(events, rules, 1);

        Set<String> open = new TreeSet<>();
        int ofLimit = 0;
        for (Transition change : AlertLines.read(one.file("alerts.jsonl"))) {
            String queue = change.labels().get("queue");
            ofLimit += queue == null ? 1 : 0;
            if (queue != null && change.kind() == Transition.Kind.FIRING) {
                open.add(queue);
            } else if (queue != null) {
                assertThat(open.remove(queue)).as(change.toString()).isTrue();
            }
        }
        assertThat(ofLimit).as("one alert of the rule itself, and its end").isEqualTo(2);
        assertThat(most(one)).isEqualTo(MOST);
        Path disordered = Files.createDirectory(dir.resolve("disordered")).resolve("events.jsonl");
        Files.write(disordered, disordered());
        for (int parallelism : new int[] {2, 4}) {
            ReplayRun other = replay(parallelism == 2 ? events : disordered, rules, parallelism);
            assertThat(other.file("alerts.jsonl")).hasSameBinaryContentAs(one.file("alerts.jsonl"));
        }
    }

    /** How many series had an open alert at the end of a moment. */
    private static int most(ReplayRun run) throws Exception {
        Set<String> open = new TreeSet<>();
        int most = 0;
        long moment = 0;
        for (Transition change : AlertLines.read(run.file("alerts.jsonl"))) {
            most = change.at() > moment ? Math.max(most, open.size()) : most;
            moment = change.at();
            String queue = change.labels().get("queue");
            if (queue != null && change.kind() == Transition.Kind.RESOLVED) {
                open.remove(queue);
            } else if (queue != null) {
                open.add(queue);
            }
        }
        return most;
    }

    private ReplayRun replay(Path events, Path rules, int parallelism) {
        return ReplayRun.of(
                dir.resolve("out" + parallelism),
                events,
                "--rules",
                rules.toString(),
                "--parallelism",
                Integer.toString(parallelism));
    }

    private static List<String> events() {
        List<String> events = new ArrayList<>();
        for (int second = 0; second < 1_800; second++) {
            if (second % 7 == 0 && second / 7 < QUEUES) {
                events.add(event(second, "ticket.created", second / 7, ",\"queue\":\"q" + second / 7 + "\""));
            }
            if (second >= 600 && second % 13 == 0 && (second - 600) / 13 < QUEUES) {
                events.add(event(second, "ticket.status_changed", (second - 600) / 13, ",\"status\":\"SOLVED\""));
            }
        }
        events.add(event(3_600, "ticket.created", QUEUES, ",\"queue\":\"last\""));
        return events;
    }

    /** Each event changes places with its neighbour. */
    private static List<String> disordered() {
        List<String> other = new ArrayList<>(events());
        for (int i = 0; i + 2 < other.size(); i += 2) {
            Collections.swap(other, i, i + 1);
        }
        return other;
    }

    private static String event(int second, String type, int number, String more) {
        return "{\"id\":\"%s-%d\",\"type\":\"%s\",\"time\":%d,\"source\":\"desk\",\"case_id\":\"c%d\"%s}"
                .formatted(type, number, type, 1_772_352_000_000L + second * 1_000L, number, more);
    }
}
