package io.bellwether.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.ServiceEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruthTest {
    private static final long START = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();

    /** What a naive reader of the events would say of a contact. */
    private record Stay(String queue, long since) {}

    /** Per queue and interval: offered, answered, abandoned, short, in threshold, transferred, overflow, callback. */
    private static final class Counter {
        private final Map<String, Stay> waiting = new HashMap<>();
        private final Map<String, long[]> counts = new TreeMap<>();

        void read(ServiceEvent event) {
            switch (event.type()) {
                case CHAT_QUEUED -> enter(event);
                case CHAT_TRANSFERRED -> {
                    leave(event, "timeout".equals(event.reason()) ? 6 : 5);
                    enter(event);
                }
                case CHAT_ASSIGNED -> leave(event, 1);
                case CHAT_CALLBACK_REQUESTED -> leave(event, 7);
                case CHAT_ABANDONED -> leave(event, 2);
                default -> {}
            }
        }

        private void enter(ServiceEvent event) {
            waiting.put(event.caseId(), new Stay(event.queue(), event.time()));
            counts(event.queue(), event.time())[0]++;
        }

        private void leave(ServiceEvent event, int how) {
            Stay stay = waiting.remove(event.caseId());
            if (stay == null) {
                return;
            }
            long[] counts = counts(stay.queue(), stay.since());
            long wait = event.time() - stay.since();
            counts[how]++;
            counts[3] += how == 2 && wait <= 5_000 ? 1 : 0;
            counts[4] += how == 1 && wait <= 20_000 ? 1 : 0;
        }

        private long[] counts(String queue, long time) {
            return counts.computeIfAbsent(queue + "@" + time / 1_800_000 * 1_800_000, key -> new long[8]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "mixed"})
    void theEventsTellTheSameStoryAsTheTruth(String name) {
        Truth truth = new Truth();
        Counter counter = new Counter();
        Simulation simulation = new Simulation(Scenarios.load(name), 5, START, "t", truth);
        simulation.runUntil(START + (name.equals("demo") ? 45 : 360) * 60_000L, counter::read);
        long pending = 0;
        for (Truth.Row row : truth.rows()) {
            long[] counts = counter.counts(row.queue(), row.start());
            assertThat(new long[] {
                        row.offered(),
                        row.answered(),
                        row.abandoned(),
                        row.shortAbandoned(),
                        row.answeredInThreshold(),
                        row.transferred(),
                        row.overflow(),
                        row.callback()
                    })
                    .as(row.toString())
                    .isEqualTo(counts);
            assertThat(row.offered())
                    .isEqualTo(row.answered()
                            + row.abandoned()
                            + row.transferred()
                            + row.overflow()
                            + row.callback()
                            + row.pending());
            pending += row.pending();
        }
        assertThat(pending).isEqualTo(counter.waiting.size());
        assertThat(truth.rows())
                .anyMatch(row -> row.abandoned() > 10)
                .anyMatch(row -> row.overflow() > 0)
                .anyMatch(row -> row.callback() > 0 || name.equals("mixed"));
    }

    @Test
    void countsThoseWhoWaitAtTheEndOfAnInterval() {
        Truth truth = new Truth();
        long edge = Truth.INTERVAL;
        truth.queued("q", edge - 1_000);
        truth.queued("q", edge - 500);
        truth.left("q", edge - 500, edge - 100, ContactLog.Outcome.ABANDONED);
        truth.queued("q", edge);
        truth.left("q", edge - 1_000, edge, ContactLog.Outcome.ANSWERED);
        assertThat(truth.rows())
                .containsExactly(
                        new Truth.Row("q", 0, 2, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1_000, 1),
                        new Truth.Row("q", edge, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1));
    }

    @Test
    void isWrittenAsJsonLines() throws Exception {
        Scenario scenario = Scenarios.load("surge");
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        List<Truth.Row> rows = List.of(new Truth.Row("q", 0, 2, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1_500, 1));
        TruthWriter.write(scenario.incidents(START, START + 8 * 3_600_000L), rows, out);
        String[] lines = out.toString(StandardCharsets.UTF_8).split("\n");
        assertThat(lines).hasSize(2);
        assertThat(lines[0])
                .startsWith("{\"kind\":\"incident\",\"name\":\"surge-1\",\"incident\":\"surge\"")
                .contains("\"start\":\"2026-03-02T02:00:00Z\",\"end\":\"2026-03-02T03:30:00Z\"")
                .contains("\"affected\":{\"queue\":[\"presale\"]}");
        assertThat(lines[1])
                .isEqualTo(
                        "{\"kind\":\"interval\",\"queue\":\"q\",\"start\":\"1970-01-01T00:00:00Z\","
                                + "\"end\":\"1970-01-01T00:30:00Z\",\"offered\":2,\"answered\":1,\"abandoned\":1,"
                                + "\"short_abandoned\":1,\"answered_in_threshold\":1,\"abandoned_in_threshold\":1,"
                                + "\"transferred\":0,\"overflow\":0,\"callback\":0,\"pending\":0,\"wait_answered_s\":1.5,\"waiting_at_end\":1}");
    }
}
