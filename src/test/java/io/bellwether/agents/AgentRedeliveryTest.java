package io.bellwether.agents;

import static io.bellwether.agents.AgentOperatorTest.LATENESS;
import static io.bellwether.agents.AgentOperatorTest.REDELIVERY;
import static io.bellwether.agents.AgentOperatorTest.harness;
import static io.bellwether.agents.AgentOperatorTest.on;
import static io.bellwether.agents.AgentOperatorTest.state;
import static io.bellwether.agents.AgentOperatorTest.take;
import static io.bellwether.agents.AgentOperatorTest.watermark;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.AgentState;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.ingest.DoorOperator;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.queue.OnContact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** A presence that is sent again within the horizon counts for nothing, also when its agent has long gone home. */
class AgentRedeliveryTest {

    private record Delivery(Object input, long watermark) {}

    private static long time(Object input) {
        return input instanceof OnContact change ? change.time() : ((ServiceEvent) input).time();
    }

    /** Some hours of an agent, who is offline at the end. */
    private static List<Delivery> history(Random random) {
        List<Delivery> deliveries = new ArrayList<>();
        long time = 1_000;
        for (int i = 0; i < 30; i++) {
            time += 1 + random.nextInt(random.nextInt(5) == 0 ? 100_000 : 5_000);
            Object input = random.nextInt(3) > 0
                    ? state(time, AgentState.values()[random.nextInt(3)], random.nextInt(4))
                    : new OnContact(
                            on(0, "").agent(),
                            on(0, "c" + random.nextInt(3)).caseId(),
                            time,
                            OnContact.Step.values()[random.nextInt(3)],
                            random.nextBoolean() ? 1 : -1);
            boolean late = random.nextInt(5) == 0;
            deliveries.add(new Delivery(input, time + (late ? random.nextInt((int) LATENESS) : -1)));
        }
        time += 1_000;
        deliveries.add(new Delivery(state(time, AgentState.OFFLINE, null), time - 1));
        deliveries.sort(Comparator.comparingLong(Delivery::watermark));
        return deliveries;
    }

    private static List<Observation> play(List<Delivery> deliveries, boolean restarts, Random random) throws Exception {
        List<Observation> all = new ArrayList<>();
        KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, OnContact, Observation> harness = harness();
        harness.open();
        for (Delivery delivery : deliveries) {
            if (restarts && random.nextInt(6) == 0) {
                OperatorSubtaskState saved = harness.snapshot(1, 1);
                all.addAll(harness.extractOutputValues());
                harness.close();
                harness = harness();
                harness.initializeState(saved);
                harness.open();
            }
            watermark(harness, delivery.watermark);
            take(harness, delivery.input);
        }
        watermark(
                harness,
                deliveries.get(deliveries.size() - 1).watermark + 3 * REDELIVERY + AgentPresence.LOST_FOR_MILLIS);
        assertThat(harness.numKeyedStateEntries() + harness.numEventTimeTimers())
                .isZero();
        assertThat(harness.getSideOutput(DoorOperator.REJECTED)).isNullOrEmpty();
        all.addAll(harness.extractOutputValues());
        harness.close();
        return all;
    }

    @Test
    void whateverIsSentAgainWithinTheHorizonChangesNothing() throws Exception {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<Delivery> once = history(random);
            List<Delivery> often = new ArrayList<>(once);
            for (Delivery first : once) {
                for (int i = random.nextInt(4); first.input instanceof ServiceEvent && i > 0; i--) {
                    long last = time(first.input) + REDELIVERY;
                    long at = random.nextInt(10) == 0
                            ? last
                            : first.watermark + (long) (random.nextDouble() * (last - first.watermark));
                    often.add(new Delivery(first.input, at));
                }
            }
            often.sort(Comparator.comparingLong(Delivery::watermark));
            List<Observation> right = play(once, false, random);
            List<Observation> told = play(often, seed % 2 == 1, random);
            assertThat(told)
                    .filteredOn(one -> one.measure() == Measure.PIPELINE_DUPLICATES)
                    .hasSize(often.size() - once.size());
            told.removeIf(one -> one.measure() == Measure.PIPELINE_DUPLICATES);
            assertThat(told).as("seed %s", seed).isEqualTo(right);
        }
    }

    @Test
    void whatIsOlderThanTheHorizonIsADeadLetterAndNothingElse() throws Exception {
        try (var harness = harness()) {
            harness.open();
            take(harness, state(1_000, AgentState.AVAILABLE, 1), state(2_000, AgentState.OFFLINE, null));
            watermark(harness, 2_001 + REDELIVERY);
            int told = harness.extractOutputValues().size();
            take(harness, state(1_000, AgentState.AVAILABLE, 1), state(1_500, AgentState.AWAY, 1));
            watermark(harness, 3_000 + REDELIVERY);
            assertThat(harness.extractOutputValues().subList(told, told + 2))
                    .extracting(Observation::measure)
                    .containsOnly(Measure.PIPELINE_LATE);
            assertThat(harness.extractOutputValues()).hasSize(told + 2);
            assertThat(harness.getSideOutput(DoorOperator.REJECTED)).hasSize(2);
            assertThat(harness.numKeyedStateEntries() + harness.numEventTimeTimers())
                    .isZero();
        }
    }

    /** The panes of its time are closed: it counts as of the lateness horizon, as with an agent who is known. */
    @Test
    void theFirstThatIsHeardOfAnAgentMayBeLate() throws Exception {
        try (var harness = harness()) {
            harness.open();
            watermark(harness, 100_000);
            take(harness, state(50_000, AgentState.AVAILABLE, 1));
            watermark(harness, 101_000);
            assertThat(harness.extractOutputValues())
                    .filteredOn(one -> one.measure() == Measure.AGENTS_ONLINE)
                    .singleElement()
                    .satisfies(one -> assertThat(one.time()).isEqualTo(100_000 - LATENESS));
            assertThat(harness.getSideOutput(DoorOperator.REJECTED))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.getValue().detail())
                            .endsWith("it was counted as of the lateness horizon"));
        }
    }
}
