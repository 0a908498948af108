package io.bellwether.rule;

import io.bellwether.event.RejectionReason;
import io.bellwether.event.SurveyKind;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Metric;
import io.bellwether.metric.PipelineMetrics;
import io.bellwether.sla.ClockKind;
import io.bellwether.yaml.Durations;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.Numbers;
import io.bellwether.yaml.YamlMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads a rule on a metric. */
final class SeriesRuleParser {

    private static final long MINUTE = 60_000;
    private static final long MAX_WINDOW = 7 * 86_400_000L;
    private static final int MAX_OUT_OF = 60;

    /** Keys of the format that are refused, with what to do until they are understood. */
    private static final Map<String, String> LATER = Map.of(
            "baseline", "write fixed levels",
            "burn_rate", "watch the attainment over a long window",
            "forecast", "write a lower fixed level",
            "absent", "watch a count with op \"<\"",
            "active", "mute the receiver outside working hours",
            "limits", "narrow the rule with where");

    private static final Set<String> PLACEHOLDERS =
            new TreeSet<>(Set.of("value", "threshold", "samples", "severity", "window_end", "starts_at", "from", "to"));

    /** Values that a measurement's own tags can have; tags that are not here can have any. */
    private static final Map<String, List<String>> TAG_VALUES = Map.of(
            "clock", ClockKind.wireNames(),
            "side", List.of("customer", "agent"),
            "kind", Arrays.stream(SurveyKind.values()).map(SurveyKind::name).toList());

    private final YamlMap map;
    private final RuleContext context;

    SeriesRuleParser(YamlMap map, RuleContext context) {
        this.map = map;
        this.context = context;
    }

    /** The rule, or null where it makes no sense; the complaints are with the map. */
    SeriesRule parse(Rule.About about) {
        LATER.forEach((key, instead) -> map.refuse(key, "not supported yet: remove it (" + instead + ")"));
        Metric metric = metric(map.text("metric", ""));
        Map<String, List<String>> where = map.wordsByName("where");
        List<String> by = map.words("by");
        YamlMap window = map.map("window");
        long size = span(window, "size", usualSpan(), about);
        long every = span(window, "every", Math.min(usualSpan(), size), about);
        if (window != null) {
            window.done();
        }
        long keep = map.duration("keep_firing_for", 0);
        long samples = map.whole("min_samples", 0);
        int[] nOfM = nOfM();
        long noData = noData();
        String agg = map.text("agg", "");
        if (samples < 0) {
            map.error("min_samples", "must be 0 or more, not " + samples);
        }
        List<Level> levels = new LevelsParser(map, metric).parse();
        if (levels.stream().anyMatch(level -> level.forMillis() > 0 && level.forMillis() < every)) {
            map.error("for", "is shorter than window.every and so damps nothing; make it at least as long, or 0");
        }
        if (metric == null) {
            return null;
        }
        if (every > size && !metric.ofTheEnd()) {
            window.error("every", "must be at most size: what happens between two windows would never be looked at");
        }
        checkGrouping(metric, where, by, about);
        Agg how = agg(metric, agg);
        checkTexts(about, where, by);
        return new SeriesRule(
                about,
                metric,
                where,
                by,
                size,
                every,
                how,
                new Condition.Thresholds(levels),
                keep,
                samples,
                nOfM[0],
                nOfM[1],
                noData);
    }

    private Metric metric(String name) {
        Metric metric = Metric.byFullName(name);
        if (metric == null) {
            if (!name.isEmpty()) {
                map.error("metric", "there is no metric " + name + nearest(name));
            }
            return null;
        }
        if (metric.measurement().isInterval()) {
            map.error(
                    "metric",
                    "an interval changes for as long as its contacts are open and cannot be alerted on; use" + " queue."
                            + metric.field() + " with window: {size: 30m}");
            return null;
        }
        return metric;
    }

    private static String nearest(String name) {
        String measurement = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        List<String> fields = new ArrayList<>();
        List<String> measurements = new ArrayList<>();
        for (Metric metric : Metric.all()) {
            if (metric.measurement().wireName().equals(measurement)) {
                fields.add(metric.field());
            }
            if (!measurements.contains(metric.measurement().wireName())) {
                measurements.add(metric.measurement().wireName());
            }
        }
        return fields.isEmpty()
                ? "; measurements are " + String.join(", ", measurements) + Nearest.hint(name, names())
                : "; " + measurement + " has " + String.join(", ", fields) + Nearest.hint(name, names());
    }

    private static List<String> names() {
        return Metric.all().stream().map(Metric::fullName).toList();
    }

    /** A minute, or a pane where a minute is not made of panes. */
    private long usualSpan() {
        return MINUTE % context.paneMillis() == 0 ? MINUTE : context.paneMillis();
    }

    /** A length of the rule's window. */
    private long span(YamlMap window, String key, long usual, Rule.About about) {
        long pane = context.paneMillis();
        if (window == null) {
            return usual;
        }
        if (!window.has(key) && key.equals("size")) {
            window.error(key, "missing; write window: {size: 15m, every: 1m}");
        }
        long millis = window.duration(key, usual);
        if (millis > 0 && millis % pane == 0 && millis <= MAX_WINDOW) {
            return millis;
        }
        window.error(
                key,
                "must be a multiple of " + Durations.shortest(pane) + ", the length of a pane (window of the settings),"
                        + " up to 7d; rule " + about.uid() + " has " + window.text(key, ""));
        return usual;
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

    private long noData() {
        YamlMap noData = map.map("no_data");
        if (noData == null) {
            return 0;
        }
        String action = noData.required("action", "write keep (the alert stays as it is) or ok (it resolves)");
        long after = noData.duration("after", 0);
        noData.done();
        if (action.equals("keep")) {
            noData.refuse("after", "is for action ok: with keep the alert stays as it is however long; remove it");
        }
        if (action.isEmpty() || action.equals("keep")) {
            return 0;
        }
        if (!action.equals("ok")) {
            noData.error(
                    "action",
                    action.equals("alert")
                            ? "not supported yet: write keep or ok, and watch a count with op \"<\""
                            : "must be keep (the alert stays as it is) or ok (it resolves), not " + action);
        } else if (after <= 0) {
            noData.error("after", "missing; say how long nothing may be heard before the alert resolves, such as 30m");
        }
        return after;
    }

    private void checkGrouping(Metric metric, Map<String, List<String>> where, List<String> by, Rule.About about) {
        Measurement measurement = metric.measurement();
        for (String tag : measurement.tags()) {
            if (!by.contains(tag) && !where.containsKey(tag)) {
                map.error(
                        "by",
                        measurement.wireName() + " is kept for each " + tag + " by itself: add " + tag
                                + " to by, or fix it with where: {" + tag + ": …}");
            }
        }
        Set<String> names = new TreeSet<>(by);
        names.addAll(where.keySet());
        names.removeAll(measurement.tags());
        if (measurement == Measurement.PIPELINE && !names.isEmpty()) {
            map.error("by", "pipeline has no dimensions, only topic and reason; remove " + String.join(", ", names));
        }
        if (measurement == Measurement.AGENTS && !Set.of("agent").containsAll(names)) {
            map.error("by", "agents has only the dimension agent; remove " + String.join(", ", names));
        }
        if (measurement != Measurement.PIPELINE && measurement != Measurement.AGENTS) {
            by.stream()
                    .filter(names::contains)
                    .forEach(name -> RuleParser.checkDimension(map, "by", name, context.dimensions()));
            where.keySet().stream()
                    .filter(name -> names.contains(name) && !by.contains(name))
                    .forEach(name -> RuleParser.checkDimension(map, "where", name, context.dimensions()));
        }
        if (Set.copyOf(by).size() < by.size()) {
            map.error("by", "names a dimension twice; remove one");
        }
        for (String name : about.labels().keySet()) {
            if (by.contains(name) || where.containsKey(name)) {
                map.error("labels", "label " + name + " is set by the series already; give it another name");
            }
        }
        RuleParser.checkWhere(map, where);
        for (String tag : measurement.tags()) {
            checkValues(tag, where.getOrDefault(tag, List.of()), TAG_VALUES.get(tag));
        }
        if (metric.equals(PipelineMetrics.REJECTED)) {
            List<String> reasons = Arrays.stream(RejectionReason.values())
                    .map(RejectionReason::name)
                    .toList();
            checkValues("reason", where.getOrDefault("reason", List.of()), reasons);
        }
    }

    private void checkValues(String name, List<String> values, List<String> known) {
        for (String value : values) {
            if (known != null && !known.contains(value)) {
                map.error(
                        "where",
                        name + " is one of " + String.join(", ", known) + ", not " + value
                                + Nearest.hint(value, known));
            }
        }
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

    private void checkTexts(Rule.About about, Map<String, List<String>> where, List<String> by) {
        Set<String> labels = new TreeSet<>(by);
        labels.addAll(where.keySet());
        labels.addAll(about.labels().keySet());
        Set<String> names = new TreeSet<>(PLACEHOLDERS);
        labels.forEach(label -> names.add("labels." + label));
        RuleParser.checkTexts(map, about, names::contains, String.join(", ", names));
    }
}
