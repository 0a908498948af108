package io.bellwether.gateway.mapping;

import com.fasterxml.jackson.databind.JsonNode;
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
 * @param unmade the payloads of those, each once
 * @param outcomes one of each payload; none where the body could not be read
 * @param strangers values that stand in no table, as {@code table=value}
 * @param known what is known now of the cases that the delivery told whole and that are kept, by their ids
 * @param told the states of cases whose changes are among the events, by the ids of the cases
 */
public record Mapped(
        List<ServiceEvent> events,
        List<Refused> refused,
        List<Unmade> unmade,
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

    /**
     * A payload of which an event should have come that is none.
     *
     * @param payload null where that is the whole body
     * @param why of the first of these events; at least one
     * @param events how many there are
     */
    public record Unmade(JsonNode payload, List<Refused> why, int events) {

        /** The most reasons that are told of one payload. */
        static final int MOST_REASONS = 20;

        static Unmade of(JsonNode payload, List<Refused> all) {
            return new Unmade(payload, List.copyOf(all.subList(0, Math.min(MOST_REASONS, all.size()))), all.size());
        }
    }

    public Mapped {
        events = List.copyOf(events);
        refused = List.copyOf(refused);
        unmade = List.copyOf(unmade);
        outcomes = List.copyOf(outcomes);
        strangers = Set.copyOf(strangers);
        known = Map.copyOf(known);
        told = Map.copyOf(told);
    }

    /** Of a body that could not be read. */
    static Mapped unreadable(RejectionReason reason, String detail) {
        List<Refused> refused = List.of(new Refused("none", reason, detail));
        return new Mapped(
                List.of(), refused, List.of(Unmade.of(null, refused)), List.of(), Set.of(), Map.of(), Map.of());
    }

    /** Whether not even the body could be read. */
    public boolean isUnreadable() {
        return outcomes.isEmpty() && !refused.isEmpty();
    }
}
