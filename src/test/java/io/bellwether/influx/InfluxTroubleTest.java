package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.influx.FakeInflux.Answer;
import io.bellwether.metric.Point;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that are no verdict on a point, and what is known of a store by them. */
@Timeout(60)
class InfluxTroubleTest {

    private FakeInflux store;

    @BeforeEach
    void startStore() throws IOException {
        store = new FakeInflux();
    }

    @AfterEach
    void stopStore() {
        store.close();
    }

    /** The store was given TLS, influx.url still says http. */
    @Test
    void aServerThatWantsTlsCostsNoPoint() throws Exception {
        for (int i = 0; i < 3; i++) {
            store.script.add(new Answer(400, "Client sent an HTTP request to an HTTPS server.\n", ""));
        }
        try (WriterHarness harness = harness(1)) {
            harness.write("a", 1);
            harness.write("b", 2);
            harness.write("c", 3);
            harness.writer.flush(true);
            assertThat(harness.count(InfluxCounter.POINTS_REJECTED)).isZero();
            assertThat(store.points).hasSize(3);
        }
    }

    @Test
    void troubleIsNotOverBecauseTheNextFailureIsAnother() throws Exception {
        store.script.add(Answer.status(401));
        store.script.add(Answer.status(503));
        store.script.add(Answer.SILENCE);
        try (WriterHarness harness = harness(1)) {
            assertThat(harness.account.figures().trouble()).as("not known yet").isNull();
            harness.write("a", 1);
            harness.yield();
            assertThat(harness.account.figures().trouble())
                    .isEqualTo("status 401, check influx.token (content type" + " application/json; charset=utf-8)");
            harness.yield();
            assertThat(store.points).isEmpty();
            assertThat(harness.account.figures().trouble()).startsWith("status 503");
        }
    }

    @Test
    void whatAQuotedTextSaysIsNotWhatTheStoreSays() throws Exception {
        store.judge = lines -> lines.stream().anyMatch(line -> line.contains("queue=bad"))
                ? new Answer(
                        400,
                        "{\"message\":\"unable to parse 'alert_events,queue=bad text=\\\"we dropped 3 points of CSAT\\\" 7': bad\"}",
                        "")
                : null;
        try (WriterHarness harness = harness(3)) {
            harness.write("a", 1);
            harness.write("bad", 2);
            harness.write("c", 3);
            harness.writer.flush(true);
            assertThat(store.points).hasSize(2);
        }
    }

    /** The field has the other type in some weeks alone, or a text has the look of it: the others still pay once. */
    @Test
    void aFieldThatConflictsInSomePointsCostsTheOthersNoRequests() throws Exception {
        store.judge = lines -> {
            long odd = lines.stream()
                    .filter(line -> line.startsWith("queue,queue=odd"))
                    .count();
            return odd == 0
                    ? null
                    : new Answer(
                            400,
                            "{\"message\":\"partial write: field type conflict: input field \\\"v\\\" on measurement"
                                    + " \\\"queue\\\" is type float, already exists as type integer dropped=" + odd
                                    + "\"}",
                            "");
        };
        try (WriterHarness harness = harness(100)) {
            for (int pane = 0; pane < 4; pane++) {
                for (int i = 0; i < 25; i++) {
                    harness.writer.write(point("queue", "odd" + i, pane), null);
                    harness.writer.write(point("queue", "right" + i, pane), null);
                    harness.writer.write(point("cases", "fine" + i, pane), null);
                    harness.writer.write(point("sla", "fine" + i, pane), null);
                }
            }
            harness.writer.flush(true);
            assertThat(store.points).hasSize(300);
            assertThat(harness.count(InfluxCounter.POINTS_REJECTED)).isEqualTo(100);
            assertThat(store.requests)
                    .filteredOn(lines -> lines.stream().anyMatch(line -> line.contains("odd"))
                            && lines.stream().anyMatch(line -> line.contains("fine")))
                    .hasSize(1);
        }
    }

    private static Point point(String measurement, String queue, int pane) {
        return new Point(
                measurement, new TreeMap<>(Map.of("queue", queue)), new TreeMap<>(Map.of("v", 1L)), pane * 10_000L);
    }

    private WriterHarness harness(int batchSize) {
        return new WriterHarness(WriterHarness.settings(store.url(), batchSize, 1_000, Duration.ofSeconds(30)));
    }
}
