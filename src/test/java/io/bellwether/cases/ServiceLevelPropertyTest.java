package io.bellwether.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.queue.ServiceFormula;
import io.bellwether.queue.ServiceLevel;
import io.bellwether.queue.ServiceLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Service levels of random chats, also with late events, against the formulas as they are printed. */
class ServiceLevelPropertyTest {

    private static final int CASES = 600;
    private static final ServiceLimits VIP =
            new ServiceLimits(Histories.MINUTE, Histories.MINUTE / 2, ServiceFormula.F1);
    private static final List<String> QUEUES = List.of("billing", "returns", "vip", "none");

    private final List<Observation> observations = new ArrayList<>();
    private final List<NaiveStays.Wait> waits = new ArrayList<>();

    private void run(ServiceLevel level, boolean late) {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            List<ServiceEvent> events = Histories.anything(random, "c" + seed);
            CaseRun run = CaseRun.of("c" + seed, level).throughBytes();
            if (late) {
                CaseEnginePropertyTest.deliver(CaseEnginePropertyTest.withLateOnes(events, random, 3), run, random);
            } else {
                run.inOrder(events);
            }
            run.advance(events.get(events.size() - 1).time() + 3 * CaseRun.LATENESS);
            observations.addAll(run.observations);
            waits.addAll(new NaiveStays(events).waits);
        }
    }

    private long count(Measure measure, String queue) {
        return upTo(Long.MAX_VALUE, measure, queue);
    }

    private long upTo(long time, Measure measure, String queue) {
        return observations.stream()
                .filter(one -> one.measure() == measure
                        && one.time() <= time
                        && one.series().dimensions().get(0).equals(queue))
                .mapToLong(one -> one.weight() * one.value())
                .sum();
    }

    private long naive(String queue, String how, long most) {
        return waits.stream()
                .filter(wait -> wait.queue().equals(queue) && wait.how().equals(how) && wait.to() - wait.from() <= most)
                .count();
    }

    /** Numerator and denominator, as the list of formulas has them. */
    private long[] printed(ServiceLimits limits, String queue) {
        long within = naive(queue, "answered", limits.thresholdMillis());
        long answered = naive(queue, "answered", Long.MAX_VALUE);
        long abandoned = naive(queue, "abandoned", Long.MAX_VALUE);
        long early = naive(queue, "abandoned", limits.thresholdMillis());
        long brief = naive(queue, "abandoned", limits.shortAbandonMillis());
        return switch (limits.formula()) {
            case F1 ->
                new long[] {
                    within + early + naive(queue, "callback", limits.thresholdMillis()),
                    answered + abandoned + naive(queue, "callback", Long.MAX_VALUE)
                };
            case F2 -> new long[] {within, answered};
            case F3 -> new long[] {within, answered + abandoned};
            case F4 -> new long[] {within, answered + abandoned - early};
            case F5 -> new long[] {within + brief, answered + abandoned};
            case F6 -> new long[] {within, answered + abandoned - brief};
        };
    }

    @ParameterizedTest
    @EnumSource
    void everyFormulaIsAsItIsPrinted(ServiceFormula formula) {
        for (boolean late : new boolean[] {false, true}) {
            observations.clear();
            waits.clear();
            ServiceLimits usual = new ServiceLimits(4 * Histories.MINUTE, 2 * Histories.MINUTE, formula);
            run(new ServiceLevel(usual, Map.of("vip", new ServiceLevel.OfQueue(VIP, Map.of()))), late);
            for (String queue : QUEUES) {
                long[] printed = printed(queue.equals("vip") ? VIP : usual, queue);
                for (String kind : List.of("QUEUE", "INTERVAL")) {
                    long met = count(Measure.valueOf(kind + "_LOST_MET"), queue);
                    long unmet = count(Measure.valueOf(kind + "_LOST_UNMET"), queue);
                    long[] told = {
                        count(Measure.valueOf(kind + "_ANSWERED_IN_THRESHOLD"), queue) + met,
                        count(Measure.valueOf(kind + "_ANSWERED"), queue) + met + unmet
                    };
                    assertThat(told).as("%s of %s, late: %s", kind, queue, late).isEqualTo(printed);
                }
                assertThat(queue.equals("none") || printed[1] > 5)
                        .as("contacts of %s", queue)
                        .isTrue();
            }
            whoWaitsTooLongIsKnownAtEveryMoment(usual);
        }
    }

    private void whoWaitsTooLongIsKnownAtEveryMoment(ServiceLimits usual) {
        long most = 0;
        for (long minute = 0; minute < 150; minute++) {
            long time = Histories.START + minute * Histories.MINUTE;
            for (String queue : QUEUES) {
                long threshold = (queue.equals("vip") ? VIP : usual).thresholdMillis();
                long naive = waits.stream()
                        .filter(wait ->
                                wait.queue().equals(queue) && wait.from() + threshold < time && time < wait.to())
                        .count();
                assertThat(upTo(time, Measure.QUEUE_WAITING_OVER_THRESHOLD, queue))
                        .as("%s in minute %s", queue, minute)
                        .isEqualTo(naive);
                most = Math.max(most, naive);
            }
        }
        assertThat(most).isGreaterThan(3);
    }
}
