package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.influx.FakeInflux.Answer;
import io.bellwether.metric.Point;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A field that the store has with another type, in each pane's points again. */
@Timeout(60)
class SuspectsTest {

    @AutoClose
    private final FakeInflux store = new FakeInflux();

    SuspectsTest() throws IOException {}

    /** The store says how many it dropped, and has written the others. */
    @Test
    void costsTheOthersNoRequests() throws Exception {
        store.judge = SuspectsTest::refusingOdd;
        try (WriterHarness harness = harness(100)) {
            for (int pane = 0; pane < 3; pane++) {
                for (int i = 0; i < 50; i++) {
                    write(harness, pane, "queue odd" + i, "cases fine" + i);
                }
            }
            harness.writer.flush(true);
            assertThat(harness.count(InfluxCounter.POINTS_REJECTED)).isEqualTo(150);
            assertThat(store.points).hasSize(150);
            assertThat(store.requests).extracting(List::size).containsExactly(100, 50, 50, 50, 50, 50, 50);
        }
    }

    /** The bucket was mended: they go with the others again. */
    @Test
    void isNoLongerSetApartWhereItIsTakenAgain() throws Exception {
        store.script.add(Answer.typeConflict(1));
        store.script.add(new Answer(204, "", ""));
        store.script.add(Answer.typeConflict(1));
        try (WriterHarness harness = harness(2)) {
            for (int pane = 0; pane < 4; pane++) {
                write(harness, pane, "queue odd", "cases fine");
            }
            harness.writer.flush(true);
            assertThat(harness.count(InfluxCounter.POINTS_REJECTED)).isEqualTo(1);
            assertThat(store.requests).extracting(List::size).containsExactly(2, 1, 1, 1, 1, 2, 2);
        }
    }

    /** It has the other type in some weeks alone, or a text has the look of it: the others still pay once. */
    @Test
    void isSetApartWhereSomePointsHaveItRight() throws Exception {
        store.judge = SuspectsTest::refusingOdd;
        try (WriterHarness harness = harness(100)) {
            for (int pane = 0; pane < 4; pane++) {
                for (int i = 0; i < 25; i++) {
                    write(harness, pane, "queue odd" + i, "queue right" + i, "cases fine" + i, "sla fine" + i);
                }
            }
            harness.writer.flush(true);
            assertThat(store.points).hasSize(300);
            assertThat(harness.count(InfluxCounter.POINTS_REJECTED)).isEqualTo(100);
            assertThat(store.requests)
                    .filteredOn(lines -> has(lines, "odd") && has(lines, "fine"))
                    .hasSize(1);
        }
    }

    private static Answer refusingOdd(List<String> lines) {
        long odd = lines.stream()
                .filter(line -> line.startsWith("queue,queue=odd"))
                .count();
        return odd == 0 ? null : Answer.typeConflict(odd);
    }

    private static boolean has(List<String> lines, String part) {
        return lines.stream().anyMatch(line -> line.contains(part));
    }

    /** @param points each its measurement and its queue */
    private static void write(WriterHarness harness, int pane, String... points) throws Exception {
        for (String point : points) {
            String[] names = point.split(" ");
            harness.writer.write(
                    new Point(
                            names[0],
                            new TreeMap<>(Map.of("queue", names[1])),
                            new TreeMap<>(Map.of("v", 1L)),
                            pane * 10_000L),
                    null);
        }
    }

    private WriterHarness harness(int batchSize) {
        return new WriterHarness(WriterHarness.settings(store.url(), batchSize, 1_000, Duration.ofSeconds(30)));
    }
}
