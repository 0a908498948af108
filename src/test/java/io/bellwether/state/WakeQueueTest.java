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
                    Wake wake = new Wake(id(random.nextInt(50)), time + random.nextInt(1 + seed * 20));
                    queue.set(wake.caseId, wake.time);
                    naive.add(wake);
                }
                time += random.nextInt(30);
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
