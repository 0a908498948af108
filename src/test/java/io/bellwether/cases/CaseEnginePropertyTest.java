package io.bellwether.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CaseEnginePropertyTest {

    private static final int HISTORIES = 400;

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
            CaseRun inTime = new CaseRun().inOrder(events).advance(end(events));
            CaseRun late = deliver(withLateOnes(events, random, 3), new CaseRun(), random)
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
            CaseRun inTime = new CaseRun().inOrder(events).advance(end(events));
            CaseRun atOnce = new CaseRun();
            List<ServiceEvent> shuffled = new ArrayList<>(events);
            java.util.Collections.shuffle(shuffled, random);
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
            CaseRun run = deliver(withLateOnes(events, random, 6), new CaseRun(), random)
                    .advance(end(events));
            run.release(end(events));
            assertThat(run.levels()).as("seed %s", seed).isEmpty();
        }
    }

    @Test
    void noCountStaysBelowZero() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            List<ServiceEvent> events = Histories.next(new Random(seed));
            CaseRun run = new CaseRun().inOrder(events).advance(end(events));
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
            CaseRun run = new CaseRun();
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

    @Test
    void stateMayBeWrittenAndReadAtAnyMoment() {
        for (int seed = 0; seed < HISTORIES / 2; seed++) {
            List<ServiceEvent> events = Histories.next(new Random(seed));
            List<Delivery> deliveries = withLateOnes(events, new Random(seed), 4);
            CaseRun kept = deliver(deliveries, new CaseRun(), new Random(1)).advance(end(events));
            CaseRun read = deliver(deliveries, new CaseRun().throughBytes(), new Random(1))
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
            CaseRun awake = deliver(deliveries, new CaseRun(), new Random(1)).advance(end(events));
            CaseRun resting =
                    deliver(deliveries, new CaseRun().resting(), new Random(1)).advance(end(events));
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
            CaseRun run = new CaseRun().inOrder(Histories.next(new Random(seed)));
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
            CaseRun once = new CaseRun().inOrder(events).advance(end(events));
            CaseRun twice = new CaseRun();
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
        CaseRun run = new CaseRun();
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
