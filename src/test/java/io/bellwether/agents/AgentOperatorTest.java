package io.bellwether.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.AgentState;
import io.bellwether.event.EventKeys;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.SourceIdCodec;
import io.bellwether.ingest.DoorOperator;
import io.bellwether.metric.EachObservation;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Observation;
import io.bellwether.metric.ObservationCodec;
import io.bellwether.queue.OnContact;
import io.bellwether.state.CodecTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class AgentOperatorTest {

    static final long LATENESS = 10_000;
    static final long REDELIVERY = 600_000;
    static final int MAX_PARALLELISM = 128;
    static final AgentSettings SETTINGS = new AgentSettings(20_000, 5_000);
    private static final SourceId ANN = new SourceId("test", "a1");

    static KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, OnContact, Observation> harness()
            throws Exception {
        return harness(1, 0);
    }

    static KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, OnContact, Observation> harness(
            int parallelism, int subtask) throws Exception {
        return harness(SETTINGS, parallelism, subtask);
    }

    static KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, OnContact, Observation> harness(
            AgentSettings settings, int parallelism, int subtask) throws Exception {
        var harness = new KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, OnContact, Observation>(
                new AgentOperator<Observation>(
                                List.of("queue", "channel"),
                                LATENESS,
                                REDELIVERY,
                                settings,
                                DoorOperator.REJECTED,
                                EachObservation.maker())
                        .tellingPresence(true),
                EventKeys::agentOf,
                OnContact::agent,
                CodecTypeInfo.of(SourceIdCodec.INSTANCE),
                MAX_PARALLELISM,
                parallelism,
                subtask);
        harness.setup(CodecTypeInfo.of(ObservationCodec.INSTANCE)
                .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        return harness;
    }

    static void take(
            KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, OnContact, Observation> harness,
            Object... inputs)
            throws Exception {
        for (Object input : inputs) {
            if (input instanceof OnContact change) {
                harness.processElement2(new StreamRecord<>(change));
            } else {
                harness.processElement1(new StreamRecord<>((ServiceEvent) input));
            }
        }
    }

    static void watermark(
            KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, OnContact, Observation> harness, long time)
            throws Exception {
        harness.processWatermark1(new Watermark(time));
        harness.processWatermark2(new Watermark(time));
    }

    static ServiceEvent state(long time, AgentState state, Integer slots) {
        return ServiceEvent.of(EventType.AGENT_STATE, "s" + time, time, "test")
                .agentId("a1")
                .agentState(state)
                .slots(slots)
                .build();
    }

    static OnContact on(long time, String caseId) {
        return new OnContact(ANN, new SourceId("test", caseId), time, OnContact.Step.HAS, 1);
    }

    static OnContact off(long time, String caseId) {
        return new OnContact(ANN, new SourceId("test", caseId), time, OnContact.Step.HAS, -1);
    }

    /** The day of one agent, out of order. */
    private static final Object[] DAY = {
        state(1_000, AgentState.AVAILABLE, 3),
        on(3_000, "c2"),
        on(2_000, "c1"),
        off(5_000, "c2"),
        state(4_000, AgentState.AWAY, null),
        off(6_000, "c1"),
        state(7_000, AgentState.AVAILABLE, null),
        state(9_000, AgentState.OFFLINE, null)
    };

    private static Map<Measure, Long> levels(List<Observation> observations, long at) {
        Map<Measure, Long> levels = new TreeMap<>();
        for (Observation one : observations) {
            if (one.measure().measurement() == Measurement.AGENTS && one.time() <= at) {
                levels.merge(one.measure(), one.weight() * one.value(), Long::sum);
            }
        }
        levels.values().removeIf(level -> level == 0);
        return levels;
    }

    private static ServiceEvent serving(long time, AgentState state, String... queues) {
        return state(time, state, null).toBuilder()
                .queues(queues.length == 0 ? null : List.of(queues))
                .build();
    }

    private static String staffed(List<Observation> observations, long at) {
        Map<String, Long> staffed = new TreeMap<>();
        for (Observation one : observations) {
            if (one.measure() == Measure.QUEUE_STAFFED && one.time() <= at) {
                List<String> dimensions = one.series().dimensions();
                assertThat(dimensions).hasSize(2).endsWith("");
                staffed.merge(dimensions.get(0), one.weight() * one.value(), Long::sum);
            }
        }
        staffed.values().removeIf(n -> n == 0);
        return String.join(" ", staffed.keySet());
    }

    /** Once in each of their queues, as long as they are neither away nor offline; queues not named are as before. */
    @Test
    void anAvailableAgentIsStaffOfTheirQueues() throws Exception {
        ServiceEvent fewer = serving(3_000, AgentState.AVAILABLE, "vip", "vip");
        for (boolean late : new boolean[] {false, true}) {
            try (var harness = harness()) {
                harness.open();
                take(harness, serving(1_000, AgentState.AVAILABLE, "billing", "vip"));
                take(harness, serving(2_000, AgentState.AVAILABLE), serving(4_000, AgentState.AWAY));
                take(harness, serving(5_000, AgentState.AVAILABLE), serving(6_000, AgentState.OFFLINE));
                if (!late) {
                    take(harness, fewer);
                }
                watermark(harness, 7_000);
                if (late) {
                    assertThat(staffed(harness.extractOutputValues(), 5_500)).isEqualTo("billing vip");
                    take(harness, fewer);
                }
                List<Observation> all = harness.extractOutputValues();
                assertThat(staffed(all, 999)).isEmpty();
                assertThat(staffed(all, 2_500)).isEqualTo("billing vip");
                assertThat(staffed(all, 3_500)).isEqualTo("vip");
                assertThat(staffed(all, 4_500)).isEmpty();
                assertThat(staffed(all, 5_500)).isEqualTo("vip");
                assertThat(staffed(all, 7_000)).isEmpty();
            }
        }
    }

    @Test
    void presenceAndContactsAreOrthogonalAndNothingIsLeftAtTheEnd() throws Exception {
        try (var harness = harness()) {
            harness.open();
            take(harness, DAY);
            watermark(harness, 8_000);
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
                            3L,
                            Measure.AGENTS_SLOTS_FREE,
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
                            Measure.AGENTS_SLOTS_TAKEN,
                            2L));
            assertThat(levels(soFar, 8_000))
                    .containsEntry(Measure.AGENTS_IDLE, 1L)
                    .doesNotContainKey(Measure.AGENTS_AWAY);
            watermark(harness, 10_000);
            assertThat(levels(harness.extractOutputValues(), 10_000)).isEmpty();
            watermark(harness, 10_000 + REDELIVERY);
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void aRestoredAgentGoesOnAsIfNothingHadHappened() throws Exception {
        List<Observation> whole;
        try (var harness = harness()) {
            harness.open();
            take(harness, DAY);
            watermark(harness, 10_000);
            whole = harness.extractOutputValues();
        }
        OperatorSubtaskState saved;
        List<Observation> before;
        try (var harness = harness()) {
            harness.open();
            take(harness, DAY);
            watermark(harness, 4_000);
            before = harness.extractOutputValues();
            saved = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.initializeState(saved);
            harness.open();
            watermark(harness, 10_000);
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
                ServiceEvent state = state(1_000, AgentState.AVAILABLE, 2).toBuilder()
                        .source("workforce")
                        .agentSource(system)
                        .build();
                take(harness, state);
            }
            SourceId ofDesk = new SourceId("desk", "a1");
            SourceId ofPhones = new SourceId("phones", "a1");
            SourceId chat = new SourceId("chats", "1");
            SourceId call = new SourceId("phones", "1");
            take(
                    harness,
                    new OnContact(ofDesk, chat, 2_000, OnContact.Step.HAS, 1),
                    new OnContact(ofPhones, call, 3_000, OnContact.Step.HAS, 1),
                    new OnContact(ofPhones, call, 4_000, OnContact.Step.HAS, -1));
            watermark(harness, 5_000);
            List<Observation> all = harness.extractOutputValues();
            assertThat(all).extracting(one -> one.series().dimensions()).containsOnly(List.of("a1", ""));
            assertThat(levels(all, 3_500))
                    .containsEntry(Measure.AGENTS_ONLINE, 2L)
                    .containsEntry(Measure.AGENTS_SLOTS, 4L)
                    .containsEntry(Measure.AGENTS_ON_CONTACT, 2L)
                    .doesNotContainKey(Measure.AGENTS_IDLE);
            assertThat(levels(all, 5_000))
                    .containsEntry(Measure.AGENTS_ON_CONTACT, 1L)
                    .containsEntry(Measure.AGENTS_IDLE, 1L);
        }
    }

    @Test
    void whatComesLateIsPutInItsPlaceAndWhatItProvesWrongIsTakenBack() throws Exception {
        Object[] inTime = {
            state(1_000, AgentState.AVAILABLE, 1),
            on(2_000, "c1"),
            state(3_000, AgentState.OFFLINE, null),
            state(5_000, AgentState.AWAY, null),
            on(6_000, "c2"),
            off(6_500, "c1"),
        };
        for (int late = 0; late < inTime.length; late++) {
            try (var harness = harness();
                    var right = harness()) {
                harness.open();
                right.open();
                take(right, inTime);
                for (int i = 0; i < inTime.length; i++) {
                    if (i != late) {
                        take(harness, inTime[i]);
                    }
                }
                // heard of, and wrong: taken back beside the correction
                take(harness, on(4_000, "c3"));
                watermark(harness, 7_000);
                watermark(right, 7_000);
                take(harness, inTime[late], off(4_000, "c3"));
                for (long time = 0; time <= 7_000; time += 250) {
                    assertThat(levels(harness.extractOutputValues(), time))
                            .as("at %s, %s late", time, inTime[late])
                            .isEqualTo(levels(right.extractOutputValues(), time));
                }
                watermark(harness, 60_000);
                take(harness, off(60_001, "c2"), state(60_002, AgentState.OFFLINE, null));
                watermark(harness, 60_003 + REDELIVERY);
                assertThat(levels(harness.extractOutputValues(), 80_000)).isEmpty();
                assertThat(harness.numKeyedStateEntries()).isZero();
                assertThat(harness.numEventTimeTimers()).isZero();
            }
        }
    }

    /** A chat whose end is never told must not keep its agent busy for good. */
    @Test
    void whoGoesOfflineIsOnNothing() throws Exception {
        try (var harness = harness()) {
            harness.open();
            take(
                    harness,
                    state(1_000, AgentState.AVAILABLE, 1),
                    on(2_000, "c1"),
                    state(3_000, AgentState.OFFLINE, null));
            take(harness, state(5_000, AgentState.AVAILABLE, null));
            watermark(harness, 6_000);
            assertThat(levels(harness.extractOutputValues(), 6_000))
                    .doesNotContainKey(Measure.AGENTS_ON_CONTACT)
                    .containsEntry(Measure.AGENTS_IDLE, 1L);
        }
    }

    /** Older than anything that may be corrected. */
    @Test
    void aStateThatWasOverLongBeforeItCameChangesNothing() throws Exception {
        try (var harness = harness()) {
            harness.open();
            take(harness, state(1_000, AgentState.AVAILABLE, 1), state(5_000, AgentState.AWAY, null));
            watermark(harness, 60_000);
            int told = harness.extractOutputValues().size();
            take(harness, state(3_000, AgentState.OFFLINE, null));
            watermark(harness, 90_000);
            assertThat(harness.extractOutputValues()).hasSize(told + 1).last().satisfies(one -> assertThat(
                            one.measure())
                    .isEqualTo(Measure.PIPELINE_LATE));
            assertThat(harness.getSideOutput(DoorOperator.REJECTED))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.getValue().detail())
                            .isEqualTo(
                                    "event s3000 of test came 57 s behind the watermark; a later state of its agent is known; "
                                            + "it was not counted"));
            assertThat(levels(harness.extractOutputValues(), 90_000)).containsEntry(Measure.AGENTS_AWAY, 1L);
        }
    }

    /** However long ago something was last heard of the agent: it is the watermark that says how late is too late. */
    @Test
    void whoWasQuietForLongMayBeAsLateAsOthersAndNoLater() throws Exception {
        try (var harness = harness()) {
            harness.open();
            take(harness, state(1_000, AgentState.AVAILABLE, 1));
            watermark(harness, 60_000);
            take(harness, state(60_000 - LATENESS, AgentState.AWAY, null));
            assertThat(harness.getSideOutput(DoorOperator.REJECTED)).isNull();
            take(harness, state(59_999 - LATENESS, AgentState.OFFLINE, null));
            watermark(harness, 60_001);
            assertThat(harness.extractOutputValues())
                    .filteredOn(one -> one.measure() == Measure.AGENTS_AWAY)
                    .extracting(Observation::time)
                    .containsOnly(60_000 - LATENESS);
            assertThat(harness.getSideOutput(DoorOperator.REJECTED))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.getValue().detail())
                            .endsWith("it was counted as of the lateness horizon"));
        }
    }

    /** Whichever of the two comes first, and whatever their ids: both are put at the horizon. */
    @Test
    void ofTwoThatComeTooLateTheOneThatHappenedLaterHolds() throws Exception {
        ServiceEvent away =
                state(10_000, AgentState.AWAY, null).toBuilder().id("9").build();
        ServiceEvent offline =
                state(11_000, AgentState.OFFLINE, null).toBuilder().id("1").build();
        for (List<ServiceEvent> arrival : List.of(List.of(away, offline), List.of(offline, away))) {
            try (var harness = harness()) {
                harness.open();
                take(harness, state(1_000, AgentState.AVAILABLE, 1));
                watermark(harness, 11_001 + 2 * LATENESS);
                take(harness, arrival.get(0), arrival.get(1));
                watermark(harness, 11_002 + 2 * LATENESS);
                assertThat(levels(harness.extractOutputValues(), Long.MAX_VALUE))
                        .doesNotContainKeys(Measure.AGENTS_AWAY, Measure.AGENTS_ONLINE);
            }
        }
    }

    /** As on a desk whose chats are all closed by one command, or are handed on and back in one moment. */
    @Test
    void whatHappensAtOneMomentCountsAsItsSum() throws Exception {
        try (var harness = harness()) {
            harness.open();
            take(harness, state(1_000, AgentState.AVAILABLE, 9), on(2_000, "c1"));
            watermark(harness, 2_500);
            take(harness, on(3_000, "c1"), on(3_000, "c2"), off(3_000, "c1"), off(3_000, "c2"));
            watermark(harness, 3_500);
            assertThat(harness.extractOutputValues()).allMatch(one -> one.time() < 3_000);
            take(harness, off(4_000, "c1"), state(4_000, AgentState.OFFLINE, null), state(4_000, AgentState.AWAY, 9));
            watermark(harness, 5_000);
            assertThat(levels(harness.extractOutputValues(), 4_000)).doesNotContainKey(Measure.AGENTS_ON_CONTACT);
        }
    }
}
