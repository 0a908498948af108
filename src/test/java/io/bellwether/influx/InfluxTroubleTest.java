package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.influx.FakeInflux.Answer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that are no verdict on a point, and what is known of a store by them. */
@Timeout(60)
class InfluxTroubleTest {

    @AutoClose
    private final FakeInflux store = new FakeInflux();

    InfluxTroubleTest() throws IOException {}

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

    private WriterHarness harness(int batchSize) {
        return new WriterHarness(WriterHarness.settings(store.url(), batchSize, 1_000, Duration.ofSeconds(30)));
    }
}
