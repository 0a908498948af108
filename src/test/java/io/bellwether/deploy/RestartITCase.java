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
        begin = Trial.begin();
        Trial.writeRules(directory.resolve("rules"));
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
            assertThat(disturbed.trial().hasRead())
                    .as("history was left until the last end")
                    .isFalse();
            kafka.pace(null);
            disturbed.toTheEnd();

            assertThat(calm.trial().points()).as("the history gives points").hasSizeGreaterThan(5_000);
            for (String kind : List.of("live queue_interval,", "trends queue,", "live alert_events,")) {
                assertThat(calm.trial().points().keySet().stream().filter(identity -> identity.startsWith(kind)))
                        .as("%s among them", kind)
                        .isNotEmpty();
            }
            disturbed.awaitPoints(calm.trial().points());
            assertThat(calm.trial().told()).isNotEmpty().doesNotHaveDuplicates();
            assertThat(disturbed.trial().told())
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(calm.trial().told());
        }
    }
}
