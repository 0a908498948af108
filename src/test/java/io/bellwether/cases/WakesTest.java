package io.bellwether.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.SourceId;
import io.bellwether.state.Bell;
import io.bellwether.state.WakeQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WakesTest {

    private static final SourceId CASE = new SourceId("desk", "c-1");

    /** A bell that forgets what is unset, as Flink's timers do. */
    private static final class Timers implements Bell<SourceId> {
        private final TreeSet<Long> set = new TreeSet<>();

        @Override
        public void set(SourceId caseId, long time) {
            set.add(time);
        }

        @Override
        public void unset(SourceId caseId, long time) {
            set.remove(time);
        }
    }

    private static CaseState state() {
        CaseState held = new CaseState();
        held.id = CASE;
        return held;
    }

    /** Whatever else was set: when a case has to be looked at, it is, and no wake counts twice. */
    @Test
    void noCaseIsWokenLaterThanItAsked() throws Exception {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            Timers timers = new Timers();
            WakeQueue<SourceId> queue = new WakeQueue<>();
            CaseState onTimers = state();
            CaseState onQueue = state();
            long asked = Wakes.NONE;
            for (long time = 0; time < 300; time++) {
                List<Long> rung = new ArrayList<>();
                long now = time;
                queue.takeUntil(now, (caseId, at) -> {
                    if (new Wakes(queue).rang(onQueue, at)) {
                        rung.add(at);
                    }
                });
                List<Long> rungByTimers = new ArrayList<>();
                while (!timers.set.isEmpty() && timers.set.first() <= now) {
                    long at = timers.set.pollFirst();
                    if (new Wakes(timers).rang(onTimers, at)) {
                        rungByTimers.add(at);
                    }
                }
                assertThat(rung)
                        .as("at %s of seed %s", time, seed)
                        .isEqualTo(rungByTimers)
                        .doesNotHaveDuplicates();
                if (asked == time) {
                    assertThat(rung).as("asked for, seed %s", seed).contains(time);
                }
                if (!rung.isEmpty() || random.nextInt(10) == 0) {
                    asked = time + 1 + random.nextInt(1 + random.nextInt(100));
                    new Wakes(timers).by(onTimers, asked);
                    new Wakes(queue).by(onQueue, asked);
                }
                assertThat(timers.set).hasSizeLessThanOrEqualTo(2);
            }
        }
    }

    @Test
    void aCaseThatIsOverIsNotWoken() throws Exception {
        Timers timers = new Timers();
        WakeQueue<SourceId> queue = new WakeQueue<>();
        for (Bell<SourceId> bell : List.of(timers, queue)) {
            Wakes wakes = new Wakes(bell);
            CaseState held = state();
            wakes.by(held, 20);
            wakes.by(held, 10);
            wakes.none(held);
            queue.takeUntil(30, (caseId, at) -> assertThat(wakes.rang(held, at)).isFalse());
        }
        assertThat(timers.set).isEmpty();
    }

    /** What a snapshot holds of a case is enough to go on. */
    @Test
    void aRestoredCaseIsWokenAsItWouldHaveBeen() throws Exception {
        CaseState held = state();
        Wakes before = new Wakes(new WakeQueue<>());
        before.by(held, 20);
        before.by(held, 10);
        CaseState restored = held.copy();
        WakeQueue<SourceId> queue = new WakeQueue<>();
        Wakes wakes = new Wakes(queue);
        wakes.again(restored);
        List<Long> rung = new ArrayList<>();
        queue.takeUntil(30, (caseId, at) -> {
            assertThat(wakes.rang(restored, at)).isTrue();
            rung.add(at);
        });
        assertThat(rung).containsExactly(10L, 20L);
        assertThat(restored.wake).isEqualTo(Wakes.NONE);
    }

    /** What is kept aside for a wake must not keep what was true before the case moved on. */
    @Test
    void aSettledCaseWithALaterWakeKnowsAnewUntilWhenItDoesNothing() {
        CaseState held = state();
        held.laterWake(50);
        held.rest(10);
        assertThat(held.idleUntil()).isEqualTo(10);
        held.core();
        held.rest(20);
        assertThat(held.idleUntil()).isEqualTo(20);
        assertThat(held.copy().laterWake()).isEqualTo(50);
    }

    /** As many as fill several chunks, coming and going around their ends. */
    @Test
    void manyRingInTheOrderOfTime() throws Exception {
        Random random = new Random(7);
        WakeQueue<SourceId> queue = new WakeQueue<>();
        PriorityQueue<Long> naive = new PriorityQueue<>();
        for (int round = 0; round < 40; round++) {
            for (int i = random.nextInt(9_000); i >= 0; i--) {
                long time = random.nextInt(1_000_000);
                queue.set(state().id, time);
                naive.add(time);
            }
            List<Long> rung = new ArrayList<>();
            queue.takeUntil(random.nextInt(1_000_000), (caseId, time) -> {
                assertThat(caseId).isEqualTo(state().id);
                rung.add(time);
            });
            assertThat(rung)
                    .isEqualTo(Stream.generate(naive::poll).limit(rung.size()).toList());
            assertThat(queue.size()).isEqualTo(naive.size());
        }
        queue.takeUntil(1_000_000, (caseId, time) -> assertThat(time).isEqualTo(naive.poll()));
        assertThat(naive).isEmpty();
        assertThat(queue.size()).isZero();
    }
}
