package io.bellwether.gateway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bellwether.event.ServiceEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KnownSnapshotsTest {

    private static final String[] DESK = {
        "kind: ticket",
        "snapshot:",
        "  case: $.id",
        "  time: $.at",
        "  watch: {state: $.state, owner: $.owner, created: $.created}",
        "  events:",
        "    - {first: true, type: ticket.created, time: $.created}",
        "    - {first: true, when: {$.state: {not: new}}, type: ticket.status_changed, native_status: $.state,"
                + " status: {of: $.state, table: {new: NEW, open: OPEN, pending: WAITING_CUSTOMER, closed: CLOSED}}}",
        "    - {changed: state, type: ticket.status_changed, native_status: $.state, reason: was:state,"
                + " status: {of: $.state, table: {new: NEW, open: OPEN, pending: WAITING_CUSTOMER, closed: CLOSED}}}",
        "    - {changed: [owner], type: ticket.assigned, agent_id: $.owner}"
    };

    private static final List<String> LIFE = List.of(
            snapshot(1, "new", ""),
            snapshot(2, "open", "ann"),
            snapshot(3, "pending", "ann"),
            snapshot(3, "pending", "bo"),
            snapshot(4, "open", "bo"),
            snapshot(5, "open", "bo"),
            snapshot(6, "closed", ""));

    /** Memory holds as many cases as there are within the time that is said, however many there were. */
    @Test
    void whatWasSilentForLongIsForgotten() {
        MemorySnapshots snapshots = new MemorySnapshots();
        int cases = 20_000;
        for (int i = 0; i < cases; i++) {
            snapshots.add("a", "c" + i, state(i), i - 1_000);
            snapshots.add("b", "c" + i, state(i), Long.MIN_VALUE);
        }
        assertThat(snapshots.size()).isBetween(cases + 1_000, cases + 1_000 + 4_096);
        assertThat(snapshots.known("a", "c0")).isEqualTo(KnownSnapshots.NONE);
        assertThat(snapshots.known("a", "c19999").latest()).isEqualTo(19_999);
        assertThat(snapshots.known("b", "c0").states()).hasSize(1);
    }

    @Test
    void whatIsRememberedForATimeIsNotKeptElsewhere() throws MappingException {
        List<String> yaml = new ArrayList<>(List.of(DESK));
        assertThat(MapperOf.yaml(DESK).map(LIFE.get(0)).known()).hasSize(1);
        yaml.add(2, "  remember: 2d");
        assertThat(MapperOf.yaml(yaml.toArray(String[]::new)).map(LIFE.get(0)).known())
                .isEmpty();
    }

    private static SnapshotState state(long time) {
        return new SnapshotState(time, 0, JsonNodeFactory.instance.objectNode());
    }

    private static String snapshot(int at, String state, String owner) {
        return "{\"id\":1,\"at\":" + at + ",\"created\":1,\"state\":\"" + state + "\",\"owner\":\"" + owner + "\"}";
    }

    /** What a reader knows at the end: at each time the state and the owner. */
    private static Map<Long, String> told(List<String> deliveries) throws MappingException {
        MapperOf mapper = MapperOf.yaml(DESK);
        Map<String, ServiceEvent> byId = new TreeMap<>();
        for (String delivery : deliveries) {
            Mapped mapped = mapper.map(delivery);
            assertThat(mapped.refused()).isEmpty();
            mapped.events().forEach(event -> byId.putIfAbsent(event.id(), event));
        }
        List<ServiceEvent> events = new ArrayList<>(byId.values());
        events.sort((a, b) -> a.time() != b.time()
                ? Long.compare(a.time(), b.time())
                : a.type().compareTo(b.type()));
        Map<Long, String> told = new TreeMap<>();
        String state = "NEW";
        String owner = null;
        for (ServiceEvent event : events) {
            state = event.status() == null ? state : event.status().name();
            owner = event.type().wireName().equals("ticket.assigned") ? event.agentId() : owner;
            told.put(event.time(), state + " " + owner);
        }
        return told;
    }

    @Test
    void changesAreTold() throws MappingException {
        MapperOf mapper = MapperOf.yaml(DESK);
        assertThat(mapper.events(LIFE.get(0))).hasSize(1).first().asString().contains("ticket.created");
        assertThat(mapper.events(LIFE.get(2)))
                .hasSize(2)
                .anyMatch(event -> event.contains("\"status\":\"WAITING_CUSTOMER\""))
                .anyMatch(event -> event.contains("\"agent_id\":\"ann\""));
        assertThat(mapper.map(LIFE.get(2)).events())
                .as("told again, with the same ids")
                .hasSize(2);
        assertThat(mapper.map(snapshot(4, "pending", "ann")).outcomes().get(0).detail())
                .startsWith("does not hold");
    }

    @Test
    void whateverTheOrderTheSameIsKnownAtTheEnd() throws MappingException {
        Map<Long, String> inOrder = told(LIFE);
        assertThat(inOrder.values())
                .containsExactly("NEW null", "OPEN ann", "WAITING_CUSTOMER bo", "OPEN bo", "CLOSED null");
        Random random = new Random(16);
        for (int i = 0; i < 500; i++) {
            List<String> shuffled = new ArrayList<>(LIFE);
            shuffled.addAll(LIFE);
            Collections.shuffle(shuffled, random);
            Map<Long, String> told = told(shuffled);
            // between two changes the same may be told once more
            String last = null;
            Map<Long, String> changes = new TreeMap<>();
            for (Map.Entry<Long, String> entry : told.entrySet()) {
                if (!entry.getValue().equals(last)) {
                    changes.put(entry.getKey(), entry.getValue());
                }
                last = entry.getValue();
            }
            assertThat(changes).as(shuffled.toString()).isEqualTo(inOrder);
        }
    }

    @Test
    void whatIsOlderThanAllThatIsKeptChangesNothing() throws MappingException {
        MapperOf mapper = MapperOf.yaml(DESK);
        for (int i = 10; i < 10 + 2 * KnownSnapshots.MOST; i++) {
            mapper.map(snapshot(i, "open", "a" + i));
        }
        Mapped old = mapper.map(snapshot(2, "new", ""));
        assertThat(old.events()).isEmpty();
        assertThat(old.outcomes().get(0).what()).isEqualTo(PayloadOutcome.What.TOO_OLD);
        assertThat(mapper.map(snapshot(1, "new", "")).known()).isEmpty();
    }
}
