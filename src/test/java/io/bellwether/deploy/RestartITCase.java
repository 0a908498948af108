package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.deploy.RestartedRun.End;
import io.bellwether.deploy.RestartedRun.Moment;
import io.bellwether.deploy.RunProcess.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code bellwether run} is ended at ten moments, by kill −9, SIGTERM and Ctrl-C, with the store there and away, at other
 * parallelisms, and goes on from the state that it finds; from none where it was killed before there was one, and where
 * it is told to. Panes, half hours, hours, alerts and deliveries
 * are those of a run in which nothing happened.
 */
@Timeout(1800)
class RestartITCase {

    /** Slow enough that there is history left at each of the ends. */
    private static final double PACE = 25_000;

    private static final int EVENTS = 20_000;

    private static final long HOUR = 3_600_000;

    private static final String RULES = """
            group: restarts
            rules:
              - uid: created-in-queue
                title: "Cases come to {{labels.queue}}"
                metric: cases.created
                by: [queue]
                window: {size: 1m, every: 10s}
                levels: [{severity: warning, op: ">=", value: 3}]
                keep_firing_for: 1d
                annotations: {summary: "{{value}} cases"}
              - uid: many-waiting
                title: "Many wait in {{labels.queue}}"
                metric: queue.waiting
                by: [queue]
                window: {size: 1m, every: 10s}
                levels: [{severity: warning, op: ">=", value: 2, recover: 1}]
                annotations: {summary: "{{value}} wait"}
              - uid: missed
                title: "{{case}} missed {{clock}}"
                signal: sla.breached
                severity: info
                annotations: {summary: "{{case}} missed {{clock}}"}
            """;

    private static final String POLICIES = """
            policies:
              - name: everybody
                targets: {first_reply: 30s, next_reply: 45s, resolution: 8m}
            """;

    private static final String ROUTING = """
            receivers:
              - {name: hook, type: webhook, url: "${URL}", secret: "${SECRET}", format: standard-webhooks,
                 allow_http_hosts: [127.0.0.1], allow_private: true}
            routes:
              - {match: {uid: created-in-queue}, receiver: hook, group_by: [uid, queue], group_wait: 0s}
            """;

    private static Path directory;
    private static PacedKafka kafka;
    private static long begin;

    private static final List<End> ENDS = List.of(
            new End(Signal.KILL, Moment.UNSAVED, 2, false),
            new End(Signal.TERM, Moment.SAVED, 2, false),
            new End(Signal.INT, Moment.SAVED, 1, false),
            new End(Signal.KILL, Moment.STARTING, 1, false),
            new End(Signal.TERM, Moment.STORE_AWAY, 2, false),
            new End(Signal.KILL, Moment.STORE_AWAY, 2, false),
            new End(Signal.INT, Moment.STORE_AWAY, 1, false),
            new End(Signal.KILL, Moment.SAVED, 2, true),
            new End(Signal.TERM, Moment.SAVED, 2, false),
            new End(Signal.KILL, Moment.SAVED, 2, false));

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(Path.of("target"));
        directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "restart-");
        kafka = new PacedKafka(directory.resolve("kafka"));
        begin = Math.floorDiv(System.currentTimeMillis() - 2 * HOUR, HOUR) * HOUR;
        Path rules = Files.createDirectories(directory.resolve("rules"));
        Files.writeString(rules.resolve("rules.yaml"), RULES);
        Files.writeString(rules.resolve("sla-policies.yaml"), POLICIES);
        Files.writeString(rules.resolve("alert-routing.yaml"), ROUTING);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void tenEndsAtAnyMomentLeaveWhatAnUndisturbedRunLeaves() throws Exception {
        try (RestartedRun calm = new RestartedRun("calm", directory, kafka, begin, EVENTS);
                RestartedRun disturbed = new RestartedRun("disturbed", directory, kafka, begin, EVENTS)) {
            calm.toTheEnd();
            kafka.pace(PACE);
            Random random = new Random(11);
            End before = null;
            for (int i = 0; i < ENDS.size(); i++) {
                disturbed.disturb(i, ENDS.get(i), before, random);
                before = ENDS.get(i);
            }
            assertThat(disturbed.hasRead())
                    .as("history was left until the last end")
                    .isFalse();
            kafka.pace(null);
            disturbed.toTheEnd();

            assertThat(calm.points()).as("the history gives points").hasSizeGreaterThan(5_000);
            for (String kind : List.of("live queue_interval,", "trends queue,", "live alert_events,")) {
                assertThat(calm.points().keySet().stream().filter(identity -> identity.startsWith(kind)))
                        .as("%s among them", kind)
                        .isNotEmpty();
            }
            disturbed.awaitPoints(calm.points());
            assertThat(calm.told()).isNotEmpty().doesNotHaveDuplicates();
            assertThat(disturbed.told()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(calm.told());
        }
    }
}
