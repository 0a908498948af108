package io.bellwether.sla;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the {@code calendars} of a policy file and the holiday files that they name. */
final class CalendarParser {
    private static final Set<String> KEYS =
            Set.of("zone", "hours", "holidays", "working_days", "exceptions", "ics");
    private static final Set<String> ICS_KEYS = Set.of("file", "skip");
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern INTERVAL = Pattern.compile("(\\d{1,2}):(\\d{2})\\s*-\\s*(\\d{1,2}):(\\d{2})");
    private static final int MAX_RANGE_DAYS = 1000;
    private static final int[] CLOSED = {};

    private final StringBuilder included = new StringBuilder();

    /** The text of every holiday file read so far: part of the version. */
    String included() {
        return included.toString();
    }

    WorkCalendar calendar(String name, Yaml yaml) throws PolicyException {
        Map<String, Yaml> fields = yaml.fields(KEYS);
        for (String needed : List.of("zone", "hours")) {
            if (!fields.containsKey(needed)) {
                throw yaml.error("has no " + needed);
            }
        }
        ZoneId zone = zone(fields.get("zone"));
        int[][] week = week(fields.get("hours"));
        Map<Long, int[]> dates = new HashMap<>();
        if (fields.containsKey("ics")) {
            Yaml ics = fields.get("ics");
            for (Yaml file : ics.isMap() ? List.of(ics) : ics.items()) {
                holidays(file, zone, week, dates);
            }
        }
        if (fields.containsKey("holidays")) {
            for (Yaml item : fields.get("holidays").items()) {
                for (long day : range(item)) {
                    dates.put(day, CLOSED);
                }
            }
        }
        Set<Long> named = new HashSet<>();
        if (fields.containsKey("working_days")) {
            special(fields.get("working_days"), week, dates, named);
        }
        if (fields.containsKey("exceptions")) {
            special(fields.get("exceptions"), week, dates, named);
        }
        return new WorkCalendar(name, zone, week, dates);
    }

    private static ZoneId zone(Yaml yaml) throws PolicyException {
        try {
            return ZoneId.of(yaml.text());
        } catch (DateTimeException e) {
            throw yaml.error("is no time zone: " + yaml.text() + "; use a name such as Europe/Berlin or Asia/Shanghai");
        }
    }

    private static int[][] week(Yaml yaml) throws PolicyException {
        int[][] week = new int[7][];
        int working = 0;
        for (Map.Entry<String, Yaml> entry : yaml.entries().entrySet()) {
            int[] hours = intervals(entry.getValue());
            working += hours.length;
            for (int day : weekdays(entry.getKey(), entry.getValue())) {
                if (week[day] != null) {
                    throw entry.getValue().error("names " + DAYS.get(day) + " a second time");
                }
                week[day] = hours;
            }
        }
        if (working == 0) {
            throw yaml.error("has no working time at all; nothing would ever fall due");
        }
        for (int day = 0; day < 7; day++) {
            week[day] = week[day] == null ? CLOSED : week[day];
        }
        return week;
    }

    private static List<Integer> weekdays(String text, Yaml at) throws PolicyException {
        String[] ends = text.toLowerCase(Locale.ROOT).split("-", 2);
        int first = DAYS.indexOf(ends[0].strip());
        int last = DAYS.indexOf(ends[ends.length - 1].strip());
        if (first < 0 || last < 0) {
            throw at.error("is no weekday; write mon, tue, wed, thu, fri, sat, sun or a range such as mon-fri");
        }
        List<Integer> days = new ArrayList<>();
        for (int day = first; ; day = (day + 1) % 7) {
            days.add(day);
            if (day == last) {
                return days;
            }
        }
    }

    /** Pairs of local milliseconds of the day; {@code closed} for none. */
    private static int[] intervals(Yaml yaml) throws PolicyException {
        TreeMap<Integer, Integer> sorted = new TreeMap<>();
        for (Yaml item : yaml.items()) {
            if (item.text().equals("closed") && !yaml.isList()) {
                return CLOSED;
            }
            Matcher matcher = INTERVAL.matcher(item.text());
            if (!matcher.matches()) {
                throw item.error("must be hours such as \"09:00-17:00\" or closed, is " + item.text());
            }
            int start = minutes(matcher.group(1), matcher.group(2), item);
            int end = minutes(matcher.group(3), matcher.group(4), item);
            if (start >= end) {
                throw item.error("must end after it starts; for a night write \"22:00-24:00\" and, on the next day,"
                        + " \"00:00-06:00\"");
            }
            if (sorted.put(start, end) != null) {
                throw item.error("overlaps another interval of the day");
            }
        }
        return pairs(sorted, yaml);
    }

    private static int[] pairs(TreeMap<Integer, Integer> sorted, Yaml yaml) throws PolicyException {
        int[] pairs = new int[2 * sorted.size()];
        int n = 0;
        for (Map.Entry<Integer, Integer> interval : sorted.entrySet()) {
            if (n > 0 && interval.getKey() * 60_000 < pairs[n - 1]) {
                throw yaml.error("has intervals that overlap");
            }
            pairs[n++] = interval.getKey() * 60_000;
            pairs[n++] = interval.getValue() * 60_000;
        }
        return pairs;
    }

    private static int minutes(String hours, String minutes, Yaml at) throws PolicyException {
        int result = Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
        if (Integer.parseInt(minutes) > 59 || result > 24 * 60) {
            throw at.error("has a time that no day has: " + hours + ":" + minutes);
        }
        return result;
    }

    private static void special(Yaml yaml, int[][] week, Map<Long, int[]> dates, Set<Long> named)
            throws PolicyException {
        for (Map.Entry<String, Yaml> entry : yaml.entries().entrySet()) {
            Yaml value = entry.getValue();
            long date = date(entry.getKey(), value);
            if (!named.add(date)) {
                throw value.error("names the date a second time");
            }
            int weekday = value.isText() ? DAYS.indexOf(value.text().toLowerCase(Locale.ROOT)) : -1;
            dates.put(date, weekday >= 0 ? week[weekday] : intervals(value));
        }
    }

    private static List<Long> range(Yaml yaml) throws PolicyException {
        String[] ends = yaml.text().split("\\.\\.", 2);
        long first = date(ends[0].strip(), yaml);
        long last = date(ends[ends.length - 1].strip(), yaml);
        if (last < first || last - first > MAX_RANGE_DAYS) {
            throw yaml.error("must be a range of at most " + MAX_RANGE_DAYS + " days, the earlier date first");
        }
        List<Long> days = new ArrayList<>();
        for (long day = first; day <= last; day++) {
            days.add(day);
        }
        return days;
    }

    private static long date(String text, Yaml at) throws PolicyException {
        try {
            return LocalDate.parse(text).toEpochDay();
        } catch (DateTimeParseException e) {
            throw at.error("must be a date such as 2026-10-01, is " + text);
        }
    }

    private void holidays(Yaml yaml, ZoneId zone, int[][] week, Map<Long, int[]> dates) throws PolicyException {
        Map<String, Yaml> options = yaml.isMap() ? yaml.fields(ICS_KEYS) : Map.of("file", yaml);
        if (!options.containsKey("file")) {
            throw yaml.error("has no file");
        }
        Yaml name = options.get("file");
        String skip = options.containsKey("skip") ? options.get("skip").text() : "";
        String text;
        try {
            text = Files.readString(Path.of(yaml.file()).resolveSibling(name.text()));
        } catch (IOException e) {
            throw name.error("cannot read the holiday file " + name.text() + " beside this file: " + e.getMessage());
        }
        included.append(text);
        for (IcsHolidays.Closure closure : IcsHolidays.parse(name.text(), text, zone, skip)) {
            long date = closure.date().toEpochDay();
            int[] hours = dates.get(date);
            int weekday = LocalDate.ofEpochDay(date).getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue();
            dates.put(date, closure.without(hours == null ? week[weekday] : hours));
        }
    }
}
