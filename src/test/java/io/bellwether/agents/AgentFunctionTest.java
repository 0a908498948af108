package io.bellwether.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.AgentState;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.SourceIdTypeInfo;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class AgentFunctionTest {

    private static KeyedOneInputStreamOperatorTestHarness<SourceId, ServiceEvent, Observation> harness()
            throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<SourceId, ServiceEvent, Observation>(
                new KeyedProcessOperator<>(new AgentFunction()), ServiceEvent::agentKey, SourceIdTypeInfo.INSTANCE);
        harness.setup(io.bellwether.metric.ObservationSerializer.typeInfo()
                .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        return harness;
    }

    private static ServiceEvent state(long time, AgentState state, Integer slots) {
        return ServiceEvent.of(EventType.AGENT_STATE, "s" + time, time, "test")
                .agentId("a1")
                .agentState(state)
                .slots(slots)
                .build();
    }

    private static ServiceEvent chat(long time, EventType type, String caseId) {
        return ServiceEvent.of(type, "c" + time, time, "test")
                .agentId("a1")
                .caseId(caseId)
                .build();
    }

    /** The day of one agent, out of order. */
    private static final List<ServiceEvent> DAY = List.of(
            state(1_000, AgentState.AVAILABLE, 3),
            chat(3_000, EventType.CHAT_ASSIGNED, "c2"),
            chat(2_000, EventType.CHAT_ASSIGNED, "c1"),
            chat(5_000, EventType.CHAT_ENDED, "c2"),
            state(4_000, AgentState.AWAY, null),
            chat(6_000, EventType.CHAT_ENDED, "c1"),
            state(7_000, AgentState.AVAILABLE, null),
            state(9_000, AgentState.OFFLINE, null));

    private static Map<Measure, Long> levels(List<Observation> observations, long at) {
        Map<Measure, Long> levels = new TreeMap<>();
        for (Observation one : observations) {
            if (one.time() <= at) {
                levels.merge(one.measure(), one.weight() * one.value(), Long::sum);
            }
        }
        levels.values().removeIf(level -> level == 0);
        return levels;
    }

    @Test
    void presenceAndContactsAreOrthogonalAndNothingIsLeftAtTheEnd() throws Exception {
        try (var harness = harness()) {
            harness.open();
            for (ServiceEvent event : DAY) {
                harness.processElement(event, event.time());
            }
            harness.processWatermark(8_000);
            List<Observation> soFar = harness.extractOutputValues();
            assertThat(levels(soFar, 1_500))
                    .isEqualTo(Map.of(
                            Measure.AGENTS_ONLINE,
                            1L,
                            Measure.AGENTS_AVAILABLE,
                            1L,
                            Measure.AGENTS_IDLE,
                            1L,
                            Measure.AGENTS_SLOTS,
                            3L));
            assertThat(levels(soFar, 4_500))
                    .isEqualTo(Map.of(
                            Measure.AGENTS_ONLINE,
                            1L,
                            Measure.AGENTS_AWAY,
                            1L,
                            Measure.AGENTS_ON_CONTACT,
                            1L,
                            Measure.AGENTS_SLOTS,
                            3L,
                            Measure.AGENTS_SLOTS_USED,
                            2L));
            assertThat(levels(soFar, 8_000))
                    .containsEntry(Measure.AGENTS_IDLE, 1L)
                    .doesNotContainKey(Measure.AGENTS_AWAY);
            harness.processWatermark(10_000);
            assertThat(levels(harness.extractOutputValues(), 10_000)).isEmpty();
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void aRestoredAgentGoesOnAsIfNothingHadHappened() throws Exception {
        List<Observation> whole;
        try (var harness = harness()) {
            harness.open();
            for (ServiceEvent event : DAY) {
                harness.processElement(event, event.time());
            }
            harness.processWatermark(10_000);
            whole = harness.extractOutputValues();
        }
        OperatorSubtaskState saved;
        List<Observation> before;
        try (var harness = harness()) {
            harness.open();
            for (ServiceEvent event : DAY) {
                harness.processElement(event, event.time());
            }
            harness.processWatermark(4_000);
            before = harness.extractOutputValues();
            saved = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.initializeState(saved);
            harness.open();
            harness.processWatermark(10_000);
            assertThat(java.util.stream.Stream.concat(before.stream(), harness.extractOutputValues().stream()))
                    .containsExactlyElementsOf(whole);
        }
    }

    /** Two people; under their common tag their levels add up, as those of one never do. */
    @Test
    void equalIdsOfTwoSystemsAreTwoAgents() throws Exception {
        try (var harness = harness()) {
            harness.open();
            for (String system : List.of("desk", "phones")) {
                harness.processElement(
                        state(1_000, AgentState.AVAILABLE, 2).toBuilder()
                                .source("workforce")
                                .agentSource(system)
                                .build(),
                        0);
            }
            harness.processElement(
                    chat(2_000, EventType.CHAT_ASSIGNED, "1").toBuilder()
                            .source("desk")
                            .build(),
                    0);
            harness.processElement(
                    chat(3_000, EventType.CHAT_ASSIGNED, "1").toBuilder()
                            .source("phones")
                            .build(),
                    0);
            harness.processElement(
                    chat(4_000, EventType.CHAT_ENDED, "1").toBuilder()
                            .source("phones")
                            .build(),
                    0);
            harness.processWatermark(5_000);
            List<Observation> all = harness.extractOutputValues();
            assertThat(all).extracting(one -> one.series().dimensions()).containsOnly(List.of("a1"));
            assertThat(levels(all, 3_500))
                    .containsEntry(Measure.AGENTS_ONLINE, 2L)
                    .containsEntry(Measure.AGENTS_SLOTS, 4L)
                    .containsEntry(Measure.AGENTS_ON_CONTACT, 2L)
                    .containsEntry(Measure.AGENTS_SLOTS_USED, 2L)
                    .doesNotContainKey(Measure.AGENTS_IDLE);
            assertThat(levels(all, 5_000))
                    .containsEntry(Measure.AGENTS_ON_CONTACT, 1L)
                    .containsEntry(Measure.AGENTS_SLOTS_USED, 1L)
                    .containsEntry(Measure.AGENTS_IDLE, 1L);
        }
    }

    @Test
    void aStateThatWasOverWhenItCameChangesNothing() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(state(1_000, AgentState.AVAILABLE, 1), 0);
            harness.processElement(state(5_000, AgentState.AWAY, null), 0);
            harness.processWatermark(6_000);
            harness.processElement(state(3_000, AgentState.OFFLINE, null), 0);
            harness.processElement(chat(2_000, EventType.CHAT_ASSIGNED, "c1"), 0);
            harness.processWatermark(7_000);
            List<Observation> all = harness.extractOutputValues();
            assertThat(levels(all, 7_000)).containsEntry(Measure.AGENTS_AWAY, 1L);
            for (long time = 0; time < 7_000; time += 500) {
                assertThat(levels(all, time).values()).as("at %s", time).allMatch(level -> level > 0);
            }
        }
    }
}
