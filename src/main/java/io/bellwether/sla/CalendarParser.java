package io.bellwether.sla;

import io.bellwether.timeinterval.DateRange;
import io.bellwether.timeinterval.HoursParser;
import io.bellwether.timeinterval.ZoneParser;
import io.bellwether.yaml.TextFile;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlProblem;
import io.bellwether.yaml.YamlValue;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the {@code calendars} of a policy file and the holiday files that they name. */
final class CalendarParser {
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
        ZoneId zone = ZoneParser.required(map);
        int[][] week = week(map);
        Map<Long, int[]> dates = new HashMap<>();
        YamlValue ics = map.value("ics");
        for (YamlValue file : ics == null ? List.<YamlValue>of() : ics.items()) {
            holidays(file, zone, week, dates);
        }
        YamlValue holidays = map.value("holidays");
        for (YamlValue item : holidays == null ? List.<YamlValue>of() : holidays.items()) {
            DateRange.days(item).forEach(day -> dates.put(day, HoursParser.CLOSED));
        }
        Set<Long> named = new HashSet<>();
        special(map.section("working_days"), week, dates, named);
        special(map.section("exceptions"), week, dates, named);
        map.done();
        return new WorkCalendar(name, zone, week, dates);
    }

    private static int[][] week(YamlMap calendar) {
        int[][] week = new int[7][];
        int working = 0;
        YamlMap map = calendar.section("hours");
        for (String name : map.names()) {
            YamlValue value = map.value(name);
            int[] hours = HoursParser.intervals(value);
            working += hours.length;
            for (int day : HoursParser.weekdays(name, value)) {
                if (week[day] != null) {
                    value.error("names " + HoursParser.DAYS.get(day) + " a second time");
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
            week[day] = week[day] == null ? HoursParser.CLOSED : week[day];
        }
        return week;
    }

    private static void special(YamlMap map, int[][] week, Map<Long, int[]> dates, Set<Long> named) {
        for (String name : map.names()) {
            YamlValue value = map.value(name);
            Long date = DateRange.date(name, value);
            if (date == null) {
                continue;
            }
            if (!named.add(date)) {
                value.error("names the date a second time");
            }
            int weekday =
                    value.isText() ? HoursParser.DAYS.indexOf(value.text("").toLowerCase(Locale.ROOT)) : -1;
            dates.put(date, weekday >= 0 ? week[weekday] : HoursParser.intervals(value));
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

    private void holidays(YamlValue at, String name, String skip, ZoneId zone, int[][] week, Map<Long, int[]> dates) {
        List<YamlProblem> unread = new ArrayList<>();
        String text = TextFile.read(Path.of(at.file()).resolveSibling(name), name, unread);
        if (text == null) {
            String line = unread.get(0).line() > 0 ? ":" + unread.get(0).line() : "";
            at.error("cannot read the holiday file " + name + line + " beside this file: "
                    + unread.get(0).message());
            return;
        }
        try {
            included.append(text);
            for (IcsHolidays.Closure closure : IcsHolidays.parse(name, text, zone, skip)) {
                long date = closure.date().toEpochDay();
                int[] hours = dates.get(date);
                int weekday = LocalDate.ofEpochDay(date).getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue();
                dates.put(date, closure.without(hours == null ? week[weekday] : hours));
            }
        } catch (PolicyException e) {
            problems.addAll(e.problems());
        }
    }
}
