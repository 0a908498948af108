package io.bellwether.ingest;

import io.bellwether.event.AgentIds;
import io.bellwether.event.EventType;
import io.bellwether.event.Origin;
import io.bellwether.event.ServiceEvent;
import io.bellwether.state.Remembered;

/** Puts what stands for an agent's id in its place, before anybody behind the door sees it. Not thread-safe. */
public final class AgentVeil {

    /** Bounds what is remembered: a hash takes a microsecond. */
    private static final int MOST = 100_000;

    private final AgentIds ids;
    private final Remembered<String, String> hidden;

    /** @param ids what is put in the place of each */
    public AgentVeil(AgentIds ids) {
        this.ids = ids;
        this.hidden = new Remembered<>(MOST, ids::of);
    }

    /** The event as those behind the door see it; the same object where that is the same. */
    public ServiceEvent over(ServiceEvent event) {
        String id = event.agentId();
        if (ids.kind() == AgentIds.Kind.PLAIN || id == null) {
            return event;
        }
        String shown = hidden.of(id);
        return shown.equals(id) ? event : event.toBuilder().agentId(shown).build();
    }

    /** The key of a record of an agent is the agent's id. */
    Origin over(Origin origin, EventType type) {
        boolean tells = ids.kind() != AgentIds.Kind.PLAIN && type == EventType.AGENT_STATE;
        return tells ? new Origin(origin.topic(), origin.partition(), origin.offset(), null) : origin;
    }
}
