package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TallyTest {

    /** Against a map, with few keys so that sums meet and cancel. */
    @RepeatedTest(200)
    void holdsWhatAMapHolds(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        Map<Long, List<Long>> expected = new TreeMap<>();
        Tally tally = randomTally(random, expected);
        tally.add(randomTally(random, expected));
        expected.values().removeIf(sums -> sums.equals(List.of(0L, 0L)));
        assertThat(toMap(Tally.read(2, new DataInputStream(new ByteArrayInputStream(bytes(tally))))))
                .isEqualTo(expected);
        assertThat(toMap(tally)).isEqualTo(expected);
        assertThat(toMap(tally.copy())).isEqualTo(expected);
        assertThat(tally.copy().size()).as("rows of zeros are gone").isEqualTo(expected.size());
    }

    @Test
    void writesTheSameBytesInAnyOrderOfAdding() throws IOException {
        Tally one = new Tally(1);
        Tally other = new Tally(1);
        for (int i = 0; i < 100; i++) {
            one.add(i % 7, i);
            other.add((99 - i) % 7, 99 - i);
        }
        assertThat(bytes(one)).isEqualTo(bytes(other));
    }

    private static Tally randomTally(Random random, Map<Long, List<Long>> expected) {
        Tally tally = new Tally(2);
        int adds = random.nextInt(300);
        int keys = 1 + random.nextInt(60);
        for (int i = 0; i < adds; i++) {
            long key = random.nextInt(keys) - 20L;
            long first = random.nextInt(5) - 2L;
            long second = random.nextInt(3) - 1L;
            tally.add(key, first, second);
            expected.merge(key, List.of(first, second), (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1)));
            if (random.nextInt(40) == 0) {
                assertThat(tally.size()).isLessThanOrEqualTo(keys);
            }
        }
        return tally;
    }

    private static Map<Long, List<Long>> toMap(Tally tally) {
        Map<Long, List<Long>> map = new TreeMap<>();
        int size = tally.size();
        for (int i = 0; i < size; i++) {
            List<Long> sums = List.of(tally.sum(i, 0), tally.sum(i, 1));
            if (!sums.equals(List.of(0L, 0L))) {
                map.put(tally.key(i), sums);
            }
        }
        return map;
    }

    private static byte[] bytes(Tally tally) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        tally.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
