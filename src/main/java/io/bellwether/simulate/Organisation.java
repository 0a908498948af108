package io.bellwether.simulate;

import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A contact centre: demand, queues and people.
 *
 * @param zone of curves and shifts, IANA name
 */
public record Organisation(
        String name, String zone, Map<String, Curve> curves, List<Team> teams, List<QueueProfile> queues) {

    public Organisation {
        curves = curves == null ? Map.of() : Map.copyOf(curves);
        teams = List.copyOf(teams);
        queues = List.copyOf(queues);
        Set<String> names = new HashSet<>();
        for (QueueProfile queue : queues) {
            if (!names.add(queue.name())) {
                throw new IllegalArgumentException("organisation '" + name + "' has two queues '" + queue.name() + "'");
            }
            if (queue.curve() != null && !curves.containsKey(queue.curve())) {
                throw new IllegalArgumentException("queue '" + queue.name() + "' names a curve '" + queue.curve()
                        + "' that organisation '" + name + "' does not have; it has " + curves.keySet());
            }
        }
        for (Team team : teams) {
            for (String queue : team.queues()) {
                requireQueue(names, queue, "team '" + team.name() + "'");
            }
        }
    }

    private static void requireQueue(Set<String> names, String queue, String where) {
        if (!names.contains(queue)) {
            throw new IllegalArgumentException(where + " names a queue '" + queue + "' that is not there: " + names);
        }
    }

    ZoneId zoneId() {
        return ZoneId.of(zone);
    }

    /** The curve of a queue. */
    public Curve curveOf(QueueProfile queue) {
        return queue.curve() == null ? Curve.FLAT : curves.get(queue.curve());
    }

    /** The queue of that name. */
    public QueueProfile queue(String queueName) {
        return queues.stream()
                .filter(queue -> queue.name().equals(queueName))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("organisation '" + name + "' has no queue '" + queueName + "'"));
    }
}
