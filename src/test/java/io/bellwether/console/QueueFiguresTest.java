package io.bellwether.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueFiguresTest {

    private static final long PANE = 10_000;
    private static final long NOW = 1_772_442_000_000L;

    private static JsonNode read(RowsInMemory rows, long now) throws Exception {
        return new ObjectMapper().readTree(new QueueFigures(rows, PANE, 300_000).read(now));
    }

    private static Map<String, Object> pane(long answered, long inTime, long lostMet, long lostUnmet, long waiting) {
        return Map.of(
                "offered", answered + lostMet + lostUnmet,
                "answered", answered,
                "abandoned", lostMet + lostUnmet,
                "answered_in_threshold", inTime,
                "lost_met", lostMet,
                "lost_unmet", lostUnmet,
                "waiting", waiting,
                "oldest_age_s", 33.0);
    }

    @Test
    void sumsTheLastMinutesAndTakesLevelsAsOfTheLastPane() throws Exception {
        Map<String, String> vip = Map.of("queue", "vip");
        RowsInMemory rows = new RowsInMemory()
                .add("queue", "queue", NOW - 400_000, vip, pane(100, 0, 0, 0, 9))
                .add("queue", "queue", NOW - 100_000, vip, pane(6, 5, 1, 1, 4))
                .add("queue", "queue", NOW - 20_000, vip, pane(2, 1, 0, 0, 2))
                .add("sla", "queue", NOW - 20_000, Map.of("queue", "vip", "clock", "first_reply"), Map.of("met", 3L))
                .add(
                        "sla",
                        "queue",
                        NOW - 20_000,
                        Map.of("queue", "vip", "clock", "resolution"),
                        Map.of("breached", 1L))
                .add(
                        "sentiment",
                        "queue",
                        NOW - 20_000,
                        Map.of("queue", "vip", "side", "customer"),
                        Map.of("count", 4L, "mean", -0.5, "negative", 1L))
                .add(
                        "sentiment",
                        "queue",
                        NOW - 20_000,
                        Map.of("queue", "vip", "side", "agent"),
                        Map.of("count", 4L, "mean", 0.9, "negative", 0L));
        JsonNode board = read(rows, NOW);
        assertThat(board.path("newest").asLong()).isEqualTo(NOW - 10_000);
        JsonNode queue = board.path("queues").get(0);
        assertThat(queue.path("waiting").asInt()).isEqualTo(2);
        assertThat(queue.path("oldest_s").asDouble()).isEqualTo(33);
        assertThat(queue.path("answered").asInt()).isEqualTo(8);
        assertThat(queue.path("abandoned").asInt()).isEqualTo(2);
        assertThat(queue.path("service_level").asDouble()).isEqualTo((6 + 1) / 10.0, within(1e-9));
        assertThat(queue.path("attainment").asDouble()).isEqualTo(0.75);
        assertThat(queue.path("mood").asDouble()).isEqualTo(-0.5);
        assertThat(queue.path("negative").asDouble()).isEqualTo(0.25);
        assertThat(queue.path("course").path("waiting")).hasSize(60);
        assertThat(queue.path("course").path("waiting").get(59).asInt()).isEqualTo(2);
        assertThat(queue.path("course").path("waiting").get(55).asInt()).isEqualTo(9);
    }

    /** The mean of the last hour, by contacts and not by panes; of a few it is not said. */
    @Test
    void saysHowLongContactsUsuallyTakeWhereEnoughEnded() throws Exception {
        Map<String, String> vip = Map.of("queue", "vip");
        Map<String, String> few = Map.of("queue", "few");
        RowsInMemory rows = new RowsInMemory()
                .add("queue", "queue", NOW - 4_000_000, vip, Map.of("handled", 90L, "handle_mean_s", 9_000.0))
                .add("queue", "queue", NOW - 3_000_000, vip, Map.of("handled", 15L, "handle_mean_s", 100.0))
                .add("queue", "queue", NOW - 20_000, vip, Map.of("handled", 5L, "handle_mean_s", 500.0))
                .add("queue", "queue", NOW - 20_000, few, Map.of("handled", 19L, "handle_mean_s", 500.0));
        JsonNode queues = read(rows, NOW).path("queues");
        assertThat(queues.get(0).path("name").asText()).isEqualTo("few");
        assertThat(queues.get(0).path("handle_s").isNull()).isTrue();
        assertThat(queues.get(1).path("handle_s").asDouble()).isEqualTo(200);
    }

    @Test
    void nobodyWaitsLongestWhereNobodyWaits() throws Exception {
        RowsInMemory rows = new RowsInMemory()
                .add("queue", "queue", NOW - 100_000, Map.of("queue", "vip"), pane(0, 0, 0, 0, 4))
                .add("queue", "queue", NOW - 20_000, Map.of("queue", "vip"), Map.of("waiting", 0L));
        JsonNode queue = read(rows, NOW).path("queues").get(0);
        assertThat(queue.path("waiting").asInt()).isZero();
        assertThat(queue.path("oldest_s").isNull()).isTrue();
        assertThat(queue.path("service_level").isNull()).isTrue();
    }

    /** The store is asked again for what may have been corrected. */
    @Test
    void aPaneThatIsCorrectedTakesThePlaceOfWhatItWas() throws Exception {
        RowsInMemory rows =
                new RowsInMemory().add("queue", "queue", NOW - 20_000, Map.of("queue", "vip"), Map.of("offered", 1L));
        QueueFigures figures = new QueueFigures(rows, PANE, 300_000);
        figures.read(NOW);
        rows.add("queue", "queue", NOW - 20_000, Map.of("queue", "vip"), Map.of("offered", 5L));
        JsonNode board = new ObjectMapper().readTree(figures.read(NOW + 1_000));
        assertThat(board.path("queues").get(0).path("offered").asInt()).isEqualTo(5);
    }
}
