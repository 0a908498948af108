package io.bellwether.plan;

import io.bellwether.event.EventField;
import io.bellwether.event.ServiceEvent;

/**
 * What somebody said of an interval of a queue: so many agents are planned for it. Of several the one that was said last
 * holds.
 *
 * @param start of the interval, epoch ms
 * @param agents who will be there
 * @param said when it was said, event time, epoch ms
 * @param id of the event: of two that were said at one moment the greater holds
 */
public record PlannedShift(String queue, long start, double agents, long said, String id) {

    /** @param event of type {@code plan.staffed} */
    public static PlannedShift of(ServiceEvent event) {
        return new PlannedShift(
                event.queue(),
                (Long) event.get(EventField.INTERVAL_START),
                (Double) event.get(EventField.AGENTS),
                event.time(),
                event.id());
    }
}
