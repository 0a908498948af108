package io.bellwether.gateway.mapping;

import io.bellwether.event.RejectionReason;
import io.bellwether.event.ServiceEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of a delivery.
 *
 * @param events valid ones, in the order of the payloads
 * @param refused what would have been an event and is none
 * @param outcomes one of each payload; none where the body could not be read
 * @param strangers values that stand in no table, as {@code table=value}
 * @param known what is known now of the cases that the delivery told whole and that are kept, by their ids
 * @param told the states of cases whose changes are among the events, by the ids of the cases
 */
public record Mapped(
        List<ServiceEvent> events,
        List<Refused> refused,
        List<PayloadOutcome> outcomes,
        Set<String> strangers,
        Map<String, KnownSnapshots> known,
        Map<String, List<SnapshotState>> told) {

    /**
     * An event that is none.
     *
     * @param detail names the field; never anything of a message
     */
    public record Refused(String kind, RejectionReason reason, String detail) {}

    public Mapped {
        events = List.copyOf(events);
        refused = List.copyOf(refused);
        outcomes = List.copyOf(outcomes);
        strangers = Set.copyOf(strangers);
        known = Map.copyOf(known);
        told = Map.copyOf(told);
    }

    /** Of a body that could not be read. */
    static Mapped unreadable(RejectionReason reason, String detail) {
        return new Mapped(List.of(), List.of(new Refused("none", reason, detail)), List.of(), Set.of(), Map.of(), Map.of());
    }

    /** Whether not even the body could be read. */
    public boolean isUnreadable() {
        return outcomes.isEmpty() && !refused.isEmpty();
    }
}
