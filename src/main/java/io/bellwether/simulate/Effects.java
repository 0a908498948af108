package io.bellwether.simulate;

import java.util.ArrayList;
import java.util.List;

/** Which incidents are going on. */
final class Effects {
    private final List<Incident> active = new ArrayList<>();

    void begin(Incident incident) {
        active.add(incident);
    }

    void end(Incident incident) {
        active.remove(incident);
    }

    /** Strength of an incident of that kind in a queue; 0 where there is none. */
    double strength(IncidentKind kind, String queue) {
        for (Incident incident : active) {
            if (incident.kind() == kind && incident.queues().contains(queue)) {
                return incident.strength();
            }
        }
        return 0;
    }

    /** Strength of the strongest incident of these kinds in a queue; 0 where there is none. */
    double strongest(String queue, IncidentKind... kinds) {
        double strongest = 0;
        for (IncidentKind kind : kinds) {
            strongest = Math.max(strongest, strength(kind, queue));
        }
        return strongest;
    }

    /** Since when such an incident of a queue goes on; -1 where there is none. */
    long startOf(IncidentKind kind, String queue) {
        for (Incident incident : active) {
            if (incident.kind() == kind && incident.queues().contains(queue)) {
                return incident.start();
            }
        }
        return -1;
    }

    /** When such an incident of a queue is over; -1 where there is none. */
    long endOf(IncidentKind kind, String queue) {
        for (Incident incident : active) {
            if (incident.kind() == kind && incident.queues().contains(queue)) {
                return incident.end();
            }
        }
        return -1;
    }
}
