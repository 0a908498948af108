package io.bellwether.sla;

import io.bellwether.event.IdHash;
import io.bellwether.event.SourceId;
import io.bellwether.event.Status;

/**
 * What who keeps a case knows of it beside its {@link SlaState}: mostly the same as stands there, and then not written again.
 * The same is known when it is read.
 *
 * @param since when it began, epoch ms; any time near its others
 * @param status its status, or null
 * @param queue its queue, or null
 * @param agent its agent, or null
 */
public record Known(long since, Status status, String queue, SourceId agent) {

    /** Nothing is known. */
    public static final Known NOTHING = new Known(0, null, null, null);

    /** What stands for an agent in a state; 0 for none. */
    static long hash(SourceId agent) {
        return agent == null ? 0 : IdHash.of(agent.source(), agent.id());
    }

    /** What stands for a queue in a state; 0 for none. */
    static long hash(String queue) {
        return queue == null || queue.isEmpty() ? 0 : IdHash.of(queue);
    }
}
