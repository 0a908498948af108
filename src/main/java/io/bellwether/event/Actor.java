package io.bellwether.event;

import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;

/** Who wrote a message or opened a case. Only {@link #AGENT} can give a reply that stops a clock by default. */
public enum Actor implements Coded {
    CUSTOMER(0),
    AGENT(1),
    LIGHT_AGENT(2),
    BOT(3),
    SYSTEM(4);

    /** By their codes in state. */
    public static final CodeTable<Actor> CODES = new CodeTable<>(Actor.class);

    private final int code;

    Actor(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
