package io.bellwether.rule;

import io.bellwether.metric.Measure;
import io.bellwether.metric.Metric;
import io.bellwether.yaml.Durations;
import io.bellwether.yaml.Numbers;
import io.bellwether.yaml.YamlMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Reads {@code burn_rate} of a rule. */
final class BurnParser {

    private static final long DAY = 86_400_000;
    private static final long LONGEST_PERIOD = 90 * DAY;

    /** A factor nearer than that to what everything being bad gives is not reached in time. */
    private static final double REACHABLE = 0.8;

    private final YamlMap rule;
    private final YamlMap map;
    private final long paneMillis;

    BurnParser(YamlMap rule, long paneMillis) {
        this.rule = rule;
        this.map = rule.section("burn_rate");
        this.paneMillis = paneMillis;
    }

    /** The condition, or null where it makes no sense; the complaints are with the map. */
    Burn parse() {
        for (String key : List.of(
                "metric",
                "window",
                "agg",
                "op",
                "value",
                "recover",
                "severity",
                "levels",
                "baseline",
                "forecast",
                "absent")) {
            rule.refuse(key, "is not for a rule with burn_rate, which says it for each of its pairs; remove it");
        }
        long holdFor = rule.duration("for", 0);
        LevelsParser.checkFor(rule, holdFor);
        Metric good = MetricParser.parse(map, map.has("metric") ? "metric" : "good");
        List<Metric> total = total(good);
        double objective = objective();
        long period = map.positive("period", 7 * DAY);
        if (period > LONGEST_PERIOD) {
            map.error("period", "must be at most 90d");
        }
        List<Burn.Pair> pairs = new ArrayList<>();
        List<YamlMap> entries = map.maps("pairs");
        entries.forEach(entry -> pairs.add(pair(entry, objective, period)));
        if (entries.isEmpty()) {
            map.error("pairs", "missing; write pairs: [{severity: page, long: 4h, short: 20m, budget: 10%}]");
        }
        map.done();
        if (good == null || pairs.contains(null) || pairs.isEmpty() || Double.isNaN(objective)) {
            return null;
        }
        pairs.sort(Comparator.comparing(Burn.Pair::severity));
        checkOrder(pairs);
        return Burn.of(good, total, objective, period, paneMillis, pairs, holdFor);
    }

    private List<Metric> total(Metric good) {
        if (map.has("metric")) {
            map.refuse("good", "burn_rate has either metric, a share, or good and total; remove one");
            map.refuse("total", "burn_rate has either metric, a share, or good and total; remove one");
            if (good != null
                    && (good.kind() != Metric.Kind.RATIO || good.unit() != Metric.Unit.SHARE || hasLevel(good))) {
                map.error(
                        "metric",
                        good.fullName() + " is no share of what was counted in a window; name one, or good and"
                                + " total");
            }
            return List.of();
        }
        if (!map.has("good")) {
            map.error("good", "missing; name a metric that is the share of what was good, or good and total counts");
        }
        if (good != null && good.kind() != Metric.Kind.COUNT) {
            map.error("good", good.fullName() + " is no count");
        }
        List<String> names = map.words("total");
        if (names.isEmpty()) {
            map.error(
                    "total", "missing; the count of all, or counts that add up to it, such as [sla.met, sla.breached]");
        }
        return names.stream()
                .map(name -> count(name, good))
                .filter(Objects::nonNull)
                .toList();
    }

    private Metric count(String name, Metric good) {
        Metric metric = MetricParser.find(map, "total", name);
        if (metric != null && metric.kind() != Metric.Kind.COUNT) {
            map.error("total", metric.fullName() + " is no count");
        } else if (metric != null && good != null && metric.measurement() != good.measurement()) {
            map.error("total", metric.fullName() + " is of another measurement than " + good.fullName());
        }
        return metric;
    }

    private static boolean hasLevel(Metric metric) {
        return metric.ofTheEnd()
                || metric.measures().stream().anyMatch(measure -> measure.kind() == Measure.Kind.LEVEL);
    }

    private double objective() {
        String text = map.required("objective", "the share that has to be good, such as 90%");
        double number = Numbers.share(text);
        if (number > 0 && number < 1 || text.isEmpty()) {
            return text.isEmpty() ? Double.NaN : number;
        }
        map.error("objective", "must be a share above 0% and below 100%, not " + text);
        return Double.NaN;
    }

    private Burn.Pair pair(YamlMap entry, double objective, long period) {
        Severity severity = Severity.byName(entry.required("severity", "one of " + Severity.names()));
        if (severity == null && entry.has("severity")) {
            entry.error("severity", "must be one of " + Severity.names());
        }
        long longMillis = window(entry, "long", "1h");
        long shortMillis = window(entry, "short", "5m");
        String text =
                entry.required("budget", "the share of the budget that may be used up in the long window, such as 10%");
        double budget = Numbers.share(text);
        entry.done();
        if (!text.isEmpty() && !(budget > 0 && budget <= 1)) {
            entry.error("budget", "must be a share above 0% and at most 100%, not " + text);
            return null;
        }
        if (severity == null || longMillis <= 0 || shortMillis <= 0 || text.isEmpty()) {
            return null;
        }
        if (shortMillis >= longMillis) {
            entry.error("short", "must be shorter than long, usually a twelfth of it");
        }
        if (longMillis > period) {
            entry.error("long", "must be at most the period, which is " + Durations.shortest(period));
        }
        double factor = budget * period / longMillis;
        checkCeiling(entry, factor, objective);
        return new Burn.Pair(severity, longMillis, shortMillis, factor);
    }

    private long window(YamlMap entry, String key, String example) {
        entry.required(key, "a duration such as " + example);
        long millis = entry.has(key) ? entry.duration(key, -1) : -1;
        if (millis == 0 || millis > 0 && millis % paneMillis != 0) {
            entry.error(key, "must be a multiple of " + Durations.shortest(paneMillis) + ", the length of a pane");
        }
        return millis;
    }

    /** Where everything is bad the budget burns at 1 / (1 - objective), and never faster. */
    private static void checkCeiling(YamlMap entry, double factor, double objective) {
        double ceiling = 1 / (1 - objective);
        if (factor >= REACHABLE * ceiling) {
            entry.error(
                    "budget",
                    String.format(
                            Locale.ROOT,
                            "asks for %.3g times the rate at which the budget lasts, and with that objective it never burns"
                                    + " faster than %.3g times, when all is bad; lower it, or make long longer, to stay"
                                    + " below %.3g",
                            factor,
                            ceiling,
                            REACHABLE * ceiling));
        }
    }

    private void checkOrder(List<Burn.Pair> pairs) {
        for (int i = 1; i < pairs.size(); i++) {
            Burn.Pair worse = pairs.get(i - 1);
            Burn.Pair milder = pairs.get(i);
            if (worse.severity() == milder.severity()) {
                map.error("pairs", "severity " + worse.severity().wireName() + " is there twice; remove one");
            } else if (worse.factor() <= milder.factor()) {
                map.error(
                        "pairs",
                        worse.severity().wireName() + " must burn faster than "
                                + milder.severity().wireName() + ": give it more budget, or a shorter long");
            }
        }
    }
}
