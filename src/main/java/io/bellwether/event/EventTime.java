package io.bellwether.event;

/**
 * Reads and writes the times of events without {@code java.time}, which costs 20 times as much per record. Read are
 * RFC 3339 ({@code 2026-03-01T08:00:00.123+08:00}; {@code t}, {@code z} and a blank as separator too, offsets also
 * as {@code +0800} and {@code +08}) and epoch milliseconds. Fractions of any length are cut to milliseconds; a leap
 * second counts as the second before it, as {@link java.time.Instant} has it.
 */
public final class EventTime {
    /** What {@link #parse} returns where the text is no time, or one outside the years 1970 to 9999 (UTC). */
    public static final long INVALID = Long.MIN_VALUE;

    /** First millisecond after the year 9999. */
    static final long END = 253_402_300_800_000L;

    private static final long DAY = 86_400_000L;
    private static final int SHORTEST_RFC_3339 = 20;
    private static final int LONGEST_EPOCH = 15;
    private static final int LARGEST_OFFSET_MINUTES = 18 * 60;
    private static final int NO_OFFSET = Integer.MIN_VALUE;

    private EventTime() {}

    /** Epoch milliseconds of a text, or {@link #INVALID}. */
    public static long parse(String text) {
        return parse(text.toCharArray(), 0, text.length());
    }

    static long parse(char[] chars, int from, int length) {
        return length < SHORTEST_RFC_3339 ? epoch(chars, from, length) : rfc3339(chars, from, length);
    }

    /** Whole milliseconds of a number, or {@link #INVALID}. */
    static long ofNumber(double millis) {
        return millis >= 0 && millis < END ? (long) millis : INVALID;
    }

    private static long epoch(char[] chars, int from, int length) {
        if (length == 0 || length > LONGEST_EPOCH) {
            return INVALID;
        }
        long value = 0;
        for (int i = from; i < from + length; i++) {
            int digit = chars[i] - '0';
            if (digit < 0 || digit > 9) {
                return INVALID;
            }
            value = value * 10 + digit;
        }
        return value < END ? value : INVALID;
    }

    private static long rfc3339(char[] c, int from, int length) {
        int year = two(c, from) * 100 + two(c, from + 2);
        int month = two(c, from + 5);
        int day = two(c, from + 8);
        int hour = two(c, from + 11);
        int minute = two(c, from + 14);
        int second = two(c, from + 17);
        boolean shaped = c[from + 4] == '-'
                && c[from + 7] == '-'
                && isSeparator(c[from + 10])
                && c[from + 13] == ':'
                && c[from + 16] == ':';
        if (!shaped || year < 0 || !isDate(year, month, day) || !isClock(hour, minute, second)) {
            return INVALID;
        }
        int end = from + length;
        int zone = skipFraction(c, from + 19, end);
        int offset = zone < 0 ? NO_OFFSET : offsetMinutes(c, zone, end);
        if (offset == NO_OFFSET) {
            return INVALID;
        }
        long minutes = daysFromEpoch(year, month, day) * 1440 + hour * 60L + minute - offset;
        if (second == 60) {
            if (Math.floorMod(minutes, 1440L) != 1439) {
                return INVALID;
            }
            second = 59;
        }
        long millis = (minutes * 60 + second) * 1000 + fractionMillis(c, from + 19, zone);
        return millis >= 0 && millis < END ? millis : INVALID;
    }

    /** The number in two digits; far below zero where they are none, so that sums with it stay negative. */
    private static int two(char[] c, int at) {
        int tens = c[at] - '0';
        int ones = c[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1_000_000 : tens * 10 + ones;
    }

    private static boolean isSeparator(char c) {
        return c == 'T' || c == 't' || c == ' ';
    }

    private static boolean isDate(int year, int month, int day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
    }

    private static int daysOf(int year, int month) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    private static boolean isClock(int hour, int minute, int second) {
        return hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 60;
    }

    /** Where the zone begins, or −1 where a point has no digit after it. */
    private static int skipFraction(char[] c, int at, int end) {
        if (c[at] != '.') {
            return at;
        }
        int zone = at + 1;
        while (zone < end && c[zone] >= '0' && c[zone] <= '9') {
            zone++;
        }
        return zone == at + 1 ? -1 : zone;
    }

    private static int fractionMillis(char[] c, int point, int zone) {
        int millis = 0;
        for (int i = 1; i <= 3; i++) {
            millis = millis * 10 + (point + i < zone ? c[point + i] - '0' : 0);
        }
        return millis;
    }

    private static int offsetMinutes(char[] c, int zone, int end) {
        int length = end - zone;
        if (length == 1) {
            return c[zone] == 'Z' || c[zone] == 'z' ? 0 : NO_OFFSET;
        }
        boolean colon = length == 6 && c[zone + 3] == ':';
        if (!colon && length != 5 && length != 3 || c[zone] != '+' && c[zone] != '-') {
            return NO_OFFSET;
        }
        int hours = two(c, zone + 1);
        int minutes = length == 3 ? 0 : two(c, end - 2);
        int offset = hours * 60 + minutes;
        if (hours < 0 || minutes < 0 || minutes > 59 || offset > LARGEST_OFFSET_MINUTES) {
            return NO_OFFSET;
        }
        return c[zone] == '-' ? -offset : offset;
    }

    /** Days from 1970-01-01 in the proleptic Gregorian calendar, after Howard Hinnant's {@code days_from_civil}. */
    private static long daysFromEpoch(int year, int month, int day) {
        int shifted = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(shifted, 400);
        int yearOfEra = shifted - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }

    /** RFC 3339 in UTC, with three digits of fraction unless they are zero; the form of {@link java.time.Instant}. */
    public static String format(long millis) {
        char[] chars = new char[24];
        return new String(chars, 0, format(millis, chars));
    }

    /** Writes the time to the start of an array of at least 24; the number of characters. */
    static int format(long millis, char[] to) {
        if (millis < 0 || millis >= END) {
            throw new IllegalArgumentException("time " + millis + " ms is outside the years 1970 to 9999");
        }
        putDate(millis / DAY, to);
        int ofDay = (int) (millis % DAY);
        putTwo(to, 11, ofDay / 3_600_000, 'T');
        putTwo(to, 14, ofDay / 60_000 % 60, ':');
        putTwo(to, 17, ofDay / 1000 % 60, ':');
        int fraction = ofDay % 1000;
        int at = 19;
        if (fraction != 0) {
            to[at++] = '.';
            to[at++] = (char) ('0' + fraction / 100);
            to[at++] = (char) ('0' + fraction / 10 % 10);
            to[at++] = (char) ('0' + fraction % 10);
        }
        to[at++] = 'Z';
        return at;
    }

    /** The inverse of {@link #daysFromEpoch}, after Howard Hinnant's {@code civil_from_days}. */
    private static void putDate(long daysFromEpoch, char[] to) {
        int days = (int) daysFromEpoch + 719_468;
        int era = days / 146_097;
        int dayOfEra = days % 146_097;
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shifted = (5 * dayOfYear + 2) / 153;
        int month = shifted < 10 ? shifted + 3 : shifted - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        to[0] = (char) ('0' + year / 1000);
        to[1] = (char) ('0' + year / 100 % 10);
        putTwo(to, 2, year % 100, to[1]);
        putTwo(to, 5, month, '-');
        putTwo(to, 8, dayOfYear - (153 * shifted + 2) / 5 + 1, '-');
    }

    /** Two digits, and the character that stands before them. */
    private static void putTwo(char[] to, int at, int value, char before) {
        to[at - 1] = before;
        to[at] = (char) ('0' + value / 10);
        to[at + 1] = (char) ('0' + value % 10);
    }
}
