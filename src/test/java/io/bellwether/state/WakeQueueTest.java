package io.bellwether.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.SourceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WakeQueueTest {

    private record Wake(SourceId caseId, long time) {}

    private static SourceId id(int number) {
        return new SourceId("desk", "c-" + number);
    }

    /** As of a list that is sorted each time. */
    @Test
    void itGivesOutWhatIsDueInTheOrderOfTime() throws Exception {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            WakeQueue<SourceId> queue = new WakeQueue<>();
            List<Wake> naive = new ArrayList<>();
            long time = 0;
            for (int step = 0; step < 200; step++) {
                for (int i = random.nextInt(20); i > 0; i--) {
                    Wake wake = new Wake(id(random.nextInt(50)), time + far(random, seed));
                    queue.set(wake.caseId, wake.time);
                    naive.add(wake);
                }
                time += random.nextInt(seed % 2 == 0 ? 30 : 100_000);
                long until = time;
                List<Wake> due = new ArrayList<>();
                queue.takeUntil(until, (caseId, at) -> due.add(new Wake(caseId, at)));
                List<Wake> expected = new ArrayList<>(naive);
                expected.removeIf(wake -> wake.time > until);
                naive.removeIf(wake -> wake.time <= until);
                assertThat(due).isSortedAccordingTo(Comparator.comparingLong(Wake::time));
                assertThat(due).containsExactlyInAnyOrderElementsOf(expected);
                assertThat(queue.size()).isEqualTo(naive.size());
            }
        }
    }

    /** Within the minute, some minutes off, or days. */
    private static long far(Random random, int seed) {
        return random.nextInt(1 + seed * 20)
                + (seed % 3 == 0 ? 0 : (long) random.nextInt(seed % 3 == 1 ? 500_000 : 90_000_000));
    }

    @Test
    void timesBeforeTheEpochAndAtTheEndOfTimeAreTakenInOrder() throws Exception {
        WakeQueue<SourceId> queue = new WakeQueue<>();
        long[] times = {Long.MAX_VALUE - 1, -1, 0, -70_000, 70_000, Long.MIN_VALUE + 1, 1};
        for (int i = 0; i < times.length; i++) {
            queue.set(id(i), times[i]);
        }
        List<Long> due = new ArrayList<>();
        queue.takeUntil(0, (caseId, at) -> due.add(at));
        assertThat(due).containsExactly(Long.MIN_VALUE + 1, -70_000L, -1L, 0L);
        queue.set(id(9), -5);
        due.clear();
        queue.takeUntil(Long.MAX_VALUE, (caseId, at) -> due.add(at));
        assertThat(due).containsExactly(-5L, 1L, 70_000L, Long.MAX_VALUE - 1);
        assertThat(queue.size()).isZero();
    }

    @Test
    void whatIsSetWhileItGivesOutIsDueTooOrWaits() throws Exception {
        WakeQueue<SourceId> queue = new WakeQueue<>();
        queue.set(id(1), 10);
        List<Long> due = new ArrayList<>();
        queue.takeUntil(20, (caseId, at) -> {
            due.add(at);
            queue.set(caseId, at + 4);
        });
        assertThat(due).containsExactly(10L, 14L, 18L);
        assertThat(queue.size()).isEqualTo(1);
    }
}
