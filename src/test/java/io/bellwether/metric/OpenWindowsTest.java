package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OpenWindowsTest {

    /** Against a tree, in any order of opening, filling and removing. */
    @Test
    void itIsATreeOfWhatIsOpen() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            OpenWindows<long[]> open = new OpenWindows<>(() -> new long[1]);
            TreeMap<Long, Long> naive = new TreeMap<>();
            for (int step = 0; step < 300; step++) {
                if (random.nextInt(4) > 0) {
                    long start = random.nextInt(1 + random.nextInt(8));
                    open.open(start)[0] += step;
                    naive.merge(start, (long) step, Long::sum);
                } else {
                    int n = random.nextInt(naive.size() + 1);
                    for (int i = 0; i < n; i++) {
                        open.get(i)[0] = 0;
                        naive.pollFirstEntry();
                    }
                    open.removeFirst(n);
                }
                TreeMap<Long, Long> held = new TreeMap<>();
                for (int i = 0; i < open.size(); i++) {
                    assertThat(i == 0 || open.start(i - 1) < open.start(i)).isTrue();
                    held.put(open.start(i), open.get(i)[0]);
                }
                assertThat(held).as("seed %s, step %s", seed, step).isEqualTo(naive);
            }
        }
    }

    @Test
    void whatWasRemovedIsUsedAgain() {
        OpenWindows<long[]> open = new OpenWindows<>(() -> new long[1]);
        long[] first = open.open(10);
        open.removeFirst(1);
        assertThat(open.isEmpty()).isTrue();
        assertThat(open.open(20)).isSameAs(first);
        assertThat(open.open(15)).isNotSameAs(first);
    }
}
