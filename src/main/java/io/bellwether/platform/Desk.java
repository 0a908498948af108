package io.bellwether.platform;

import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;

/** Who talks with the customer. */
enum Desk implements Coded {
    UNKNOWN(0),
    BOT(1),
    PEOPLE(2);

    static final CodeTable<Desk> CODES = new CodeTable<>(Desk.class);
    private final int code;

    Desk(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
