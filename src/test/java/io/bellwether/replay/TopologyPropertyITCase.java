package io.bellwether.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.IntervalMetrics;
import io.bellwether.metric.Metric;
import io.bellwether.metric.QueueMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole topology on random days of every type of event: what holds whatever happens, and that nothing hangs on when the
 * events come. More days than two: {@code -Dbellwether.rounds=10}.
 */
class TopologyPropertyITCase {

    private static final int ROUNDS = Integer.getInteger("bellwether.rounds", 1);
    private static final int DISORDER_MILLIS = 2_000;

    /** Half of it: what an event takes back that comes so late was said in a day as long as the other half. */
    private static final int LATE_MILLIS = 10_800_000;

    private static final String DAY_LONG = "6h";
    private static final String USUAL = "10m";

    private static final List<Metric> LEFT = List.of(
            QueueMetrics.ANSWERED,
            QueueMetrics.ABANDONED,
            QueueMetrics.TRANSFERRED,
            QueueMetrics.OVERFLOW,
            QueueMetrics.CALLBACK);

    @TempDir
    private Path folder;

    private int runs;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 1 + ROUNDS);
    }

    private ReplayRun replay(
            List<ServiceEvent> day, String lateness, int parallelism, ToLongFunction<ServiceEvent> delay)
            throws IOException {
        // of one name, since points of the pipeline carry it
        Path run = Files.createDirectories(folder.resolve("run-" + ++runs));
        Path file = Files.write(run.resolve("day.jsonl"), RandomDay.lines(day, delay));
        Path settings = Files.writeString(run.resolve("settings.yaml"), RandomDay.SETTINGS.formatted(lateness));
        String[] options = {
            "--as-arrived", "--parallelism", "" + parallelism, "--config", settings.toString(), "--rules", "alert-rules"
        };
        return ReplayRun.of(run.resolve("out"), file, options);
    }

    private static void assertSame(ReplayRun one, ReplayRun other) throws IOException {
        for (String file : Replay.FILES) {
            assertThat(Files.mismatch(one.file(file), other.file(file)))
                    .as("first byte of %s that differs", file)
                    .isEqualTo(-1);
        }
    }

    /** Whatever came, and however late. */
    private static void assertSound(ReplayRun run) throws IOException {
        Courses courses = Courses.of(run);
        courses.forEachValue(
                (place, metric, value) -> assertThat(value).as(place).isBetween(metric.lowest(), metric.highest()));
        courses.forEachLastValue((place, metric, value) -> {
            if (metric.kind() == Metric.Kind.LEVEL && metric != IntervalMetrics.MAX_WAITING) {
                assertThat(value).as("%s when all is over", place).isZero();
            }
        });
        courses.of("queue").forEach(TopologyPropertyITCase::assertNobodyIsLost);
    }

    private static void assertNobodyIsLost(Iterable<Map<Metric, Double>> panes) {
        double offered = 0;
        double left = 0;
        for (Map<Metric, Double> pane : panes) {
            offered += pane.get(QueueMetrics.OFFERED);
            left += LEFT.stream().mapToDouble(pane::get).sum();
            assertThat(left + pane.get(QueueMetrics.WAITING)).isEqualTo(offered);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsDisorderedOrLateCountsAsInOrder(int seed) throws IOException {
        Random random = new Random(seed);
        List<ServiceEvent> day = RandomDay.of(seed);
        ReplayRun inOrder = replay(day, DAY_LONG, 1, event -> 0);
        assertSound(inOrder);
        assertSame(inOrder, replay(day, DAY_LONG, 2, event -> random.nextInt(DISORDER_MILLIS + 1)));

        ReplayRun late = replay(day, DAY_LONG, 2, event -> random.nextInt(4) == 0 ? random.nextInt(LATE_MILLIS) : 0);
        assertThat(late.rejected()).isEmpty();
        assertThat(Courses.of(late).differences(Courses.of(inOrder), Set.of("sla.retracted")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverComesTooLateNothingIsLostAndAllEnds(int seed) throws IOException {
        Random random = new Random(seed);
        ReplayRun run =
                replay(RandomDay.of(seed), USUAL, 2, event -> random.nextInt(4) == 0 ? random.nextInt(LATE_MILLIS) : 0);
        assertThat(run.rejected()).isNotEmpty();
        assertSound(run);
    }

    @Test
    void everyTypeOfEventHappens() {
        Set<EventType> types = EnumSet.of(EventType.CLOCK_HEARTBEAT);
        RandomDay.of(1).forEach(event -> types.add(event.type()));
        assertThat(types).containsExactlyInAnyOrder(EventType.values());
    }
}
