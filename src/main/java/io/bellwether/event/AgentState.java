package io.bellwether.event;

/** Presence of an agent; being on a contact is orthogonal to it. */
public enum AgentState {
    AVAILABLE,
    AWAY,
    OFFLINE
}
