package io.bellwether.baseline;

import java.time.ZoneOffset;

/** Plans of tests. */
public final class Plans {

    private Plans() {}

    /** That of scores: hour of the week, of the day while young. */
    public static BaselinePlan scored() {
        return BaselinePlan.ofScores();
    }

    static BaselinePlan weekly(Fallback fallback) {
        return new BaselinePlan(Season.HOUR_OF_WEEK, 8, 3, fallback, ZoneOffset.UTC, false);
    }
}
