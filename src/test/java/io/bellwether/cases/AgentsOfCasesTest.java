package io.bellwether.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.agents.AgentOperator;
import io.bellwether.agents.AgentSettings;
import io.bellwether.event.AgentState;
import io.bellwether.event.EventKeys;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.SourceIdCodec;
import io.bellwether.ingest.DoorOperator;
import io.bellwether.metric.EachObservation;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.metric.ObservationCodec;
import io.bellwether.queue.OnContact;
import io.bellwether.state.CodecTypeInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The operators of cases and of agents one behind the other, as the topology has them, on days of a whole desk. */
class AgentsOfCasesTest {

    private static final int DAYS = 25;
    private static final int CASES = 8;
    private static final List<String> AGENTS = List.of("a0", "a1", "a2");
    private static final long HOUR = 60 * Histories.MINUTE;

    /** An event and how far time had come when it arrived. */
    private record Arrival(ServiceEvent event, long watermark) {}

    private static ServiceEvent state(Random random, String agent, int number) {
        long time = Histories.START + random.nextInt((int) (2 * HOUR));
        return ServiceEvent.of(EventType.AGENT_STATE, agent + "-" + number, time, "test")
                .agentId(agent)
                .agentState(Histories.any(random, AgentState.values()))
                .slots(2)
                .build();
    }

    /** In some order, up to two seconds off, and each fifth later than that by less than the lateness. */
    private static List<Arrival> arrivals(List<ServiceEvent> events, Random random) {
        List<Arrival> arrivals = new ArrayList<>();
        for (ServiceEvent event : events) {
            boolean late = random.nextInt(5) == 0;
            long by = late ? random.nextInt((int) CaseRun.LATENESS) : -1 - random.nextInt(2_000);
            arrivals.add(new Arrival(event, event.time() + by));
        }
        arrivals.sort(Comparator.comparingLong(Arrival::watermark));
        return arrivals;
    }

    @Test
    void agentsAreOnWhatTheirCasesSayAndOnNothingWhenAllIsOver() throws Exception {
        for (int seed = 0; seed < DAYS; seed++) {
            Random random = new Random(seed);
            List<NaiveStays> naive = new ArrayList<>();
            List<ServiceEvent> events = new ArrayList<>();
            for (int i = 0; i < CASES; i++) {
                List<ServiceEvent> ofCase = Histories.anything(random, "c" + i);
                naive.add(new NaiveStays(ofCase));
                events.addAll(ofCase);
            }
            List<ServiceEvent> states = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                states.add(state(random, Histories.any(random, AGENTS.toArray(String[]::new)), i));
            }
            events.addAll(states);
            List<Observation> said = run(arrivals(events, random));
            long from = Histories.START;
            for (long time = from; time < from + 2 * HOUR; time += Histories.MINUTE / 2) {
                Map<String, Long> levels = levels(said, time);
                assertThat(levels.values()).as("seed %s at %s", seed, time).allMatch(n -> n > 0);
                for (String agent : AGENTS) {
                    assertThat(levels.getOrDefault("AGENTS_ON_CONTACT " + agent, 0L))
                            .as("seed %s, %s at %s", seed, agent, time)
                            .isEqualTo(isOnContact(naive, states, agent, time) ? 1 : 0);
                }
            }
            assertThat(levels(said, Long.MAX_VALUE)).as("seed %s", seed).isEmpty();
        }
    }

    private static boolean isOnContact(List<NaiveStays> cases, List<ServiceEvent> states, String agent, long time) {
        return cases.stream()
                .map(one -> one.withSince(agent, time))
                .anyMatch(since -> since != null
                        && states.stream()
                                .noneMatch(state -> state.agentId().equals(agent)
                                        && state.agentState() == AgentState.OFFLINE
                                        && state.time() > since
                                        && state.time() <= time));
    }

    /** Sums over cases and agents; of queues in all. */
    private static Map<String, Long> levels(List<Observation> said, long until) {
        Map<String, Long> levels = new TreeMap<>();
        for (Observation one : said) {
            boolean level = one.measure().kind() == Measure.Kind.LEVEL;
            if (level && one.time() <= until) {
                String of = one.series().dimensions().get(0) + one.series().tags();
                String name = one.measure() + " " + of.replace("[]", "");
                levels.merge(name, one.weight() * one.value(), Long::sum);
            }
        }
        levels.values().removeIf(n -> n == 0);
        return levels;
    }

    private static List<Observation> run(List<Arrival> arrivals) throws Exception {
        var cases = CaseHarness.of(
                CaseHarness.SETTINGS,
                CaseRun.book("policies: [{name: p, targets: {first_reply: 5m}}]"),
                EachObservation.maker(),
                1,
                0);
        var agents = new KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, OnContact, Observation>(
                new AgentOperator<>(
                        CaseRun.DIMENSIONS,
                        CaseRun.LATENESS,
                        CaseRun.REDELIVERY,
                        new AgentSettings(0, HOUR),
                        DoorOperator.REJECTED,
                        EachObservation.maker()),
                EventKeys::agentOf,
                OnContact::agent,
                CodecTypeInfo.of(SourceIdCodec.INSTANCE));
        try (cases;
                agents) {
            for (var harness : List.of(cases, agents)) {
                harness.setup(CodecTypeInfo.of(ObservationCodec.INSTANCE)
                        .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
                harness.open();
            }
            int handed = 0;
            for (Arrival arrival : arrivals) {
                handed = time(arrival.watermark(), handed, cases, agents);
                if (arrival.event().type() == EventType.AGENT_STATE) {
                    agents.processElement1(new StreamRecord<>(arrival.event()));
                } else {
                    cases.processElement1(new StreamRecord<>(arrival.event()));
                }
            }
            // whoever goes home, and every case let go
            long night = Histories.START + 20 * HOUR;
            for (String agent : AGENTS) {
                agents.processElement1(new StreamRecord<>(ServiceEvent.of(EventType.AGENT_STATE, "night", night, "test")
                        .agentId(agent)
                        .agentState(AgentState.OFFLINE)
                        .build()));
            }
            time(night + 2 * CaseRun.REDELIVERY, handed, cases, agents);
            assertThat(cases.numKeyedStateEntries()).isZero();
            assertThat(agents.numKeyedStateEntries()).isZero();
            assertThat(agents.numEventTimeTimers()).isZero();
            List<Observation> said = new ArrayList<>(cases.extractOutputValues());
            said.addAll(agents.extractOutputValues());
            return said;
        }
    }

    /** Time passes in both; what the cases say of agents goes on to these before time does. */
    private static int time(
            long watermark,
            int handed,
            KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, PolicyUpdate, Observation> cases,
            KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, OnContact, Observation> agents)
            throws Exception {
        cases.processWatermark1(new Watermark(watermark));
        var output = cases.getSideOutput(CaseOperator.ON_CONTACT);
        int next = handed;
        if (output != null) {
            List<StreamRecord<OnContact>> changes = new ArrayList<>(output);
            for (; next < changes.size(); next++) {
                agents.processElement2(new StreamRecord<>(changes.get(next).getValue()));
            }
        }
        agents.processWatermark1(new Watermark(watermark));
        agents.processWatermark2(new Watermark(watermark));
        return next;
    }
}
