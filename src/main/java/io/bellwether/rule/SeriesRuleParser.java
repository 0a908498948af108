package io.bellwether.rule;

import io.bellwether.metric.Metric;
import io.bellwether.timeinterval.TimeInterval;
import io.bellwether.yaml.Numbers;
import io.bellwether.yaml.YamlMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads a rule on a metric. */
final class SeriesRuleParser {

    private static final int MAX_OUT_OF = 60;

    private static final Set<String> PLACEHOLDERS =
            new TreeSet<>(Set.of("value", "threshold", "samples", "severity", "window_end", "starts_at", "from", "to"));

    private static final Set<String> OF_BURN = Set.of("time_left", "budget_spent");

    private static final Set<String> OF_FORECAST = Set.of("now", "r2", "crosses_in");

    private static final Set<String> OF_BASELINE = Set.of("usual", "band_low", "band_high", "deviation");

    private final YamlMap map;
    private final RuleContext context;

    SeriesRuleParser(YamlMap map, RuleContext context) {
        this.map = map;
        this.context = context;
    }

    /** The rule, or null where it makes no sense; the complaints are with the map. */
    SeriesRule parse(Rule.About about) {
        Map<String, List<String>> where = context.behindTheDoor(map.wordsByName("where"));
        List<String> by = map.words("by");
        long keep = map.duration("keep_firing_for", 0);
        long samples = map.whole("min_samples", 0);
        int[] nOfM = nOfM();
        NoData noData = new NoDataParser(map).parse();
        TimeInterval active = context.intervals().named(map, "active");
        String agg = map.text("agg", "");
        if (samples < 0) {
            map.error("min_samples", "must be 0 or more, not " + samples);
        }
        Metric metric = null;
        RuleWindow window;
        Condition condition;
        if (map.has("burn_rate")) {
            Burn burn = new BurnParser(map, context.paneMillis()).parse();
            if (burn == null) {
                return null;
            }
            metric = burn.good();
            window = RuleWindow.of(burn, context);
            condition = burn;
        } else if (map.has("absent")) {
            AbsenceParser parser = new AbsenceParser(map, context);
            metric = parser.metric();
            window = RuleWindow.usual(context);
            condition = parser.parse(window);
            if (condition == null) {
                return null;
            }
        } else {
            metric = MetricParser.parse(map, "metric");
            window = RuleWindow.parse(map, about.uid(), context);
            condition = condition(metric, window);
        }
        if (condition.levels().stream()
                .anyMatch(level -> level.forMillis() > 0 && level.forMillis() < window.everyMillis())) {
            map.error("for", "is shorter than window.every and so damps nothing; make it at least as long, or 0");
        }
        if (metric == null) {
            return null;
        }
        if (window.hasGaps() && !metric.ofTheEnd()) {
            map.map("window")
                    .error("every", "must be at most size: what happens between two windows would never be looked at");
        }
        new Grouping(metric.measurement(), by, where).check(metric, about, map, context);
        Agg how = agg(metric, agg);
        List<String> drivers = new DriversParser(map, context).parse(metric, by, where, condition);
        checkTexts(about, metric, where, by, condition);
        return new SeriesRule(
                about,
                metric,
                where,
                by,
                window.sizeMillis(),
                window.everyMillis(),
                how,
                condition,
                keep,
                samples,
                nOfM[0],
                nOfM[1],
                noData,
                active,
                drivers);
    }

    private Condition condition(Metric metric, RuleWindow window) {
        if (map.has("forecast")) {
            map.refuse("baseline", "is no line: a rule has either baseline or forecast; remove one");
            return new ForecastParser(map, metric, window).parse();
        }
        return map.has("baseline")
                ? new DepartureParser(map, metric).parse()
                : new Condition.Thresholds(new LevelsParser(map, metric).parse());
    }

    private int[] nOfM() {
        List<String> words = map.words("n_of_m");
        if (!map.has("n_of_m")) {
            return new int[] {1, 1};
        }
        try {
            int n = words.isEmpty() ? 0 : whole(words.get(0));
            int m = words.isEmpty() ? 0 : whole(words.get(words.size() - 1));
            if (words.size() == 2 && n >= 1 && n <= m && m <= MAX_OUT_OF) {
                return new int[] {n, m};
            }
            map.error("n_of_m", "must be [n, m] with 1 <= n <= m <= " + MAX_OUT_OF);
        } catch (NumberFormatException e) {
            map.error("n_of_m", "must be two whole numbers, such as [2, 3]");
        }
        return new int[] {1, 1};
    }

    private static int whole(String text) {
        if (!Numbers.isWhole(text)) {
            throw new NumberFormatException(text);
        }
        return Integer.parseInt(text);
    }

    private Agg agg(Metric metric, String name) {
        if (!metric.ofTheEnd()) {
            boolean sum = name.equals("sum") && metric.kind() == Metric.Kind.COUNT;
            if (!name.isEmpty() && !sum) {
                map.error("agg", metric.fullName() + " is read out of the whole window; remove agg");
            }
            return Agg.WHOLE;
        }
        Agg agg =
                switch (name) {
                    case "", "last" -> Agg.LAST;
                    case "max" -> Agg.MAX;
                    case "min" -> Agg.MIN;
                    case "avg" -> Agg.AVG;
                    default -> null;
                };
        if (agg == null) {
            map.error("agg", "must be last, max, min or avg for a level, not " + name);
            return Agg.LAST;
        }
        if (agg != Agg.LAST && !Readout.isPlainLevel(metric)) {
            map.error("agg", metric.fullName() + " is known at the window's end only: remove agg, and use for");
            return Agg.LAST;
        }
        return agg;
    }

    private void checkTexts(
            Rule.About about, Metric metric, Map<String, List<String>> where, List<String> by, Condition condition) {
        Set<String> labels = new TreeSet<>(by);
        labels.addAll(where.keySet());
        labels.addAll(about.labels().keySet());
        Set<String> names = new TreeSet<>(PLACEHOLDERS);
        if (condition instanceof Condition.Departure) {
            names.addAll(OF_BASELINE);
        } else if (condition instanceof Burn) {
            names.addAll(OF_BURN);
        } else if (condition instanceof Forecast) {
            names.addAll(OF_FORECAST);
        }
        labels.forEach(label -> names.add("labels." + label));
        RuleParser.checkTexts(
                map,
                about,
                name -> names.contains(name) || OtherFields.isOne(name),
                String.join(", ", names) + ", also.FIELD with another field of "
                        + metric.measurement().wireName());
        RuleParser.checkNames(
                map, about, name -> OtherFields.isOne(name) ? OtherFields.problem(name, metric.measurement()) : "");
    }
}
