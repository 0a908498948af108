package io.bellwether.forecast;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * How time is cut: into intervals that begin at multiples of their length in UTC, of which each lies in a day of a zone and,
 * by its wall clock, in a slot of that day. Where clocks are put back a slot is met twice in a day, where they are put
 * forward some are not met at all.
 *
 * @param stepMillis length of an interval; a day has a whole number of them
 */
public record Grid(long stepMillis, ZoneId zone) {

    /** Milliseconds of a day. */
    public static final long DAY = Duration.ofDays(1).toMillis();

    public Grid {
        if (stepMillis <= 0 || DAY % stepMillis != 0) {
            throw new IllegalArgumentException("a day has no whole number of intervals of " + stepMillis + " ms");
        }
    }

    /** Number of slots of a day. */
    public int slots() {
        return (int) (DAY / stepMillis);
    }

    /** The interval that a time lies in. */
    public long index(long millis) {
        return Math.floorDiv(millis, stepMillis);
    }

    /** The first interval that begins at a time or after it. */
    public long indexFrom(long millis) {
        return -Math.floorDiv(-millis, stepMillis);
    }

    /** When an interval begins, epoch ms. */
    public long start(long index) {
        return index * stepMillis;
    }

    /** The day of an interval, as an epoch day of the zone, times the slots, and the slot. */
    long cell(long index) {
        long start = start(index);
        long local = start
                + 1000L * zone.getRules().getOffset(Instant.ofEpochMilli(start)).getTotalSeconds();
        return Math.floorDiv(local, DAY) * slots() + Math.floorMod(local, DAY) / stepMillis;
    }

    /** The epoch day, in the zone, of an interval. */
    public long day(long index) {
        return Math.floorDiv(cell(index), slots());
    }

    /** The first interval that begins in a day. */
    long firstOf(long day) {
        LocalDateTime midnight = LocalDate.ofEpochDay(day).atStartOfDay();
        return indexFrom(midnight.atZone(zone).toInstant().toEpochMilli());
    }

    /** From 0, which is Monday. */
    static int weekday(long day) {
        return (int) Math.floorMod(day + 3, 7L);
    }

    /** The date of an epoch day. */
    static LocalDate date(long day) {
        return LocalDate.ofEpochDay(day);
    }
}
