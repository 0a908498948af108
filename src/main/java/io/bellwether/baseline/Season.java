package io.bellwether.baseline;

import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;
import java.util.Locale;

/** What a usual level depends on. */
public enum Season implements Coded {
    /** Monday ten o'clock is compared with Mondays, ten o'clock. */
    HOUR_OF_WEEK(0, 7 * 24),
    /** Ten o'clock is compared with ten o'clock of every day. */
    HOUR_OF_DAY(1, 24),
    /** Every hour is compared with all. */
    NONE(2, 1);

    static final CodeTable<Season> CODES = new CodeTable<>(Season.class);

    private final int code;
    private final int hours;

    Season(int code, int hours) {
        this.code = code;
        this.hours = hours;
    }

    @Override
    public int code() {
        return code;
    }

    /** After so many hours it repeats. */
    int hours() {
        return hours;
    }

    /** The name in rule files. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
