package io.bellwether.sla;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The yearly recurrence of an event on the same day of the same month. */
final class IcsRecurrence {
    private static final int LAST_YEAR = 2100;

    private final IcsLine rule;
    private int interval = 1;
    private int count = Integer.MAX_VALUE;
    private LocalDate until = LocalDate.of(LAST_YEAR, 12, 31);

    private IcsRecurrence(IcsLine rule) {
        this.rule = rule;
    }

    /**
     * The beginnings of all occurrences up to the year 2100; the first is that of the event.
     *
     * @param rule null for an event that happens once
     */
    static List<LocalDateTime> of(IcsLine rule, LocalDateTime start) throws PolicyException {
        if (rule == null) {
            return List.of(start);
        }
        IcsRecurrence recurrence = new IcsRecurrence(rule);
        recurrence.read(start);
        return recurrence.expand(start);
    }

    private void read(LocalDateTime start) throws PolicyException {
        boolean yearly = false;
        for (String part : rule.value().split(";")) {
            String[] pair = part.split("=", 2);
            String value = pair.length == 2 ? pair[1] : "";
            boolean known =
                    switch (pair[0].toUpperCase(Locale.ROOT)) {
                        case "FREQ" -> {
                            yearly = value.equalsIgnoreCase("YEARLY");
                            yield yearly;
                        }
                        case "BYMONTH" -> value.equals(String.valueOf(start.getMonthValue()));
                        case "BYMONTHDAY" -> value.equals(String.valueOf(start.getDayOfMonth()));
                        case "WKST" -> true;
                        default -> number(pair[0].toUpperCase(Locale.ROOT), value);
                    };
            if (!known) {
                throw unsupported();
            }
        }
        if (!yearly) {
            throw unsupported();
        }
        if (interval < 1 || count < 1) {
            throw rule.error("has an INTERVAL or a COUNT below 1");
        }
        if (until.isBefore(start.toLocalDate()) && start.getYear() <= LAST_YEAR) {
            throw rule.error("ends before the event begins, so it would close nothing: remove the RRULE, or the event");
        }
    }

    private boolean number(String key, String value) throws PolicyException {
        try {
            switch (key) {
                case "INTERVAL" -> interval = Integer.parseInt(value);
                case "COUNT" -> count = Integer.parseInt(value);
                case "UNTIL" -> until = IcsLine.date(value);
                default -> {
                    return false;
                }
            }
            return true;
        } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException e) {
            throw rule.error("has no valid " + key + ": " + value);
        }
    }

    private PolicyException unsupported() {
        return rule.error("the recurrence " + rule.value()
                + " is not supported, only FREQ=YEARLY on the same date is; write each date as an event of its own");
    }

    private List<LocalDateTime> expand(LocalDateTime start) {
        List<LocalDateTime> all = new ArrayList<>(List.of(start));
        for (int year = start.getYear() + interval; year <= LAST_YEAR && all.size() < count; year += interval) {
            boolean exists = YearMonth.of(year, start.getMonth()).isValidDay(start.getDayOfMonth());
            LocalDateTime occurrence = exists ? start.withYear(year) : null;
            if (occurrence != null && !occurrence.toLocalDate().isAfter(until)) {
                all.add(occurrence);
            }
        }
        return all;
    }
}
