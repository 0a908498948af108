package io.bellwether.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;
import io.bellwether.sla.PolicyBook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CaseEnginePropertyTest {

    private static final int HISTORIES = 400;

    /** With the clocks that moves end. */
    private static final PolicyBook BOOK = CaseRun.book(CaseRun.POLICIES.replace(
            "queue_wait: 3m", "queue_wait: 3m\n      group_ownership: 9m\n      assignee_response: 4m"));

    /** An event with the watermark at which it comes. */
    record Delivery(ServiceEvent event, long watermark) {}

    static List<Delivery> withLateOnes(List<ServiceEvent> events, Random random, int oneIn) {
        List<Delivery> deliveries = new ArrayList<>();
        for (ServiceEvent event : events) {
            boolean late = random.nextInt(oneIn) == 0;
            long watermark = late ? event.time() + random.nextInt((int) CaseRun.LATENESS) : event.time() - 1;
            deliveries.add(new Delivery(event, watermark));
        }
        deliveries.sort(Comparator.comparingLong(Delivery::watermark));
        return deliveries;
    }

    static CaseRun deliver(List<Delivery> deliveries, CaseRun run, Random random) {
        long watermark = Long.MIN_VALUE;
        for (Delivery delivery : deliveries) {
            if (watermark != Long.MIN_VALUE && random.nextBoolean() && delivery.watermark > watermark + 2) {
                run.advance(watermark + (delivery.watermark - watermark) / 2);
            }
            watermark = delivery.watermark;
            run.advance(watermark);
            run.arrive(delivery.event, watermark);
        }
        return run;
    }

    private static long end(List<ServiceEvent> events) {
        return events.get(events.size() - 1).time() + 3 * CaseRun.LATENESS;
    }

    @Test
    void anEventThatComesLateCountsAsIfItHadBeenInTime() {
        int lateOnes = 0;
        int customers = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            List<ServiceEvent> events = Histories.next(random);
            CaseRun inTime = new CaseRun(BOOK).inOrder(events).advance(end(events));
            CaseRun late = deliver(withLateOnes(events, random, 3), new CaseRun(BOOK), random)
                    .advance(end(events));
            lateOnes += late.late.size();
            assertThat(late.late).doesNotContain(true);
            assertThat(late.sums(Measure.SLA_RETRACTED)).as("seed %s", seed).isEqualTo(inTime.sums());
            assertThat(late.open()).as("alerts of seed %s", seed).isEqualTo(inTime.open());
            assertThat(late.factsOfCustomers()).as("seed %s", seed).isEqualTo(inTime.factsOfCustomers());
            customers += inTime.factsOfCustomers().size();
        }
        assertThat(lateOnes).isGreaterThan(HISTORIES);
        assertThat(customers).isGreaterThan(HISTORIES);
    }

    @Test
    void theOrderOfArrivalAndTheStepsOfTimeDoNotMatter() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            List<ServiceEvent> events = Histories.next(random);
            CaseRun inTime = new CaseRun(BOOK).inOrder(events).advance(end(events));
            CaseRun atOnce = new CaseRun(BOOK);
            List<ServiceEvent> shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled, random);
            shuffled.forEach(event -> atOnce.arrive(event, Long.MIN_VALUE));
            atOnce.advance(end(events));
            assertThat(atOnce.observations).as("seed %s", seed).isEqualTo(inTime.observations);
            assertThat(atOnce.signals).isEqualTo(inTime.signals);
            assertThat(atOnce.ofCustomers).isEqualTo(inTime.ofCustomers);
        }
    }

    @Test
    void whatWasCountedInIsGivenBackUnderTheSameSeries() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            List<ServiceEvent> events = Histories.next(random);
            CaseRun run = deliver(withLateOnes(events, random, 6), new CaseRun(BOOK), random)
                    .advance(end(events));
            run.release(end(events));
            assertThat(run.levels()).as("seed %s", seed).isEmpty();
        }
    }

    @Test
    void noCountStaysBelowZero() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            List<ServiceEvent> events = Histories.next(new Random(seed));
            CaseRun run = new CaseRun(BOOK).inOrder(events).advance(end(events));
            run.sums().forEach((cell, values) -> {
                if (cell.measure().kind() != Measure.Kind.LEVEL) {
                    assertThat(values.values()).as("%s", cell).allMatch(n -> n > 0);
                }
            });
        }
    }

    @Test
    void everyContactIsAnsweredAbandonedTransferredGivenUpOrWaits() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            List<ServiceEvent> events = Histories.next(new Random(seed));
            CaseRun run = new CaseRun(BOOK);
            for (ServiceEvent event : events) {
                run.inOrder(List.of(event));
                long left = run.count(Measure.QUEUE_ANSWERED)
                        + run.count(Measure.QUEUE_ABANDONED)
                        + run.count(Measure.QUEUE_TRANSFERRED)
                        + run.count(Measure.QUEUE_OVERFLOW)
                        + run.count(Measure.QUEUE_CALLBACK);
                assertThat(run.count(Measure.QUEUE_OFFERED))
                        .as("seed %s at %s", seed, event.id())
                        .isEqualTo(left + run.count(Measure.QUEUE_WAITING));
            }
        }
    }

    /** The last event, which closes the case, comes in time; of the others some come too late to be put in their place. */
    @Test
    void whatIsOverStaysOverHoweverLateTheRestComes() {
        PolicyBook one =
                CaseRun.book("policies: [{name: a, targets: {first_reply: 5m, next_reply: 9m, resolution: 40m}}]");
        PolicyBook other = CaseRun.book("{apply_to_open: true, policies: [{name: b, targets: {first_reply: 12m}}]}");
        int refused = 0;
        int tooLate = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            List<ServiceEvent> events = seed % 4 < 2 ? Histories.next(random) : endingAnything(random);
            CaseRun run = seed % 2 == 0 ? new CaseRun(one) : new CaseRun(one).throughBytes();
            PolicyBook inForce = one;
            for (Delivery delivery : withTooLateOnes(events, random)) {
                run.advance(delivery.watermark);
                if (seed % 3 == 0 && random.nextInt(4) == 0) {
                    inForce = (inForce.appliesToOpen() ? one : other).succeeding(inForce);
                    run.engine.policies(inForce);
                    run.engine.judge(CaseRun.CASE, run.state, delivery.watermark + 1, run);
                }
                run.arrive(delivery.event, delivery.watermark);
            }
            long end = end(events) + 6 * CaseRun.LATENESS;
            run.advance(end);
            for (Measure level : List.of(
                    Measure.QUEUE_WAITING,
                    Measure.QUEUE_IN_SERVICE,
                    Measure.AGENTS_SLOTS_USED,
                    Measure.CASES_OPEN,
                    Measure.CASES_WAITING_CUSTOMER,
                    Measure.CASES_WAITING_THIRD_PARTY,
                    Measure.CASES_UNASSIGNED)) {
                assertThat(run.count(level)).as("%s of seed %s", level, seed).isZero();
            }
            run.release(end);
            assertThat(run.levels()).as("seed %s", seed).isEmpty();
            refused += run.refused.size();
            tooLate += run.late.stream().filter(late -> late).count();
        }
        assertThat(refused).isGreaterThan(HISTORIES);
        assertThat(tooLate).isGreaterThan(HISTORIES / 4);
    }

    /** Events of all types, of which the last closes the case, or removes it. */
    private static List<ServiceEvent> endingAnything(Random random) {
        List<ServiceEvent> events = new ArrayList<>(Histories.anything(random, "c-1"));
        long time = events.get(events.size() - 1).time() + 1;
        EventType type = Histories.any(
                random,
                EventType.CHAT_ENDED,
                EventType.CHAT_ABANDONED,
                EventType.TICKET_MERGED,
                EventType.TICKET_DELETED);
        events.add(ServiceEvent.of(type, "e-last", time, "test")
                .caseId("c-1")
                .intoCaseId("other")
                .build());
        return events;
    }

    private static List<Delivery> withTooLateOnes(List<ServiceEvent> events, Random random) {
        List<Delivery> deliveries = new ArrayList<>();
        ServiceEvent last = events.get(events.size() - 1);
        for (ServiceEvent event : events) {
            boolean late = event != last && random.nextInt(3) == 0;
            long behind = late ? random.nextLong(4 * CaseRun.LATENESS) : -1;
            boolean history = late && random.nextInt(3) == 0;
            ServiceEvent told = history ? event.toBuilder().backfill(true).build() : event;
            deliveries.add(new Delivery(told, event.time() + behind));
        }
        deliveries.sort(Comparator.comparingLong(Delivery::watermark));
        return deliveries;
    }

    /** As long as time stands still, so that all are put at the same horizon. */
    @Test
    void whatComesTooLateCountsAsItHappenedInWhateverOrderItComes() {
        int taken = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            List<ServiceEvent> events = seed % 2 == 0 ? Histories.next(random) : Histories.anything(random, "c-1");
            int cut = random.nextInt(events.size());
            List<ServiceEvent> late = new ArrayList<>(events.subList(cut, events.size()));
            CaseRun asItHappened = allTooLate(events.subList(0, cut), late, end(events));
            Collections.shuffle(late, random);
            CaseRun shuffled = allTooLate(events.subList(0, cut), late, end(events));
            assertThat(shuffled.sums(Measure.SLA_RETRACTED))
                    .as("seed %s", seed)
                    .isEqualTo(asItHappened.sums(Measure.SLA_RETRACTED));
            assertThat(shuffled.refused).as("seed %s", seed).hasSameElementsAs(asItHappened.refused);
            taken += shuffled.late.size();
        }
        assertThat(taken).isGreaterThan(HISTORIES);
    }

    private static CaseRun allTooLate(List<ServiceEvent> inTime, List<ServiceEvent> late, long watermark) {
        CaseRun run = new CaseRun(BOOK).throughBytes().inOrder(inTime).advance(watermark);
        late.forEach(event -> run.arrive(event, watermark));
        return run.advance(watermark + 3 * CaseRun.LATENESS);
    }

    @Test
    void stateMayBeWrittenAndReadAtAnyMoment() {
        for (int seed = 0; seed < HISTORIES / 2; seed++) {
            List<ServiceEvent> events = Histories.next(new Random(seed));
            List<Delivery> deliveries = withLateOnes(events, new Random(seed), 4);
            CaseRun kept = deliver(deliveries, new CaseRun(BOOK), new Random(1)).advance(end(events));
            CaseRun read = deliver(deliveries, new CaseRun(BOOK).throughBytes(), new Random(1))
                    .advance(end(events));
            assertThat(read.observations).as("seed %s", seed).isEqualTo(kept.observations);
            assertThat(read.signals).isEqualTo(kept.signals);
            assertThat(read.ofCustomers).isEqualTo(kept.ofCustomers);
        }
    }

    @Test
    void aCaseMayRestAtAnyMoment() {
        for (int seed = 0; seed < HISTORIES / 2; seed++) {
            List<ServiceEvent> events = Histories.next(new Random(seed));
            List<Delivery> deliveries = withLateOnes(events, new Random(seed), 4);
            CaseRun awake =
                    deliver(deliveries, new CaseRun(BOOK), new Random(1)).advance(end(events));
            CaseRun resting = deliver(deliveries, new CaseRun(BOOK).resting(), new Random(1))
                    .advance(end(events));
            assertThat(resting.observations).as("seed %s", seed).isEqualTo(awake.observations);
            assertThat(resting.signals).isEqualTo(awake.signals);
            assertThat(resting.wakes).isEqualTo(awake.wakes);
        }
    }

    /** Nearly every case is woken for nothing else, once. */
    @Test
    void aCaseThatRestsIsSettledWithoutBeingUnpacked() {
        int idle = 0;
        for (int seed = 0; seed < HISTORIES / 4; seed++) {
            CaseRun run = new CaseRun(BOOK).inOrder(Histories.next(new Random(seed)));
            run.advance(run.engine.nextWake(run.state) - 1);
            run.engine.rest(run.state);
            long idleUntil = run.state.idleUntil();
            long settles = run.state.lastChange + CaseRun.LATENESS + 1;
            run.advance(settles - 1);
            assertThat(run.state.settled()).isFalse();
            run.advance(settles);
            assertThat(run.state.settled()).as("seed %s", seed).isEqualTo(idleUntil > settles);
            assertThat(run.state.rests()).isEqualTo(idleUntil > settles);
            idle += run.state.rests() ? 1 : 0;
        }
        assertThat(idle).isGreaterThan(HISTORIES / 10);
    }

    @Test
    void duplicatesAreCountedAndNothingElse() {
        for (int seed = 0; seed < HISTORIES / 4; seed++) {
            Random random = new Random(seed);
            List<ServiceEvent> events = Histories.next(random);
            CaseRun once = new CaseRun(BOOK).inOrder(events).advance(end(events));
            CaseRun twice = new CaseRun(BOOK);
            for (ServiceEvent event : events) {
                twice.inOrder(List.of(event, event));
            }
            twice.advance(end(events));
            assertThat(twice.observations).as("seed %s", seed).isEqualTo(once.observations);
            assertThat(twice.duplicates).isEqualTo(events);
        }
    }

    @Test
    void aCaseThatNeverRestsDoesNotKeepItsEvents() {
        CaseRun run = new CaseRun(BOOK);
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            long time = Histories.START + i * 10 * Histories.MINUTE;
            ServiceEvent event = Histories.next(random).get(1).toBuilder()
                    .id("n" + i)
                    .time(time)
                    .build();
            run.inOrder(List.of(event));
            assertThat(run.state.recent().size()).isLessThanOrEqualTo(40);
        }
    }
}
