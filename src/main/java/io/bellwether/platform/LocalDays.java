package io.bellwether.platform;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Days of a zone, as epoch days. One may be longer or shorter than another. */
record LocalDays(ZoneId zone) implements Serializable {

    /** The day that a moment belongs to. */
    long day(long time) {
        return Instant.ofEpochMilli(time).atZone(zone).toLocalDate().toEpochDay();
    }

    /** The first millisecond of a day. */
    long start(long day) {
        return LocalDate.ofEpochDay(day).atStartOfDay(zone).toInstant().toEpochMilli();
    }

    /** The last millisecond of a day. */
    long end(long day) {
        return start(day + 1) - 1;
    }

    /** What the clock on the wall shows, ms from midnight. */
    int millisOfDay(long time) {
        return (int) (Instant.ofEpochMilli(time).atZone(zone).toLocalTime().toNanoOfDay() / 1_000_000);
    }
}
