package io.bellwether.baseline;

import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;
import java.util.Locale;

/** What is taken for usual while a season has not been seen often enough. */
public enum Fallback implements Coded {
    /** The same hour of the last seven days; until it was seen three times, {@link #TRAILING_7D}. */
    HOUR_OF_DAY(0),
    /** All hours of the last seven days, once there are twelve. */
    TRAILING_7D(1),
    /** Nothing: then there is nothing to compare with. */
    NONE(2);

    static final CodeTable<Fallback> CODES = new CodeTable<>(Fallback.class);

    private final int code;

    Fallback(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }

    /** The name in rule files. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
