package io.bellwether.agents;

import java.io.Serializable;

/**
 * What is expected of agents.
 *
 * @param lostAfterMillis an agent whose state was told again and again, and is not for so long, is lost, ms; 0 for never
 * @param wrapUpMillis the longest work after a contact, ms: where its end is not told by then it is taken to be over
 */
public record AgentSettings(long lostAfterMillis, long wrapUpMillis) implements Serializable {

    /** Three heartbeats of the slowest sources that are known. */
    public static final AgentSettings DEFAULT = new AgentSettings(15 * 60_000L, 10 * 60_000L);
}
