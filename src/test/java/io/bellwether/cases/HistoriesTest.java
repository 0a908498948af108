package io.bellwether.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What properties of cases are shown with: random lives in which every type of event of a case happens, and often. */
class HistoriesTest {

    private static final int HISTORIES = 400;

    private static final Set<EventType> OF_CASES =
            Stream.of(EventType.values()).filter(EventType::ofCase).collect(Collectors.toSet());

    @Test
    void everyTypeOfEventHappens() {
        Map<EventType, Integer> anything = new EnumMap<>(EventType.class);
        Map<EventType, Integer> next = new EnumMap<>(EventType.class);
        for (int seed = 0; seed < HISTORIES; seed++) {
            for (ServiceEvent event : Histories.anything(new Random(seed), "c")) {
                anything.merge(event.type(), 1, Integer::sum);
            }
            for (ServiceEvent event : Histories.next(new Random(seed))) {
                next.merge(event.type(), 1, Integer::sum);
            }
        }
        assertThat(anything.keySet()).isEqualTo(OF_CASES);
        assertThat(anything.values()).allMatch(n -> n > HISTORIES / 20);
        Set<EventType> removals = EnumSet.of(EventType.TICKET_MERGED, EventType.TICKET_DELETED);
        assertThat(next.keySet())
                .as("but for what removes a case that is to end closed")
                .isEqualTo(OF_CASES.stream()
                        .filter(type -> !removals.contains(type))
                        .collect(Collectors.toSet()));
    }

    /** Whoever adds a type says where it happens: in a life of a case, of an agent, of a customer, or in none. */
    @Test
    void everyTypeIsOfSomebody() {
        for (EventType type : EventType.values()) {
            boolean ofAgent = type == EventType.AGENT_STATE;
            boolean ofQueue = type == EventType.PLAN_STAFFED;
            boolean ofNobody = type == EventType.CLOCK_HEARTBEAT;
            assertThat(Stream.of(type.ofCase(), type.ofCustomer(), ofAgent, ofQueue, ofNobody)
                            .filter(is -> is))
                    .as("%s", type)
                    .hasSize(1);
        }
    }
}
