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
