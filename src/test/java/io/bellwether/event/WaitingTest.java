package io.bellwether.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private static final int CASES = 40;

    private static ServiceEvent event(Random random, long time) {
        return ServiceEvent.of(EventType.TICKET_UPDATED, "e" + random.nextInt(100_000), time, "test")
                .caseId("c" + random.nextInt(CASES))
                .build();
    }

    /** The same as a list that is searched from end to end. */
    @Test
    void allThatIsDueComesOnceCaseByCaseInFoldOrder() throws Exception {
        int several = 0;
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            Waiting<ServiceEvent> waiting = new Waiting<>(ServiceEvent.FOLD_ORDER);
            List<ServiceEvent> naive = new ArrayList<>();
            long now = -5_000;
            for (int step = 0; step < 40; step++) {
                for (int i = random.nextInt(60); i > 0; i--) {
                    ServiceEvent event = event(random, now + 1 + random.nextInt(random.nextInt(9) == 0 ? 9_000 : 900));
                    waiting.add(EventKeys.caseOf(event), event.time(), event);
                    naive.add(event);
                }
                now += random.nextInt(random.nextInt(5) == 0 ? 3_000 : 400);
                Map<SourceId, List<ServiceEvent>> due = new HashMap<>();
                waiting.takeUntil(now, (caseId, events) -> assertThat(due.put(caseId, List.copyOf(events)))
                        .as("a case comes once")
                        .isNull());
                assertThat(due).as("seed %s", seed).isEqualTo(takeUntil(now, naive));
                assertThat(waiting.size()).isEqualTo(naive.size());
                assertThat(waiting.lastTime())
                        .isEqualTo(naive.stream()
                                .mapToLong(ServiceEvent::time)
                                .max()
                                .orElse(Long.MIN_VALUE));
                several += due.values().stream().mapToInt(List::size).max().orElse(0) > 1 ? 1 : 0;
            }
        }
        assertThat(several).isGreaterThan(1_000);
    }

    private static Map<SourceId, List<ServiceEvent>> takeUntil(long time, List<ServiceEvent> waiting) {
        Map<SourceId, List<ServiceEvent>> due = new HashMap<>();
        waiting.stream()
                .filter(event -> event.time() <= time)
                .sorted(ServiceEvent.FOLD_ORDER)
                .forEach(event -> due.computeIfAbsent(EventKeys.caseOf(event), id -> new ArrayList<>())
                        .add(event));
        waiting.removeIf(event -> event.time() <= time);
        return due;
    }

    @Test
    void whatIsShownStillWaits() throws Exception {
        Random random = new Random(1);
        Waiting<ServiceEvent> waiting = new Waiting<>(ServiceEvent.FOLD_ORDER);
        Set<ServiceEvent> added = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            ServiceEvent event = event(random, i * 37L);
            waiting.add(EventKeys.caseOf(event), event.time(), event);
            added.add(event);
        }
        Set<ServiceEvent> shown = new HashSet<>();
        Set<ServiceEvent> taken = new HashSet<>();
        waiting.showAll((caseId, events) -> shown.addAll(events));
        waiting.takeUntil(Long.MAX_VALUE, (caseId, events) -> taken.addAll(events));
        assertThat(shown).isEqualTo(added);
        assertThat(taken).isEqualTo(added);
        assertThat(waiting.size()).isZero();
    }
}
