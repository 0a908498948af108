package io.bellwether.sla;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.zip.CRC32;

/**
 * Working time: an instant works if and only if its local time lies in one of its local date's half-open intervals.
 * So a day with a change to or from summer time has 23 or 25 hours, an interval that lies in the hour that is left out
 * does not exist, and one in the hour that is repeated counts twice. Immutable and thread-safe.
 */
public final class WorkCalendar implements Serializable {
    private static final long serialVersionUID = 1;

    /** A time that never comes. */
    static final long NEVER = Long.MAX_VALUE;

    /** Local milliseconds of a day: the end of an interval that lasts until midnight. */
    static final int DAY = 86_400_000;

    /** Every instant works. */
    public static final WorkCalendar ALWAYS =
            new WorkCalendar("24x7", ZoneOffset.UTC, new int[7][0], new TreeMap<>(), true);

    /** How far {@link #add} looks: a calendar without working time for that long has none. */
    private static final int MAX_DAYS = 36_525;

    private static final int CACHED_DAYS = 2048;
    private static final int HEAD = 2;

    private final String name;
    private final ZoneId zone;
    private final int[][] week;
    private final TreeMap<Long, int[]> dates;
    private final boolean always;
    private final int id;
    private transient volatile AtomicReferenceArray<long[]> cache;

    /**
     * @param week intervals by weekday, Monday first: pairs of local milliseconds of the day, ascending and disjoint
     * @param dates intervals of single dates (by epoch day) that replace those of the weekday
     */
    WorkCalendar(String name, ZoneId zone, int[][] week, Map<Long, int[]> dates) {
        this(name, zone, week, new TreeMap<>(dates), false);
    }

    private WorkCalendar(String name, ZoneId zone, int[][] week, TreeMap<Long, int[]> dates, boolean always) {
        this.name = name;
        this.zone = zone;
        this.week = week;
        this.dates = dates;
        this.always = always;
        this.id = always ? 0 : fingerprint(zone, week, dates);
    }

    /** Its name in the policy file. */
    public String name() {
        return name;
    }

    /** The zone of its local times. */
    public ZoneId zone() {
        return zone;
    }

    /** Whether every instant works. */
    public boolean isAlways() {
        return always;
    }

    /** Depends on zone, hours and dates alone: equal calendars have equal ids in every version of the file. */
    int id() {
        return id;
    }

    /** Whether an instant lies in working time. */
    public boolean works(long instant) {
        return between(instant, instant + 1) == 1;
    }

    /** Working milliseconds in [from, to); 0 where {@code to} is not later. */
    public long between(long from, long to) {
        if (to <= from) {
            return 0;
        }
        if (always) {
            return to - from;
        }
        long first = Math.floorDiv(from, DAY);
        long last = Math.floorDiv(to - 1, DAY);
        long sum = 0;
        for (long day = first; day <= last; day++) {
            long[] hours = day(day);
            if (day != first && day != last) {
                sum += hours[1];
                continue;
            }
            for (int i = HEAD; i < hours.length; i += 2) {
                sum += Math.max(0, Math.min(to, hours[i + 1]) - Math.max(from, hours[i]));
            }
        }
        return sum;
    }

    /**
     * The deadline: the earliest instant, not before {@code from}, by which {@code millis} of working time have passed.
     * So nothing to wait for is due at once, also outside working hours.
     *
     * @return {@link Long#MAX_VALUE} where no working time comes for a hundred years
     */
    public long add(long from, long millis) {
        if (millis <= 0) {
            return from;
        }
        if (always) {
            return from > NEVER - millis ? NEVER : from + millis;
        }
        long left = millis;
        long first = Math.floorDiv(from, DAY);
        for (long day = first; day < first + MAX_DAYS; day++) {
            long[] hours = day(day);
            if (day != first && hours[1] < left) {
                left -= hours[1];
                continue;
            }
            for (int i = HEAD; i < hours.length; i += 2) {
                long start = Math.max(from, hours[i]);
                long length = Math.max(0, hours[i + 1] - start);
                if (length >= left) {
                    return start + left;
                }
                left -= length;
            }
        }
        return NEVER;
    }

    /** The working intervals of a UTC day: the day, their sum, then pairs of instants, ascending. */
    private long[] day(long day) {
        AtomicReferenceArray<long[]> known = cache;
        if (known == null) {
            known = new AtomicReferenceArray<>(CACHED_DAYS);
            cache = known;
        }
        int slot = (int) Math.floorMod(day, (long) CACHED_DAYS);
        long[] hours = known.get(slot);
        if (hours == null || hours[0] != day) {
            hours = compute(day);
            known.set(slot, hours);
        }
        return hours;
    }

    private long[] compute(long day) {
        ZoneRules rules = zone.getRules();
        long[] hours = new long[HEAD];
        long end = (day + 1) * DAY;
        for (long from = day * DAY; from < end; ) {
            Instant instant = Instant.ofEpochMilli(from);
            long offset = rules.getOffset(instant).getTotalSeconds() * 1000L;
            ZoneOffsetTransition change = rules.nextTransition(instant);
            long to = change == null ? end : Math.min(end, change.toEpochSecond() * 1000);
            long lastDate = Math.floorDiv(to - 1 + offset, DAY);
            for (long date = Math.floorDiv(from + offset, DAY); date <= lastDate; date++) {
                hours = append(hours, intervals(date), date * DAY - offset, from, to);
            }
            from = to;
        }
        hours[0] = day;
        for (int i = HEAD; i < hours.length; i += 2) {
            hours[1] += hours[i + 1] - hours[i];
        }
        return hours;
    }

    private static long[] append(long[] hours, int[] local, long midnight, long from, long to) {
        long[] result = hours;
        for (int i = 0; i < local.length; i += 2) {
            long start = Math.max(from, midnight + local[i]);
            long end = Math.min(to, midnight + local[i + 1]);
            if (start < end) {
                result = Arrays.copyOf(result, result.length + 2);
                result[result.length - 2] = start;
                result[result.length - 1] = end;
            }
        }
        return result;
    }

    /** Hours of each weekday, Monday first. */
    int[][] week() {
        return week;
    }

    /** Hours of single dates, by epoch day. */
    Map<Long, int[]> dates() {
        return dates;
    }

    /** Local intervals of a date given by its epoch day. */
    int[] intervals(long epochDay) {
        int[] special = dates.get(epochDay);
        // epoch day 0 was a Thursday
        return special != null ? special : week[(int) Math.floorMod(epochDay + 3, 7L)];
    }

    private static int fingerprint(ZoneId zone, int[][] week, TreeMap<Long, int[]> dates) {
        StringBuilder text = new StringBuilder(zone.getId()).append(Arrays.deepToString(week));
        dates.forEach((date, hours) -> text.append(date).append(Arrays.toString(hours)));
        CRC32 crc = new CRC32();
        crc.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue() == 0 ? 1 : (int) crc.getValue();
    }

    @Override
    public String toString() {
        return name + " (" + (always ? "every instant" : zone) + ")";
    }
}
