package io.bellwether.event;

import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;

/** Who can read a message: the customer too, or colleagues alone. */
public enum Visibility implements Coded {
    PUBLIC(0),
    PRIVATE(1);

    /** By their codes in state. */
    public static final CodeTable<Visibility> CODES = new CodeTable<>(Visibility.class);

    private final int code;

    Visibility(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
