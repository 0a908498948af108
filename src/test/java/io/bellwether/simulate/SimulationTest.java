package io.bellwether.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.AgentState;
import io.bellwether.event.Decoded;
import io.bellwether.event.EventDecoder;
import io.bellwether.event.EventEncoder;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final long START = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();
    private static final long QUARTER = 15 * 60_000L;
    private static final List<ServiceEvent> DEMO = events("demo", 1, QUARTER, QUARTER);

    private static List<ServiceEvent> events(String scenario, long seed, long length, long step) {
        List<ServiceEvent> events = new ArrayList<>();
        Simulation simulation = new Simulation(Scenarios.load(scenario), seed, START);
        for (long time = START; time <= START + length; time += step) {
            simulation.runUntil(time, events::add);
        }
        return events;
    }

    @Test
    void sameSeedSameEventsHoweverTheTimeIsCut() {
        List<ServiceEvent> cut = events("demo", 1, QUARTER, 100);
        assertThat(cut).hasSize(DEMO.size());
        assertThat(cut.equals(DEMO)).isTrue();
    }

    @Test
    void anotherSeedGivesOtherEventsAndOtherIds() {
        List<ServiceEvent> other = events("demo", 2, 60_000, 60_000);
        Set<String> ids = new HashSet<>();
        DEMO.forEach(event -> ids.add(event.id()));
        assertThat(other).isNotEmpty().noneMatch(event -> ids.contains(event.id()));
    }

    @Test
    void timesNeverGoBackAndNeverPassTheStep() {
        Simulation simulation = new Simulation(Scenarios.load("demo"), 3, START);
        long[] last = {START};
        for (long time = START; time <= START + 120_000; time += 100) {
            long now = time;
            simulation.runUntil(time, event -> {
                assertThat(event.time()).isBetween(last[0], now);
                last[0] = event.time();
            });
        }
        assertThat(last[0]).isGreaterThan(START + 119_000);
    }

    @Test
    void eventsOfACaseComeInFoldOrder() {
        Map<String, ServiceEvent> last = new HashMap<>();
        for (ServiceEvent event : DEMO) {
            if (event.caseId() != null) {
                ServiceEvent before = last.put(event.caseId(), event);
                if (before != null) {
                    assertThat(ServiceEvent.FOLD_ORDER.compare(before, event))
                            .as("%s then %s", before, event)
                            .isNegative();
                }
            }
        }
        assertThat(last).hasSizeGreaterThan(1_000);
    }

    @Test
    void idsAreUnique() {
        assertThat(DEMO.stream().map(ServiceEvent::id).distinct().count()).isEqualTo(DEMO.size());
        List<String> messages = DEMO.stream()
                .filter(ServiceEvent::isMessage)
                .map(ServiceEvent::messageId)
                .toList();
        assertThat(messages).doesNotHaveDuplicates().doesNotContainNull();
    }

    @Test
    void everyEventIsDecodedToItself() {
        EventEncoder encoder = new EventEncoder();
        EventDecoder decoder = new EventDecoder(List.of("partner"));
        for (ServiceEvent event : DEMO) {
            Decoded decoded = decoder.decode(encoder.encode(event), "file", 0, 1, Long.MAX_VALUE);
            assertThat(decoded.rejection()).isNull();
            assertThat(decoded.event()).isEqualTo(event);
        }
    }

    @Test
    void whoeverWaitsForAThirdPartySaysForWhom() {
        assertThat(DEMO.stream()
                        .filter(event -> event.status() == Status.WAITING_THIRD_PARTY)
                        .map(event -> event.extra().get("partner"))
                        .distinct())
                .containsExactlyInAnyOrder("logistics", "service");
    }

    @Test
    void theDemoHasEveryTypeThatCasesAndAgentsHave() {
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        DEMO.forEach(event -> types.add(event.type()));
        assertThat(types)
                .isEqualTo(EnumSet.complementOf(EnumSet.of(EventType.CLOCK_HEARTBEAT, EventType.PLAN_STAFFED)));
    }

    @Test
    void messagesHaveTextsWithoutOpenSlots() {
        assertThat(DEMO.stream().filter(ServiceEvent::isMessage)).isNotEmpty().allSatisfy(message -> {
            assertThat(message.text()).isNotBlank().doesNotContain("{", "}");
            assertThat(message.actor()).isNotNull();
            assertThat(message.visibility()).isNotNull();
        });
    }

    @Test
    void presenceChangesOrBeatsAndNobodyIsAssignedMoreThanTheirSlots() {
        Map<String, AgentState> states = new HashMap<>();
        Map<String, Integer> slots = new HashMap<>();
        Map<String, Integer> used = new HashMap<>();
        Map<String, ServiceEvent> told = new HashMap<>();
        int beaten = 0;
        Map<String, String> agentOf = new HashMap<>();
        for (ServiceEvent event : DEMO) {
            switch (event.type()) {
                case AGENT_STATE -> {
                    ServiceEvent before = told.put(event.agentId(), event);
                    boolean beats = before != null && before.agentState() == event.agentState();
                    assertThat(!beats
                                    || event.time() - before.time() <= 300_000
                                            && event.reason().equals(before.reason()))
                            .as("%s after %s", event, before)
                            .isTrue();
                    beaten += beats ? 1 : 0;
                    states.put(event.agentId(), event.agentState());
                    slots.put(event.agentId(), event.slots());
                }
                case CHAT_ASSIGNED -> {
                    assertThat(states.get(event.agentId())).isEqualTo(AgentState.AVAILABLE);
                    agentOf.put(event.caseId(), event.agentId());
                    assertThat(used.merge(event.agentId(), 1, Integer::sum))
                            .isLessThanOrEqualTo(slots.get(event.agentId()));
                }
                case CHAT_TRANSFERRED, CHAT_WRAPPED_UP -> {
                    String agent = agentOf.remove(event.caseId());
                    if (agent != null) {
                        used.merge(agent, -1, Integer::sum);
                    }
                }
                default -> {}
            }
        }
        assertThat(states).hasSizeGreaterThan(50);
        assertThat(beaten).isGreaterThan(50);
    }

    @Test
    void theDemoIsWarmWithinHalfAMinuteAndHasItsRate() {
        long inService = DEMO.stream()
                        .filter(event -> event.time() <= START + 30_000 && event.type() == EventType.CHAT_ASSIGNED)
                        .count()
                - DEMO.stream()
                        .filter(event -> event.time() <= START + 30_000 && event.type() == EventType.CHAT_ENDED)
                        .count();
        assertThat(inService).isGreaterThan(60);
        assertThat(DEMO.size() * 1000.0 / QUARTER).isBetween(30.0, 80.0);
        assertThat(new String(new EventEncoder().encode(DEMO.get(0)), StandardCharsets.UTF_8))
                .contains("agent.state");
    }

    @Test
    void closedDoorsLetWorkComeToItsEnd() {
        Simulation simulation = new Simulation(Scenarios.load("bench"), 4, START);
        simulation.runUntil(START + 60_000, event -> {});
        simulation.closeDoors();
        List<ServiceEvent> after = new ArrayList<>();
        simulation.runUntil(START + 600_000, after::add);
        assertThat(after.stream().map(ServiceEvent::type))
                .doesNotContain(EventType.CHAT_STARTED)
                .contains(EventType.TICKET_STATUS_CHANGED);
        assertThat(Scenarios.load("bench").organisation().queues())
                .allSatisfy(
                        queue -> assertThat(simulation.waiting(queue.name())).isZero());
    }
}
