package io.bellwether.event;

import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;

/** Presence of an agent; being on a contact is orthogonal to it. */
public enum AgentState implements Coded {
    AVAILABLE(0),
    AWAY(1),
    OFFLINE(2);

    /** By their codes in state. */
    public static final CodeTable<AgentState> CODES = new CodeTable<>(AgentState.class);

    private final int code;

    AgentState(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
