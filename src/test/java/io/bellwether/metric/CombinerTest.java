package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.state.Packing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class CombinerTest {

    private static final long PANE = 10_000;
    private static final List<String> DIMENSIONS = List.of("queue", "channel", "tier");
    /** Some are parts of each other, in any order, and some are not. */
    private static final List<List<String>> ROLLUPS = List.of(
            List.of(),
            List.of("tier"),
            List.of("queue"),
            List.of("queue", "channel"),
            List.of("queue", "tier"),
            List.of("queue", "channel", "tier"),
            List.of("channel"));

    private static final List<Measure> MEASURES = List.of(
            Measure.QUEUE_OFFERED,
            Measure.QUEUE_WAITING,
            Measure.QUEUE_HANDLE,
            Measure.INTERVAL_OFFERED,
            Measure.SENTIMENT_SCORE,
            Measure.AGENTS_ONLINE,
            Measure.PIPELINE_LATE);

    private static Observation next(Random random, long now) {
        Measure measure = MEASURES.get(random.nextInt(MEASURES.size()));
        Measurement of = measure.measurement();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < Windowing.dimensions(of, DIMENSIONS).size(); i++) {
            values.add("v" + random.nextInt(3));
        }
        List<String> tags =
                of.tags().stream().map(tag -> "t" + random.nextInt(2)).toList();
        long time = now - random.nextInt(random.nextInt(8) == 0 ? 40_000 : 5_000);
        return new Observation(
                measure, new Series(of, values, tags), time, 1 + random.nextInt(50), time / 2, random.nextInt(5) - 2);
    }

    private static void add(Map<String, Window> sums, CellKey key, long start, Window window) {
        sums.computeIfAbsent(key + " " + start, none -> new Window()).add(window);
    }

    private static Map<String, List<Byte>> bytes(Map<String, Window> sums) {
        Map<String, List<Byte>> bytes = new TreeMap<>();
        sums.forEach((at, window) -> {
            List<Byte> written = new ArrayList<>();
            for (byte one : Packing.pack(window::write)) {
                written.add(one);
            }
            bytes.put(at, written);
        });
        return bytes;
    }

    /** Every observation in every rollup by itself comes to the same. */
    @RepeatedTest(20)
    void everyRollupHasAllThatWasObserved(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Windowing windowing = Windowings.of(PANE, 6 * PANE, 6 * PANE, PANE, DIMENSIONS, ROLLUPS);
        Map<String, Window> sent = new TreeMap<>();
        Map<String, Window> naive = new TreeMap<>();
        Combiner combiner = new Combiner(windowing, (difference, paneEnd) -> {
            assertThat(Math.floorMod(paneEnd, PANE)).isEqualTo(PANE - 1);
            add(sent, difference.key(), difference.start(), difference.window());
        });
        for (int i = 0; i < 2_000; i++) {
            Observation one = next(random, i * 100L);
            combiner.observe(one);
            Window alone = new Window();
            boolean course = windowing.keepsCourse(one.measure());
            alone.add(one.measure(), course ? one.time() : LevelChanges.UNTOLD, one.value(), one.since(), one.weight());
            for (CellKey key : windowing.keys(one.series())) {
                add(naive, key, windowing.start(key.measurement(), one.time()), alone);
            }
            if (random.nextInt(50) == 0) {
                combiner.advance(i * 100L - 3_000);
            } else if (random.nextInt(300) == 0) {
                combiner.sendAll();
            }
        }
        combiner.sendAll();
        assertThat(bytes(sent)).isEqualTo(bytes(naive));
    }
}
