package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedWaitTest {

    private static final CellKey BILLING =
            new CellKey(Measurement.QUEUE, List.of("queue"), List.of("billing"), List.of());

    private static Cell cell(CellKey key, long waiting, long inService, long staffed, long handled, long workMillis) {
        return cell(key, waiting, inService, inService, staffed, handled, workMillis);
    }

    private static Cell cell(
            CellKey key, long waiting, long inService, long taken, long staffed, long handled, long workMillis) {
        Map<Measure, LevelValue> levels = new EnumMap<>(Measure.class);
        levels.put(Measure.QUEUE_WAITING, new LevelValue(waiting, waiting, 0, LevelValue.NOBODY));
        levels.put(Measure.QUEUE_IN_SERVICE, new LevelValue(inService, inService, 0, LevelValue.NOBODY));
        levels.put(Measure.QUEUE_STAFFED_TAKEN, new LevelValue(taken, taken, 0, LevelValue.NOBODY));
        levels.put(Measure.QUEUE_STAFFED, new LevelValue(staffed, staffed, 0, LevelValue.NOBODY));
        return new Cell(
                key,
                0,
                10_000,
                Map.of(Measure.QUEUE_TRAILING_HANDLED, handled, Measure.QUEUE_TRAILING_WORK, workMillis),
                Map.of(),
                levels);
    }

    /** Position × AHT / (agents × concurrency × occupancy): 5 agents with 2 slots, of which four fifths are taken, are 8. */
    @ParameterizedTest
    @CsvSource({
        "6, 8, 5, 40, 9600, 180", // 6 × 240 s / (5 × 2 × 0.8)
        "1, 10, 10, 20, 3600, 18", // 1 × 180 s / 10
        "4, 0, 3, 1, 300, 400", // nobody is served yet: each of three takes one
        "0, 8, 5, 0, 0, 0", // nobody waits
        "6, 8, 0, 40, 9600, NaN", // nobody is there
        "0, 0, 0, 0, 0, NaN"
    })
    void isThatOfTheLastInLine(
            long waiting, long inService, long staffed, long handled, long workSeconds, double seconds) {
        Cell cell = cell(BILLING, waiting, inService, staffed, handled, workSeconds * 1_000);
        assertThat(QueueMetrics.EXPECTED_WAIT.value(cell)).isEqualTo(Double.valueOf(seconds));
        boolean none = Double.isNaN(seconds);
        assertThat(Double.isNaN(QueueMetrics.EXPECTED_WAIT_LOW.value(cell))).isEqualTo(none);
        assertThat(Double.isNaN(QueueMetrics.EXPECTED_WAIT_HIGH.value(cell))).isEqualTo(none);
    }

    /** Contacts of agents who are away end, and bring nobody the next; contacts of other queues take slots, and bring none here. */
    @ParameterizedTest
    @CsvSource({
        "6, 4, 1, 1, 1440", // three of four contacts are of agents who have gone on break: 6 × 240 s / 1
        "6, 4, 0, 2, 720", // all four are: each of two who are there takes one
        "6, 2, 5, 5, 720", // five have a contact, two of them one of this queue
    })
    void whoIsAwayTakesNobodyElse(long waiting, long inService, long taken, long staffed, double seconds) {
        Cell cell = cell(BILLING, waiting, inService, taken, staffed, 40, 9_600_000);
        assertThat(QueueMetrics.EXPECTED_WAIT.value(cell)).isEqualTo(seconds);
    }

    @Test
    void isOfAQueueAloneAsOnlyThereItIsKnownWhoServes() {
        CellKey all = new CellKey(Measurement.QUEUE, List.of(), List.of(), List.of());
        CellKey chats =
                new CellKey(Measurement.QUEUE, List.of("queue", "channel"), List.of("billing", "chat"), List.of());
        for (CellKey key : List.of(all, chats)) {
            Map<String, Object> fields =
                    Point.of(cell(key, 6, 8, 5, 40, 9_600_000), "F6").fields();
            assertThat(fields)
                    .containsEntry("waiting", 6L)
                    .doesNotContainKeys("staffed", "expected_wait_s", "expected_wait_low_s", "expected_wait_high_s");
        }
        assertThat(Point.of(cell(BILLING, 6, 8, 5, 40, 9_600_000), "F6").fields())
                .containsEntry("staffed", 5L)
                .containsEntry("expected_wait_s", 180.0);
    }

    /** The n-th of those who get free at random: the sum of n exponential times. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 20, 100})
    void theRangeIsWhereEightOfTenEnd(long waiting) {
        Cell cell = cell(BILLING, waiting, 8, 5, 1, 240_000);
        double each = 240.0 / 8;
        assertThat(probability(waiting, QueueMetrics.EXPECTED_WAIT_LOW.value(cell) / each))
                .isCloseTo(0.1, within(0.01));
        assertThat(probability(waiting, QueueMetrics.EXPECTED_WAIT_HIGH.value(cell) / each))
                .isCloseTo(0.9, within(0.01));
    }

    /** That n such times of mean 1 are over by then: that of more than n − 1 events of a Poisson process. */
    private static double probability(long n, double time) {
        double term = Math.exp(-time);
        double fewer = 0;
        for (int k = 0; k < n; k++) {
            fewer += term;
            term *= time / (k + 1);
        }
        return 1 - fewer;
    }
}
