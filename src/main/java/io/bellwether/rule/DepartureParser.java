package io.bellwether.rule;

import io.bellwether.baseline.BaselinePlan;
import io.bellwether.baseline.Fallback;
import io.bellwether.baseline.Season;
import io.bellwether.metric.Metric;
import io.bellwether.timeinterval.DateRange;
import io.bellwether.yaml.Durations;
import io.bellwether.yaml.Numbers;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads {@code baseline} of a rule: what is learnt, and how far from it is too far. */
final class DepartureParser {

    private static final long HOUR = 3_600_000;
    private static final long WEEK = 7 * 24 * HOUR;
    private static final double USUAL_K = 4;
    private static final double USUAL_SCORE = 0.5;

    /** Nothing real is further away. */
    private static final double MOST_SPREADS = 100;

    private final YamlMap rule;
    private final YamlMap map;
    private final Metric metric;

    /** @param metric whose unit the distances have, or null where it is not known */
    DepartureParser(YamlMap rule, Metric metric) {
        this.rule = rule;
        this.map = rule.sectionOrDefaults("baseline");
        this.metric = metric;
    }

    /** The condition; where it makes no sense, the complaints are with the map. */
    Condition.Departure parse() {
        for (String key : List.of("levels", "op", "value", "recover")) {
            rule.refuse(key, "is for fixed thresholds, and this rule has a baseline; remove one of them");
        }
        Severity severity = Severity.byName(rule.required("severity", "one of " + Severity.names()));
        if (severity == null && rule.has("severity")) {
            rule.error("severity", "must be one of " + Severity.names());
        }
        long holdFor = rule.duration("for", 0);
        LevelsParser.checkFor(rule, holdFor);
        boolean scored = oneOf("method", "seasonal_median_mad", List.of("seasonal_median_mad", "anomaly_score"))
                .equals("anomaly_score");
        BaselinePlan plan = plan(scored);
        Condition.Side side = oneOf("direction", Condition.Side.BOTH, Condition.Side.values(), DepartureParser::lower);
        double most = scored ? 1 : MOST_SPREADS;
        double k = number("k", scored ? USUAL_SCORE : USUAL_K, most);
        double recover = number("recover_k", k / 2, most);
        if (recover > k) {
            map.error("recover_k", "must be at most k: an alert ends nearer to what is usual than it began");
        }
        double minEffect = distance("min_effect");
        double madFloor = distance("mad_floor");
        boolean exclude = map.flag("exclude_firing", true);
        Set<Long> holidays = holidays();
        map.done();
        return new Condition.Departure(
                plan, side, minEffect, madFloor, exclude, holidays, levels(severity, k, recover, holdFor));
    }

    private static List<Level> levels(Severity severity, double k, double recover, long holdFor) {
        List<Level> levels = new ArrayList<>();
        if (severity != null) {
            levels.add(new Level(severity, Op.AT_LEAST, k, recover, holdFor));
        }
        if (severity == Severity.PAGE) {
            levels.add(new Level(Severity.WARNING, Op.AT_LEAST, k, recover, holdFor));
        }
        return levels;
    }

    private BaselinePlan plan(boolean scored) {
        Season season = oneOf("season", Season.HOUR_OF_WEEK, Season.values(), Season::wireName);
        Fallback fallback = oneOf("fallback", Fallback.TRAILING_7D, Fallback.values(), Fallback::wireName);
        long history = map.duration("history", BaselinePlan.USUAL_WEEKS * WEEK);
        if (history % WEEK != 0 || history < WEEK || history > BaselinePlan.MOST_WEEKS * WEEK) {
            map.error("history", "must be whole weeks, from 7d to " + BaselinePlan.MOST_WEEKS * 7 + "d");
            history = BaselinePlan.USUAL_WEEKS * WEEK;
        }
        long usual = Math.min(history, BaselinePlan.USUAL_MIN_WEEKS * WEEK);
        long least = map.duration("min_history", usual);
        if (least > history) {
            map.error("min_history", "must be at most history, which is " + Durations.shortest(history));
            least = usual;
        }
        return new BaselinePlan(
                season,
                (int) (history / WEEK),
                (double) least / WEEK,
                fallback,
                map.zone("zone", "UTC"),
                scored,
                lagHours(history - least));
    }

    /** @param most of history is left beside what has to be known */
    private int lagHours(long most) {
        long lag = map.duration("lag", 0);
        if (lag % HOUR == 0 && lag >= 0 && lag <= most) {
            return (int) (lag / HOUR);
        }
        map.error(
                "lag",
                "must be whole hours, and with min_history at most history; so at most " + Durations.shortest(most)
                        + " here");
        return 0;
    }

    private Set<Long> holidays() {
        Set<Long> days = new HashSet<>();
        YamlValue holidays = map.value("holidays");
        for (YamlValue item : holidays == null ? List.<YamlValue>of() : holidays.items()) {
            days.addAll(DateRange.days(item));
        }
        return days;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private <E> E oneOf(String key, E usual, E[] known, Function<? super E, String> names) {
        List<String> words = Stream.of(known).map(names).toList();
        return known[words.indexOf(oneOf(key, names.apply(usual), words))];
    }

    private String oneOf(String key, String usual, List<String> known) {
        String name = map.text(key, usual);
        if (known.contains(name)) {
            return name;
        }
        map.error(key, "must be one of " + String.join(", ", known) + ", not " + name);
        return usual;
    }

    private double number(String key, double usual, double most) {
        double number = Numbers.parse(map.text(key, Double.toString(usual)));
        if (number > 0 && number <= most) {
            return number;
        }
        map.error(key, "must be a number above 0, at most " + (long) most + ", not " + map.text(key, ""));
        return usual;
    }

    private double distance(String key) {
        String text = map.text(key, "0");
        double number = LevelsParser.number(text, metric);
        if (metric != null && number > metric.highest() - metric.lowest()) {
            map.error(key, "is never reached: " + metric.fullName() + " is " + Readout.range(metric));
        }
        if (number >= 0 && number < Double.POSITIVE_INFINITY) {
            return number;
        }
        map.error(key, "must be a distance of 0 or more, in the metric's unit, not " + text);
        return 0;
    }
}
