package io.bellwether.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a window holds, counted again from all observations: as slow as it is plain. */
final class NaiveRollup {

    private final List<Observation> observations = new ArrayList<>();

    void add(Observation observation) {
        observations.add(observation);
    }

    long count(Measure measure, long start, long end) {
        long n = 0;
        for (Observation one : observations) {
            if (one.measure() == measure && one.time() >= start && one.time() < end) {
                n += one.weight() * one.value();
            }
        }
        return n;
    }

    private static Ages ages(Map<Long, Long> since, long end) {
        long[] counts = new long[6];
        since.forEach((time, n) -> {
            long age = end - time;
            int bucket = age < 3_600_000
                    ? 0
                    : age < 4 * 3_600_000
                            ? 1
                            : age < 86_400_000 ? 2 : age < 3 * 86_400_000 ? 3 : age < 7 * 86_400_000 ? 4 : 5;
            counts[bucket] += n;
        });
        return Ages.of(counts);
    }

    LevelValue level(Measure measure, long start, long end) {
        TreeMap<Long, Long> since = new TreeMap<>();
        TreeMap<Long, long[]> changes = new TreeMap<>();
        long atStart = 0;
        for (Observation one : observations) {
            if (one.measure() != measure || one.time() >= end) {
                continue;
            }
            long n = one.weight() * one.value();
            since.merge(one.since(), n, Long::sum);
            if (one.time() < start) {
                atStart += n;
            } else {
                changes.computeIfAbsent(one.time(), t -> new long[2])[one.value() > 0 ? 0 : 1] += n;
            }
        }
        long value = atStart;
        long max = atStart;
        long integral = 0;
        for (long time = start; time < end; time++) {
            long[] change = changes.getOrDefault(time, new long[2]);
            max = Math.max(max, value + change[0]);
            value += change[0] + change[1];
            integral += value;
        }
        since.values().removeIf(n -> n <= 0);
        return new LevelValue(
                value,
                max,
                integral,
                since.isEmpty() || value <= 0 || !measure.hasOldest() ? LevelValue.NOBODY : since.firstKey(),
                measure.hasAges() ? ages(since, end) : Ages.NONE);
    }
}
