package io.bellwether.sla;

import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlProblem;
import io.bellwether.yaml.YamlValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
import java.util.stream.LongStream;

/** Reads the {@code calendars} of a policy file and the holiday files that they name. */
final class CalendarParser {
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern INTERVAL = Pattern.compile("(\\d{1,2}):(\\d{2})\\s*-\\s*(\\d{1,2}):(\\d{2})");
    private static final int MAX_RANGE_DAYS = 1000;
    private static final int[] CLOSED = {};

    private final List<YamlProblem> problems;
    private final StringBuilder included = new StringBuilder();

    /** @param problems where those of holiday files are added; those of the policy file go there by themselves */
    CalendarParser(List<YamlProblem> problems) {
        this.problems = problems;
    }

    /** The text of every holiday file read so far: part of the version. */
    String included() {
        return included.toString();
    }

    WorkCalendar calendar(String name, YamlValue value) {
        YamlMap map = value.map();
        ZoneId zone = zone(map);
        int[][] week = week(map);
        Map<Long, int[]> dates = new HashMap<>();
        YamlValue ics = map.value("ics");
        for (YamlValue file : ics == null ? List.<YamlValue>of() : ics.items()) {
            holidays(file, zone, week, dates);
        }
        YamlValue holidays = map.value("holidays");
        for (YamlValue item : holidays == null ? List.<YamlValue>of() : holidays.items()) {
            range(item).forEach(day -> dates.put(day, CLOSED));
        }
        Set<Long> named = new HashSet<>();
        special(map.section("working_days"), week, dates, named);
        special(map.section("exceptions"), week, dates, named);
        map.done();
        return new WorkCalendar(name, zone, week, dates);
    }

    private static ZoneId zone(YamlMap map) {
        String text = map.required("zone", "a name such as Europe/Berlin or Asia/Shanghai");
        try {
            return text.isEmpty() ? ZoneOffset.UTC : ZoneId.of(text);
        } catch (DateTimeException e) {
            map.error("zone", "is no time zone: " + text + "; use a name such as Europe/Berlin or Asia/Shanghai");
            return ZoneOffset.UTC;
        }
    }

    private static int[][] week(YamlMap calendar) {
        int[][] week = new int[7][];
        int working = 0;
        YamlMap map = calendar.section("hours");
        for (String name : map.names()) {
            YamlValue value = map.value(name);
            int[] hours = intervals(value);
            working += hours.length;
            for (int day : weekdays(name, value)) {
                if (week[day] != null) {
                    value.error("names " + DAYS.get(day) + " a second time");
                }
                week[day] = hours;
            }
        }
        if (!calendar.has("hours")) {
            calendar.error("hours", "missing; write hours: {mon-fri: \"09:00-17:00\"}");
        } else if (working == 0) {
            calendar.error("hours", "has no working time at all; nothing would ever fall due");
        }
        for (int day = 0; day < 7; day++) {
            week[day] = week[day] == null ? CLOSED : week[day];
        }
        return week;
    }

    private static List<Integer> weekdays(String text, YamlValue at) {
        String[] ends = text.toLowerCase(Locale.ROOT).split("-", 2);
        int first = DAYS.indexOf(ends[0].strip());
        int last = DAYS.indexOf(ends[ends.length - 1].strip());
        if (first < 0 || last < 0) {
            at.error("is no weekday; write mon, tue, wed, thu, fri, sat, sun or a range such as mon-fri");
            return List.of();
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
    private static int[] intervals(YamlValue value) {
        TreeMap<Integer, Integer> sorted = new TreeMap<>();
        for (YamlValue item : value.items()) {
            String text = item.text("");
            if (text.equals("closed") && !value.isList()) {
                return CLOSED;
            }
            Matcher matcher = INTERVAL.matcher(text);
            if (!matcher.matches()) {
                item.error("must be hours such as \"09:00-17:00\" or closed, not " + text);
                continue;
            }
            int start = minutes(matcher.group(1), matcher.group(2), item);
            int end = minutes(matcher.group(3), matcher.group(4), item);
            if (start >= end) {
                item.error("must end after it starts; for a night write \"22:00-24:00\" and, on the next day,"
                        + " \"00:00-06:00\"");
            } else if (sorted.put(start, end) != null) {
                item.error("overlaps another interval of the day");
            }
        }
        return pairs(sorted, value);
    }

    private static int[] pairs(TreeMap<Integer, Integer> sorted, YamlValue value) {
        int[] pairs = new int[2 * sorted.size()];
        int n = 0;
        for (Map.Entry<Integer, Integer> interval : sorted.entrySet()) {
            if (n > 0 && interval.getKey() * 60_000 < pairs[n - 1]) {
                value.error("has intervals that overlap");
            }
            pairs[n++] = interval.getKey() * 60_000;
            pairs[n++] = interval.getValue() * 60_000;
        }
        return pairs;
    }

    private static int minutes(String hours, String minutes, YamlValue at) {
        int result = Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
        if (Integer.parseInt(minutes) > 59 || result > 24 * 60) {
            at.error("has a time that no day has: " + hours + ":" + minutes);
        }
        return result;
    }

    private static void special(YamlMap map, int[][] week, Map<Long, int[]> dates, Set<Long> named) {
        for (String name : map.names()) {
            YamlValue value = map.value(name);
            Long date = date(name, value);
            if (date == null) {
                continue;
            }
            if (!named.add(date)) {
                value.error("names the date a second time");
            }
            int weekday = value.isText() ? DAYS.indexOf(value.text("").toLowerCase(Locale.ROOT)) : -1;
            dates.put(date, weekday >= 0 ? week[weekday] : intervals(value));
        }
    }

    private static List<Long> range(YamlValue value) {
        String[] ends = value.text("").split("\\.\\.", 2);
        Long first = date(ends[0].strip(), value);
        Long last = first == null || ends.length == 1 ? first : date(ends[1].strip(), value);
        if (last == null) {
            return List.of();
        }
        if (last < first || last - first > MAX_RANGE_DAYS) {
            value.error("must be a range of at most " + MAX_RANGE_DAYS + " days, the earlier date first");
            return List.of();
        }
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    /** An epoch day, or null after a complaint. */
    private static Long date(String text, YamlValue at) {
        try {
            return LocalDate.parse(text).toEpochDay();
        } catch (DateTimeParseException e) {
            at.error("must be a date such as 2026-10-01, not " + text);
            return null;
        }
    }

    private void holidays(YamlValue value, ZoneId zone, int[][] week, Map<Long, int[]> dates) {
        String name = "";
        String skip = "";
        if (value.isMap()) {
            YamlMap options = value.map();
            name = options.required("file", "the name of an iCalendar file beside this one");
            skip = options.text("skip", "");
            options.done();
        } else {
            name = value.text("");
        }
        if (!name.isEmpty()) {
            holidays(value, name, skip, zone, week, dates);
        }
    }

    private void holidays(
            YamlValue at, String name, String skip, ZoneId zone, int[][] week, Map<Long, int[]> dates) {
        try {
            String text = Files.readString(Path.of(at.file()).resolveSibling(name));
            included.append(text);
            for (IcsHolidays.Closure closure : IcsHolidays.parse(name, text, zone, skip)) {
                long date = closure.date().toEpochDay();
                int[] hours = dates.get(date);
                int weekday = LocalDate.ofEpochDay(date).getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue();
                dates.put(date, closure.without(hours == null ? week[weekday] : hours));
            }
        } catch (IOException e) {
            at.error("cannot read the holiday file " + name + " beside this file: " + e.getMessage());
        } catch (PolicyException e) {
            problems.addAll(e.problems());
        }
    }
}
