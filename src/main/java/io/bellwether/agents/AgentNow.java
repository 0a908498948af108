package io.bellwether.agents;

import io.bellwether.event.SourceId;

/**
 * What is so of an agent. What was said of them before is void.
 *
 * @param present null where they are not there any more
 */
public record AgentNow(SourceId agent, PresentAgent present) {}
