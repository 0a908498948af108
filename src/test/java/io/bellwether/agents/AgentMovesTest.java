package io.bellwether.agents;

import static io.bellwether.agents.AgentOperatorTest.LATENESS;
import static io.bellwether.agents.AgentOperatorTest.MAX_PARALLELISM;
import static io.bellwether.agents.AgentOperatorTest.REDELIVERY;
import static io.bellwether.agents.AgentOperatorTest.harness;
import static io.bellwether.agents.AgentOperatorTest.take;
import static io.bellwether.agents.AgentOperatorTest.watermark;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.AgentState;
import io.bellwether.event.EventKeys;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.queue.OnContact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agents whose job is stopped and goes on with more subtasks, or fewer. */
class AgentMovesTest {

    private static final int AGENTS = 7;

    /** What arrives when time has come to {@code watermark}. */
    private record Arrival(SourceId agent, Object input, long watermark) {}

    private static List<Arrival> hour(Random random) {
        List<Arrival> arrivals = new ArrayList<>();
        long time = 1_000;
        for (int i = 0; i < 120; i++) {
            time += random.nextInt(1_500);
            SourceId agent = new SourceId("test", "a" + random.nextInt(AGENTS));
            Object input = random.nextInt(4) == 0
                    ? ServiceEvent.of(EventType.AGENT_STATE, "s" + i, time, "test")
                            .agentId(agent.id())
                            .agentState(AgentState.values()[random.nextInt(3)])
                            .queues(random.nextBoolean() ? null : List.of("q" + random.nextInt(2), "q2"))
                            .reason(random.nextBoolean() ? null : "r" + random.nextInt(2))
                            .build()
                    : new OnContact(
                            agent,
                            new SourceId("test", "c" + random.nextInt(4)),
                            time,
                            OnContact.Step.values()[random.nextInt(3)],
                            random.nextBoolean() ? 1 : -1);
            boolean late = random.nextInt(5) == 0;
            long by = late ? random.nextInt((int) LATENESS) : -1 - random.nextInt(3_000);
            arrivals.add(new Arrival(agent, input, time + by));
        }
        arrivals.sort(Comparator.comparingLong(Arrival::watermark));
        return arrivals;
    }

    /** One run of the job, at some parallelism, until it is stopped. */
    private static final class Run implements AutoCloseable {
        private final List<KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, OnContact, Observation>>
                subtasks = new ArrayList<>();

        Run(StateBackend backend, int parallelism, OperatorSubtaskState saved, int before) throws Exception {
            for (int subtask = 0; subtask < parallelism; subtask++) {
                var harness = harness(parallelism, subtask);
                harness.setStateBackend(backend);
                if (saved != null) {
                    harness.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            saved, MAX_PARALLELISM, before, parallelism, subtask));
                }
                harness.open();
                subtasks.add(harness);
            }
        }

        void play(List<Arrival> arrivals) throws Exception {
            for (Arrival arrival : arrivals) {
                advance(arrival.watermark);
                int subtask = KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        arrival.agent, MAX_PARALLELISM, subtasks.size());
                take(subtasks.get(subtask), arrival.input);
            }
        }

        void advance(long time) throws Exception {
            for (var subtask : subtasks) {
                watermark(subtask, time);
            }
        }

        OperatorSubtaskState stop(List<Observation> said) throws Exception {
            List<OperatorSubtaskState> parts = new ArrayList<>();
            for (var subtask : subtasks) {
                parts.add(subtask.snapshot(1, 1));
                said.addAll(subtask.extractOutputValues());
            }
            return AbstractStreamOperatorTestHarness.repackageState(parts.toArray(OperatorSubtaskState[]::new));
        }

        boolean isEmpty() {
            return subtasks.stream().allMatch(one -> one.numKeyedStateEntries() == 0 && one.numEventTimeTimers() == 0);
        }

        @Override
        public void close() throws Exception {
            for (var subtask : subtasks) {
                subtask.close();
            }
        }
    }

    private static List<Observation> play(StateBackend backend, List<Arrival> arrivals, int... parallelisms)
            throws Exception {
        List<Observation> said = new ArrayList<>();
        OperatorSubtaskState saved = null;
        int from = 0;
        for (int i = 0; i < parallelisms.length; i++) {
            int until = arrivals.size() * (i + 1) / parallelisms.length;
            boolean last = i == parallelisms.length - 1;
            try (Run run = new Run(backend, parallelisms[i], saved, i == 0 ? 1 : parallelisms[i - 1])) {
                run.play(arrivals.subList(from, until));
                if (last) {
                    for (int agent = 0; agent < AGENTS; agent++) {
                        run.play(List.of(gone(agent)));
                    }
                    run.advance(400_000 + REDELIVERY + AgentPresence.LOST_FOR_MILLIS);
                    assertThat(!(backend instanceof HashMapStateBackend) || run.isEmpty())
                            .isTrue();
                }
                saved = run.stop(said);
            }
            from = until;
        }
        said.sort(Comparator.comparing(Observation::toString));
        return said;
    }

    private static Arrival gone(int agent) {
        ServiceEvent offline = ServiceEvent.of(EventType.AGENT_STATE, "night", 300_000, "test")
                .agentId("a" + agent)
                .agentState(AgentState.OFFLINE)
                .build();
        return new Arrival(EventKeys.agentOf(offline), offline, 299_000);
    }

    @Test
    void whatWaitsAndWhatWasToldGoAlongWithTheirAgents() throws Exception {
        StateBackend heap = new HashMapStateBackend();
        for (int seed = 0; seed < 30; seed++) {
            List<Arrival> arrivals = hour(new Random(seed));
            List<Observation> whole = play(heap, arrivals, 1);
            assertThat(whole).hasSizeGreaterThan(50);
            assertThat(play(heap, arrivals, 1, 2, 4, 1)).as("seed %s", seed).isEqualTo(whole);
            assertThat(play(heap, arrivals, 3, 3, 2)).as("seed %s", seed).isEqualTo(whole);
        }
    }

    /** There an agent is read and written each time, so nothing of it may be in memory alone. */
    @Test
    void whereAgentsAreNotOnTheHeapTheSameIsSaid() throws Exception {
        for (int seed = 0; seed < 3; seed++) {
            List<Arrival> arrivals = hour(new Random(seed));
            assertThat(play(new EmbeddedRocksDBStateBackend(), arrivals, 2, 1))
                    .as("seed %s", seed)
                    .isEqualTo(play(new HashMapStateBackend(), arrivals, 1));
        }
    }

    private static ServiceEvent state(String agent, long time, AgentState state) {
        return ServiceEvent.of(EventType.AGENT_STATE, agent + time, time, "test")
                .agentId(agent)
                .agentState(state)
                .queues(List.of("billing"))
                .build();
    }

    /** Going on from a savepoint with other times, nobody stays in a level that the new ones would not have told. */
    @ParameterizedTest(name = "lost after {0} ms, then {1}")
    @CsvSource({"20000, 60000", "20000, 5000", "20000, 0", "0, 20000", "60000, 20000"})
    void otherTimesHoldFromTheRestartOnAndLeaveNoLevelBehind(long before, long after) throws Exception {
        for (StateBackend backend : List.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend())) {
            List<Observation> said = new ArrayList<>();
            OperatorSubtaskState saved;
            try (var first = harness(new AgentSettings(before, 5_000), 1, 0)) {
                first.setStateBackend(backend);
                first.open();
                take(first, state("ann", 1_000, AgentState.AVAILABLE), state("ann", 11_000, AgentState.AVAILABLE));
                take(first, state("bob", 1_000, AgentState.AVAILABLE), state("bob", 11_000, AgentState.AVAILABLE));
                watermark(first, 45_000);
                take(first, state("bob", 46_000, AgentState.AVAILABLE));
                watermark(first, 50_000);
                saved = first.snapshot(1, 1);
                said.addAll(first.extractOutputValues());
            }
            try (var second = harness(new AgentSettings(after, 5_000), 1, 0)) {
                second.setStateBackend(backend);
                second.initializeState(saved);
                second.open();
                watermark(second, 50_500);
                // late, and puts right what was told before
                take(second, state("bob", 44_000, AgentState.AVAILABLE));
                watermark(second, 52_000);
                Map<String, Long> now = AgentLevelsTest.levels(both(said, second.extractOutputValues()), 52_000);
                boolean wasLost = before == 20_000;
                boolean annIsLost = after != 0 && (wasLost || after <= 40_000);
                assertThat(now.get("AGENTS_LOST agents[ann, ]")).isEqualTo(annIsLost ? 1L : null);
                assertThat(now.get("AGENTS_ONLINE agents[ann, ]")).isEqualTo(wasLost || annIsLost ? null : 1L);
                assertThat(now.get("AGENTS_LOST agents[bob, ]")).isEqualTo(after == 5_000 ? 1L : null);
                assertThat(now.get("AGENTS_ONLINE agents[bob, ]")).isEqualTo(after == 5_000 ? null : 1L);
                take(second, state("ann", 60_000, AgentState.OFFLINE), state("bob", 60_000, AgentState.OFFLINE));
                watermark(second, 61_000);
                assertThat(AgentLevelsTest.levels(both(said, second.extractOutputValues()), 61_000))
                        .isEmpty();
            }
        }
    }

    /** How far time moves with the first watermark says nothing about when somebody is lost by the new times. */
    @Test
    void whoIsLostByOtherTimesIsSoWhenTheseHavePassed() throws Exception {
        OperatorSubtaskState saved;
        try (var first = harness(new AgentSettings(60_000, 5_000), 1, 0)) {
            first.open();
            take(first, state("ann", 1_000, AgentState.AVAILABLE), state("ann", 11_000, AgentState.AVAILABLE));
            watermark(first, 20_000);
            saved = first.snapshot(1, 1);
        }
        for (long step : new long[] {1_000, 80_000}) {
            try (var second = harness(new AgentSettings(20_000, 5_000), 1, 0)) {
                second.initializeState(saved);
                second.open();
                for (long time = 20_000 + step; time <= 100_000; time += step) {
                    watermark(second, time);
                }
                assertThat(second.extractOutputValues())
                        .filteredOn(one -> one.measure() == Measure.AGENTS_LOST)
                        .extracting(Observation::time)
                        .containsOnly(31_000L);
            }
        }
    }

    private static List<Observation> both(List<Observation> first, List<Observation> then) {
        List<Observation> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }
}
