package io.bellwether.sla;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The closures of an iCalendar file (RFC 5545): every event that is not cancelled, whole days and parts of days, with
 * yearly recurrence. A whole-day event closes at least its first day, whatever its end says: exporters disagree about the
 * end of a single day. What else closes nothing, or recurs otherwise, is an error, never a holiday that is silently missing.
 */
final class IcsHolidays {
    private static final int MAX_DAYS = 1000;
    private static final Set<String> UNSUPPORTED = Set.of("RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID");
    private static final Set<String> ONCE = Set.of("DTSTART", "DTEND", "DURATION", "RRULE", "SUMMARY", "STATUS");

    private final String file;
    private final ZoneId zone;
    private final String skip;
    private final List<Closure> closures = new ArrayList<>();

    private IcsHolidays(String file, ZoneId zone, String skip) {
        this.file = file;
        this.skip = skip;
        this.zone = zone;
    }

    /**
     * A part of a local date in which nobody works.
     *
     * @param from local milliseconds of the day
     * @param to likewise, exclusive
     */
    record Closure(LocalDate date, int from, int to) {

        /** Working intervals without this closure. */
        int[] without(int[] hours) {
            List<Integer> left = new ArrayList<>();
            for (int i = 0; i < hours.length; i += 2) {
                add(left, hours[i], Math.min(hours[i + 1], from));
                add(left, Math.max(hours[i], to), hours[i + 1]);
            }
            return left.stream().mapToInt(Integer::intValue).toArray();
        }

        private static void add(List<Integer> hours, int start, int end) {
            if (start < end) {
                hours.add(start);
                hours.add(end);
            }
        }
    }

    /**
     * @param file its name, for messages
     * @param zone of the calendar: closures are cut into its dates
     * @param skip events with this text in their SUMMARY are left out, as a calendar of holidays may list make-up
     *     working days too; empty for none
     */
    static List<Closure> parse(String file, String text, ZoneId zone, String skip) throws PolicyException {
        IcsHolidays holidays = new IcsHolidays(file, zone, skip);
        holidays.read(IcsLine.unfold(file, text));
        return holidays.closures;
    }

    private void read(List<IcsLine> lines) throws PolicyException {
        Map<String, IcsLine> event = null;
        String inner = null;
        boolean begun = false;
        boolean ended = false;
        for (IcsLine line : lines) {
            String component = line.component();
            begun |= line.name().equals("BEGIN") && component.equals("VCALENDAR");
            ended |= line.name().equals("END") && component.equals("VCALENDAR");
            if (line.name().equals("BEGIN") && component.equals("VEVENT")) {
                event = new HashMap<>();
            } else if (line.name().equals("END") && component.equals("VEVENT") && event != null) {
                close(event, line);
                event = null;
            } else if (event != null && line.name().equals("BEGIN") && inner == null) {
                inner = component;
            } else if (event != null && line.name().equals("END") && component.equals(inner)) {
                inner = null;
            } else if (event != null && inner == null && event.put(line.name(), line) != null) {
                requireOnce(line);
            }
        }
        if (!begun || event != null || !ended) {
            String problem = event != null ? "ends within an event" : "ends before END:VCALENDAR: a part is missing";
            throw new PolicyException(file, lines.size(), 1, "", begun ? problem : "is no iCalendar file");
        }
    }

    private static void requireOnce(IcsLine line) throws PolicyException {
        if (ONCE.contains(line.name())) {
            throw line.error("stands twice in one event; remove one");
        }
    }

    private void close(Map<String, IcsLine> event, IcsLine end) throws PolicyException {
        IcsLine status = event.get("STATUS");
        IcsLine summary = event.get("SUMMARY");
        boolean skipped = !skip.isEmpty() && summary != null && summary.value().contains(skip);
        if (skipped || status != null && status.value().equalsIgnoreCase("CANCELLED")) {
            return;
        }
        for (String name : UNSUPPORTED) {
            if (event.containsKey(name)) {
                throw event.get(name).error("is not supported; write each date as an event of its own");
            }
        }
        IcsLine from = event.get("DTSTART");
        if (from == null) {
            throw end.error("the event that ends here has no DTSTART");
        }
        LocalDateTime start = time(from);
        LocalDateTime stop = stop(event, from, start);
        if (stop.isAfter(start.plusDays(MAX_DAYS))) {
            throw from.error("begins an event of more than " + MAX_DAYS + " days");
        }
        Duration length = Duration.between(start, stop);
        for (LocalDateTime occurrence : IcsRecurrence.of(event.get("RRULE"), start)) {
            cut(occurrence, occurrence.plus(length));
        }
    }

    private LocalDateTime stop(Map<String, IcsLine> event, IcsLine from, LocalDateTime start) throws PolicyException {
        IcsLine end = event.get("DTEND");
        IcsLine duration = event.get("DURATION");
        LocalDateTime stop = end != null ? time(end) : duration != null ? start.plus(duration(duration)) : start;
        if (from.value().length() == 8) {
            LocalDateTime first = start.plusDays(1);
            LocalDateTime midnight = stop.toLocalDate().atStartOfDay();
            return stop.isBefore(first) ? first : midnight.isEqual(stop) ? stop : midnight.plusDays(1);
        }
        if (!stop.isAfter(start)) {
            IcsLine at = end != null ? end : duration != null ? duration : from;
            throw at.error("gives the event no length, so it would close nothing: end it later, or write"
                    + " DTSTART;VALUE=DATE:" + from.value().substring(0, 8) + " for the whole day");
        }
        return stop;
    }

    private static Duration duration(IcsLine line) throws PolicyException {
        try {
            String text = line.value();
            if (text.endsWith("W")) {
                return Duration.ofDays(7L * Integer.parseInt(text.substring(1, text.length() - 1)));
            }
            return Duration.parse(text);
        } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException e) {
            throw line.error("is no duration: " + line.value());
        }
    }

    /** A date (its midnight), a time with a zone, in UTC, or without one, as local time of the calendar. */
    private LocalDateTime time(IcsLine line) throws PolicyException {
        try {
            String text = line.value();
            LocalDate date = IcsLine.date(text);
            if (text.length() == 8) {
                return date.atStartOfDay();
            }
            if (text.length() < 15 || text.charAt(8) != 'T') {
                throw line.error("is no time: " + text);
            }
            LocalDateTime time = date.atTime(LocalTime.of(
                    Integer.parseInt(text.substring(9, 11)),
                    Integer.parseInt(text.substring(11, 13)),
                    Math.min(59, Integer.parseInt(text.substring(13, 15)))));
            String named = line.parameter("TZID");
            ZoneId own = text.endsWith("Z") ? ZoneOffset.UTC : named == null ? zone : ZoneId.of(named);
            return time.atZone(own).withZoneSameInstant(zone).toLocalDateTime();
        } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException e) {
            throw line.error("is no time, or its zone is unknown: " + line.value());
        }
    }

    private void cut(LocalDateTime start, LocalDateTime stop) {
        for (LocalDate date = start.toLocalDate(); !date.isAfter(stop.toLocalDate()); date = date.plusDays(1)) {
            int from = date.equals(start.toLocalDate()) ? millis(start) : 0;
            int to = date.equals(stop.toLocalDate()) ? millis(stop) : WorkCalendar.DAY;
            if (from < to) {
                closures.add(new Closure(date, from, to));
            }
        }
    }

    private static int millis(LocalDateTime time) {
        return (int) (time.toLocalTime().toNanoOfDay() / 1_000_000);
    }
}
