package io.bellwether.timeinterval;

import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.Placeholders;
import io.bellwether.yaml.TextFile;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlProblem;
import io.bellwether.yaml.YamlValue;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The intervals that {@code time_intervals} of a routing file names, for its routes and for the rules beside it.
 *
 * @param file where they stand, or would; for messages
 * @param byName those that can be used
 * @param broken names, or what else cannot be read, with a word on why: only its reader is told all of it
 */
public record TimeIntervals(String file, Map<String, TimeInterval> byName, String broken) implements Serializable {

    /** The section of the routing file. */
    public static final String SECTION = "time_intervals";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    public TimeIntervals {
        byName = new TreeMap<>(byName);
    }

    /** No interval at all. */
    public static TimeIntervals none(String file) {
        return new TimeIntervals(file, Map.of(), "");
    }

    /** Those of the one file of that stem in a directory. What is wrong with it is for whoever reads the whole file to tell. */
    public static TimeIntervals beside(Path directory, String stem) {
        List<YamlProblem> problems = new ArrayList<>();
        Path file = TextFile.find(directory, stem, problems);
        String name = file == null ? stem + ".yaml" : file.getFileName().toString();
        return in(name, file == null ? null : TextFile.read(file, name, problems), problems);
    }

    /** Those of the text of a routing file; none where that is null. */
    public static TimeIntervals in(String name, String text) {
        return in(name, text, new ArrayList<>());
    }

    private static TimeIntervals in(String name, String text, List<YamlProblem> problems) {
        YamlMap root = text == null ? null : YamlMap.root(name, text, problems, Placeholders::literal);
        Map<String, TimeInterval> found = root == null ? Map.of() : section(root);
        return new TimeIntervals(
                name,
                found,
                problems.stream()
                        .filter(YamlProblem::error)
                        .map(YamlProblem::toString)
                        .findFirst()
                        .orElse(""));
    }

    /** Those of the top of a routing file; complaints go to its problems. */
    public static TimeIntervals of(String file, YamlMap root) {
        return new TimeIntervals(file, section(root), "");
    }

    private static Map<String, TimeInterval> section(YamlMap root) {
        Map<String, TimeInterval> found = new TreeMap<>();
        YamlMap section = root.section(SECTION);
        for (String name : section.names()) {
            if (!NAME.matcher(name).matches()) {
                section.error(name, "must be a name of a-z, 0-9, - and _");
            }
            found.put(name, interval(name, section.value(name).map()));
        }
        return found;
    }

    private static TimeInterval interval(String name, YamlMap map) {
        Set<Integer> days = new TreeSet<>();
        YamlValue weekdays = map.value("days");
        for (YamlValue item : weekdays == null ? List.<YamlValue>of() : weekdays.items()) {
            days.addAll(HoursParser.weekdays(item.text(""), item));
        }
        List<TimeInterval.Span> spans = new ArrayList<>();
        YamlValue times = map.value("times");
        for (YamlValue item : times == null ? List.<YamlValue>of() : times.items()) {
            span(item, spans);
        }
        Set<Long> except = new HashSet<>();
        YamlValue dates = map.value("except");
        for (YamlValue item : dates == null ? List.<YamlValue>of() : dates.items()) {
            except.addAll(DateRange.days(item));
        }
        TimeInterval interval = new TimeInterval(
                name,
                map.requiredZone("zone"),
                weekdays == null ? Set.of(0, 1, 2, 3, 4, 5, 6) : days,
                times == null ? List.of(new TimeInterval.Span(0, TimeInterval.DAY_MILLIS)) : spans,
                except);
        map.done();
        requireSense(map, weekdays, times, dates);
        return interval;
    }

    private static void requireSense(YamlMap map, YamlValue days, YamlValue times, YamlValue except) {
        if (days == null && times == null && except == null) {
            map.error("times", "missing; an interval has at least one of days, times and except");
        }
        for (YamlValue value : new YamlValue[] {days, times, except}) {
            if (value != null && value.items().isEmpty()) {
                value.error("has nothing behind it; write a value, or remove the key");
            }
        }
    }

    private static void span(YamlValue item, List<TimeInterval.Span> into) {
        int[] minutes = HoursParser.span(item, item.text(""), "");
        if (minutes == null) {
            return;
        }
        int start = minutes[0] * 60_000;
        int end = minutes[1] * 60_000;
        if (start == end || start >= TimeInterval.DAY_MILLIS) {
            item.error("must end at another time than it starts; leave times out for whole days");
            return;
        }
        into.add(new TimeInterval.Span(start, end < start ? end + TimeInterval.DAY_MILLIS : end));
    }

    /**
     * The interval that a key of a mapping names; null, after a complaint, where there is none of that name, and without
     * one where the key is missing.
     */
    public TimeInterval named(YamlMap map, String key) {
        if (map.isMap(key)) {
            map.value(key)
                    .error("must be the name of an interval; write the interval itself under time_intervals of the"
                            + " routing file");
            return null;
        }
        String name = map.text(key, "");
        if (name.isEmpty()) {
            return null;
        }
        requireKnown(name, map, key);
        return broken.isEmpty() ? byName.get(name) : null;
    }

    /** Complains at a key that names one which there is not. */
    public void requireKnown(String name, YamlMap map, String key) {
        if (!broken.isEmpty() || !byName.containsKey(name)) {
            map.error(key, broken.isEmpty() ? unknown(name) : "cannot be looked up: " + broken);
        }
    }

    private String unknown(String name) {
        return byName.isEmpty()
                ? "there is no time interval " + name + ": define it under " + SECTION + " of " + file + ", such as "
                        + name + ": {zone: Europe/Berlin, days: \"mon-fri\", times: [\"08:00-22:00\"]}"
                : "there is no time interval " + name + "; " + SECTION + " of " + file + " has "
                        + String.join(", ", byName.keySet()) + Nearest.hint(name, byName.keySet());
    }
}
