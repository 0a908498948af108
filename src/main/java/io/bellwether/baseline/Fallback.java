package io.bellwether.baseline;

import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;

/** What is taken for usual while a season has not been seen often enough. */
public enum Fallback implements Coded {
    /** The same hour of the last seven days; until it was seen three times, {@link #TRAILING_7D}. */
    HOUR_OF_DAY(0, "hour_of_day"),
    /** All hours of the last seven days, once there are twelve. */
    TRAILING_7D(1, "trailing_7d"),
    /** Nothing: then there is nothing to compare with. */
    NONE(2, "none");

    static final CodeTable<Fallback> CODES = new CodeTable<>(Fallback.class);

    private final int code;
    private final String wireName;

    Fallback(int code, String wireName) {
        this.code = code;
        this.wireName = wireName;
    }

    @Override
    public int code() {
        return code;
    }

    /** The name in rule files. */
    public String wireName() {
        return wireName;
    }
}
