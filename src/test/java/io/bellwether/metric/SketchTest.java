package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SketchTest {

    private static final double[] RANKS = {0, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 1};

    /** Durations over nine decades, scores below zero, and zeros. */
    private static long[] values(Random random, int n) {
        long[] values = new long[n];
        for (int i = 0; i < n; i++) {
            values[i] = switch (random.nextInt(5)) {
                case 0 -> 0;
                case 1 -> -1 - random.nextInt(1_000_000);
                case 2 -> 1 + random.nextInt(100);
                default -> (long) Math.exp(random.nextDouble() * 20);
            };
        }
        return values;
    }

    private static Sketch sketch(long... values) {
        Sketch sketch = new Sketch();
        for (long value : values) {
            sketch.add(value, 1);
        }
        return sketch;
    }

    @Test
    void quantilesAreWithinOnePerCentOfTheExactOnes() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            long[] values = values(random, 1 + random.nextInt(300));
            Sketch sketch = sketch(values);
            Arrays.sort(values);
            for (double q : RANKS) {
                long exact = values[(int) Math.max(0, Math.ceil(q * values.length) - 1)];
                assertThat(sketch.quantile(q))
                        .as("q %s of %s values", q, values.length)
                        .isCloseTo(exact, within(Math.abs(exact) * 0.0101));
            }
            assertThat(sketch.count()).isEqualTo(values.length);
            assertThat(sketch.sum()).isEqualTo(Arrays.stream(values).sum());
            assertThat(sketch.max()).isEqualTo(values[values.length - 1]);
        }
    }

    @Test
    void theMaximumThatWasTakenBackIsNoneAnyMore() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            long[] values = values(random, 2 + random.nextInt(50));
            Sketch sketch = sketch(values);
            Arrays.sort(values);
            for (int kept = values.length - 1; kept > 0; kept--) {
                sketch.add(values[kept], -1);
                long exact = values[kept - 1];
                assertThat(sketch.max()).isCloseTo(exact, within(Math.abs(exact) * 0.0101));
            }
            sketch.add(values[0], -1);
            assertThat(sketch.max()).isNaN();
        }
    }

    @Test
    void mergingInAnyOrderGivesTheSame() {
        Random random = new Random(2);
        for (int round = 0; round < 50; round++) {
            long[] values = values(random, 200);
            List<Sketch> parts = new ArrayList<>();
            for (int i = 0; i < values.length; i += 20) {
                parts.add(sketch(Arrays.copyOfRange(values, i, i + 20)));
            }
            Collections.shuffle(parts, random);
            Sketch merged = parts.stream().reduce(Sketch.EMPTY, Sketch::plus);
            assertThat(merged).isEqualTo(sketch(values));
            for (double q : RANKS) {
                assertThat(merged.quantile(q)).isEqualTo(sketch(values).quantile(q));
            }
        }
        assertThat(Sketch.EMPTY.count()).isZero();
    }

    @Test
    void whatIsTakenBackWasNever() {
        Random random = new Random(3);
        long[] kept = values(random, 100);
        long[] dropped = values(random, 100);
        Sketch sketch = sketch(kept);
        for (long value : dropped) {
            sketch.add(value, 1);
        }
        for (long value : dropped) {
            sketch.add(value, -1);
        }
        assertThat(sketch).isEqualTo(sketch(kept));
        assertThat(sketch.mean()).isEqualTo(sketch(kept).mean());
    }

    @Test
    void nothingIsLeftWhenAllIsTakenBack() {
        Sketch sketch = sketch(5, 0, -3);
        sketch.add(sketch0(-1, 5, 0, -3));
        assertThat(sketch).isEqualTo(Sketch.EMPTY);
        assertThat(sketch.mean()).isNaN();
        assertThat(sketch.max()).isNaN();
        assertThat(sketch.quantile(0.5)).isNaN();
    }

    private static Sketch sketch0(int weight, long... values) {
        Sketch sketch = new Sketch();
        for (long value : values) {
            sketch.add(value, weight);
        }
        return sketch;
    }

    @Test
    void comesBackFromBytesAsItWas() throws IOException {
        Sketch sketch = sketch(values(new Random(4), 500));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        sketch.write(new DataOutputStream(bytes));
        Sketch read = Sketch.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(read).isEqualTo(sketch).hasSameHashCodeAs(sketch);
        assertThat(read.max()).isEqualTo(sketch.max());
        assertThat(read.quantile(0)).isEqualTo(sketch.quantile(0));
    }
}
