package io.bellwether.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DoorCountsTest {

    private static final long PANE = 10_000;

    private final List<Observation> told = new ArrayList<>();
    private final DoorCounts counts = new DoorCounts(PANE, told::add);

    private record Sum(Measure measure, String topic, long pane) {}

    /** Whatever comes in whatever order, late or early, before 1970 and at pane's ends: what is held is what one by one gives. */
    @Test
    void theSumsOfPanesAreThoseOfCountingOneByOne() {
        Random random = new Random(7);
        Map<Sum, Long> expected = new HashMap<>();
        for (int round = 0; round < 20_000; round++) {
            String topic = "t" + random.nextInt(3);
            long time = 40_000 * (round / 5_000) + random.nextInt(30_000) - 15_000;
            Measure measure = random.nextInt(4) == 0 ? Measure.PIPELINE_UNSCORED : Measure.PIPELINE_EVENTS;
            if (measure == Measure.PIPELINE_EVENTS) {
                counts.event(topic, time);
            } else {
                counts.unscored(topic, time);
            }
            expected.merge(new Sum(measure, topic, Math.floorDiv(time, PANE)), 1L, Long::sum);
            if (random.nextInt(100) == 0) {
                counts.flush();
            }
        }
        counts.flush();
        Map<Sum, Long> sums = new HashMap<>();
        told.forEach(each -> sums.merge(
                new Sum(each.measure(), each.series().tags().get(0), Math.floorDiv(each.time(), PANE)),
                each.value(),
                Long::sum));
        assertThat(sums).isEqualTo(expected);
    }

    @Test
    void whatFallsIntoOnePaneIsToldOnce() {
        for (int i = 0; i < 1_000; i++) {
            counts.event("a", i);
            counts.event("b", PANE + i);
        }
        assertThat(told).isEmpty();
        counts.flush();
        counts.flush();
        assertThat(told).extracting(Observation::value).containsExactly(1_000L, 1_000L);
        assertThat(told).extracting(Observation::time).containsExactly(0L, PANE);
    }
}
