package io.bellwether.baseline;

import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;

/** What a usual level depends on. */
public enum Season implements Coded {
    /** Monday ten o'clock is compared with Mondays, ten o'clock. */
    HOUR_OF_WEEK(0, "hour_of_week", 7 * 24),
    /** Ten o'clock is compared with ten o'clock of every day. */
    HOUR_OF_DAY(1, "hour_of_day", 24),
    /** Every hour is compared with all. */
    NONE(2, "none", 1);

    static final CodeTable<Season> CODES = new CodeTable<>(Season.class);

    private final int code;
    private final String wireName;
    private final int hours;

    Season(int code, String wireName, int hours) {
        this.code = code;
        this.wireName = wireName;
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
        return wireName;
    }
}
