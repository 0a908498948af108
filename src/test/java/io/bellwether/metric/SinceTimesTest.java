package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Against a tree. */
class SinceTimesTest {

    private static final long YEAR = 365L * 86_400_000;

    private static void add(SinceTimes times, TreeMap<Long, Long> expected, long time, long n) {
        times.add(time, n);
        if (expected.merge(time, n, Long::sum) == 0) {
            expected.remove(time);
        }
    }

    private static long oldest(TreeMap<Long, Long> times, Map<Long, Long> less) {
        TreeMap<Long, Long> left = new TreeMap<>(times);
        less.forEach((time, n) -> left.merge(time, -n, Long::sum));
        left.values().removeIf(n -> n <= 0);
        return left.isEmpty() ? LevelValue.NOBODY : left.firstKey();
    }

    private static Ages ages(TreeMap<Long, Long> times, long now, Map<Long, Long> less) {
        long[] counts = new long[AgeBucket.values().length];
        times.forEach((time, n) -> counts[AgeBucket.of(now - time).ordinal()] += n);
        less.forEach((time, n) -> counts[AgeBucket.of(now - time).ordinal()] -= n);
        return Ages.of(counts);
    }

    private static byte[] bytes(SinceTimes times) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        times.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static SinceTimes read(byte[] bytes) throws IOException {
        return SinceTimes.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    private static SinceTimes of(TreeMap<Long, Long> expected) {
        SinceTimes times = new SinceTimes();
        expected.descendingMap().forEach(times::add);
        return times;
    }

    /** Also in a chunk of its own, at its first entry and at its last. */
    @Test
    void anAgeIsCountedOnItsSideOfTheBound() {
        for (AgeBucket bucket : AgeBucket.values()) {
            SinceTimes times = new SinceTimes();
            TreeMap<Long, Long> expected = new TreeMap<>();
            long now = 10 * YEAR;
            for (long since = now - bucket.fromMillis() - 500; since < now - bucket.fromMillis() + 500; since++) {
                add(times, expected, since, 1);
            }
            for (long later = now - 300; later <= now + 300; later++) {
                assertThat(Ages.of(times, later, null)).isEqualTo(ages(expected, later, Map.of()));
            }
        }
    }

    /** Cases come mostly in order and leave in any; some are moved here with a time of long ago, some are known late. */
    @RepeatedTest(40)
    void knowsTheOldestWhateverComesAndLeaves(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        long step = random.nextBoolean() ? 1_000 : YEAR / 1_000;
        boolean grows = random.nextBoolean();
        SinceTimes times = new SinceTimes();
        TreeMap<Long, Long> expected = new TreeMap<>();
        for (int i = 0; i < 6_000; i++) {
            long now = i * step;
            boolean leaves = !expected.isEmpty() && random.nextInt(10) < (grows && i < 4_000 ? 2 : 6);
            if (leaves) {
                Long time = expected.floorKey((long) (random.nextDouble() * now));
                add(times, expected, time == null ? expected.firstKey() : time, -1);
            } else {
                add(times, expected, random.nextInt(8) == 0 ? now - (long) (random.nextDouble() * YEAR) : now, 1);
            }
            if (random.nextInt(200) == 0) {
                Map<Long, Long> taken = new TreeMap<>();
                Tally less = new Tally(1);
                for (int j = random.nextInt(30); j > 0; j--) {
                    Long time = expected.higherKey((long) (random.nextDouble() * now) - YEAR);
                    long n = random.nextInt(3) - 1;
                    less.add(time == null ? now : time, n);
                    taken.merge(time == null ? now : time, n, Long::sum);
                }
                assertThat(times.oldest(less)).isEqualTo(oldest(expected, taken));
                assertThat(times.oldest(null)).isEqualTo(oldest(expected, Map.of()));
                long then = now - (random.nextBoolean() ? 0 : (long) (random.nextDouble() * YEAR));
                assertThat(Ages.of(times, then, less)).isEqualTo(ages(expected, then, taken));
                assertThat(Ages.of(times, now, null)).isEqualTo(ages(expected, now, Map.of()));
            }
            if (random.nextInt(1_000) == 0) {
                times = random.nextBoolean() ? times.copy() : read(bytes(times));
            }
        }
        assertThat(bytes(times)).isEqualTo(bytes(of(expected)));
        assertThat(times.isEmpty()).isEqualTo(expected.isEmpty());
    }

    @Test
    void aCopyDoesNotSeeWhatComesLater() throws IOException {
        SinceTimes times = new SinceTimes();
        for (long time = 0; time < 2_000; time++) {
            times.add(time, 1);
        }
        SinceTimes copy = times.copy();
        byte[] before = bytes(copy);
        for (long time = 0; time < 2_000; time += 3) {
            times.add(time, time % 2 == 0 ? -1 : 1);
            times.add(-time - 1, 1);
        }
        assertThat(bytes(copy)).isEqualTo(before);
        byte[] after = bytes(times);
        copy.add(1, 5);
        assertThat(bytes(times)).isEqualTo(after);
    }
}
