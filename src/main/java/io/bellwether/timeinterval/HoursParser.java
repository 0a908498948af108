package io.bellwether.timeinterval;

import io.bellwether.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the hours of a day, and the days that they are for. */
public final class HoursParser {
    /** Weekdays as they are written, Monday first. */
    public static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    /** Hours of a day that has none. */
    public static final int[] CLOSED = {};

    private static final Pattern INTERVAL = Pattern.compile("(\\d{1,2}):(\\d{2})\\s*-\\s*(\\d{1,2}):(\\d{2})");

    private HoursParser() {}

    /** Numbers of the days that a key names, Monday is 0: one, or a range that may go over the weekend. */
    public static List<Integer> weekdays(String text, YamlValue at) {
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
    public static int[] intervals(YamlValue value) {
        TreeMap<Integer, Integer> sorted = new TreeMap<>();
        for (YamlValue item : value.items()) {
            String text = item.text("");
            if (text.equals("closed") && !value.isList()) {
                return CLOSED;
            }
            int[] span = span(item, text, " or closed");
            if (span == null) {
                continue;
            }
            int start = span[0];
            int end = span[1];
            if (start >= end) {
                item.error("must end after it starts; for a night write \"22:00-24:00\" and, on the next day,"
                        + " \"00:00-06:00\"");
            } else if (sorted.put(start, end) != null) {
                item.error("overlaps another interval of the day");
            }
        }
        return pairs(sorted, value);
    }

    /** Start and end in minutes of the day; null after a complaint. */
    static int[] span(YamlValue item, String text, String orElse) {
        Matcher matcher = INTERVAL.matcher(text);
        if (!matcher.matches()) {
            item.error("must be hours such as \"09:00-17:00\"" + orElse + ", not " + text);
            return null;
        }
        return new int[] {
            minutes(matcher.group(1), matcher.group(2), item), minutes(matcher.group(3), matcher.group(4), item)
        };
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
}
