package io.bellwether.report;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A month, a quarter or a year of a zone.
 *
 * @param name as it is asked for: {@code 2026-02}, {@code 2026-Q1}, {@code 2026}
 * @param first day
 * @param next the day after the last
 */
public record Period(String name, LocalDate first, LocalDate next, ZoneId zone) {

    private static final Pattern NAME = Pattern.compile("(\\d{4})(?:-(?:(\\d{2})|Q([1-4])))?");
    private static final int MONTHS_BEFORE = 3;

    /** The period of that name; empty where it names none. */
    public static Optional<Period> of(String name, ZoneId zone) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(parts.group(1));
        try {
            if (parts.group(2) != null) {
                return Optional.of(months(name, LocalDate.of(year, Integer.parseInt(parts.group(2)), 1), 1, zone));
            }
            if (parts.group(3) != null) {
                int quarter = Integer.parseInt(parts.group(3));
                return Optional.of(months(name, LocalDate.of(year, 3 * quarter - 2, 1), 3, zone));
            }
            return Optional.of(months(name, LocalDate.of(year, 1, 1), 12, zone));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The month that a moment is in. */
    public static Period monthOf(LocalDate day, ZoneId zone) {
        return months(
                String.format(java.util.Locale.ROOT, "%04d-%02d", day.getYear(), day.getMonthValue()),
                day.withDayOfMonth(1),
                1,
                zone);
    }

    private static Period months(String name, LocalDate first, int months, ZoneId zone) {
        return new Period(name, first, first.plusMonths(months), zone);
    }

    /** Epoch ms, inclusive. */
    public long from() {
        return millis(first);
    }

    /** Epoch ms, exclusive. */
    public long to() {
        return millis(next);
    }

    /** How long it is; an hour more or less where clocks change. */
    double hours() {
        return (to() - from()) / 3_600_000.0;
    }

    /** When a day begins. */
    long millis(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    boolean has(LocalDate day) {
        return !day.isBefore(first) && day.isBefore(next);
    }

    /** As many months as it has itself. */
    private int length() {
        return (int) first.until(next).toTotalMonths();
    }

    /** The first day that is looked at, for what was before. */
    LocalDate firstLooked() {
        return first.minusMonths(Math.max(MONTHS_BEFORE, length()));
    }

    /** The period before it, just as long. */
    Period before() {
        return new Period("", first.minusMonths(length()), first, zone);
    }

    /** The months that are looked at, in a year its quarters. */
    List<Period> columns() {
        List<Period> columns = new ArrayList<>();
        int step = length() == 12 ? 3 : 1;
        for (LocalDate day = firstLooked(); day.isBefore(next); day = day.plusMonths(step)) {
            columns.add(
                    step == 1
                            ? monthOf(day, zone)
                            : months(day.getYear() + "-Q" + (day.getMonthValue() + 2) / 3, day, step, zone));
        }
        return columns;
    }
}
