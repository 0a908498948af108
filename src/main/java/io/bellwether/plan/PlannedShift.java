package io.bellwether.plan;

import io.bellwether.event.EventField;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;

/**
 * What somebody said of an interval of a queue: so many agents are planned for it. Of several the one that was said last
 * holds.
 *
 * @param start of the interval, epoch ms
 * @param agents who will be there
 * @param said when it was said, event time, epoch ms
 * @param source which system said it
 * @param id of the event: of two that were said at one moment the greater source and id hold
 */
public record PlannedShift(String queue, long start, int agents, long said, String source, String id) {

    /** @param event of type {@code plan.staffed} */
    public static PlannedShift of(ServiceEvent event) {
        return new PlannedShift(
                event.queue(),
                (Long) event.get(EventField.INTERVAL_START),
                (Integer) event.get(EventField.AGENTS),
                event.time(),
                event.source(),
                event.id());
    }

    /** The event again, for its dead letter. */
    ServiceEvent toEvent() {
        return ServiceEvent.of(EventType.PLAN_STAFFED, id, said, source)
                .queue(queue)
                .with(EventField.INTERVAL_START, start)
                .with(EventField.AGENTS, agents)
                .build();
    }
}
