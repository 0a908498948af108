package io.bellwether.alert;

import io.bellwether.metric.CellKey;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.TopicMetrics;
import io.bellwether.rule.Division;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.SeriesRule;
import io.bellwether.state.Remembered;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Of which parts of which series the alerts of rules say what drives them. Where the series of rules have the same values of
 * the same dimensions they have one place, at which what drives their alerts is kept together.
 */
final class DriverPlan {

    private static final int CACHED = 10_000;
    private static final long DAY_MILLIS = 86_400_000;

    /**
     * What is kept of a part.
     *
     * @param windowMillis longest window
     * @param dayBefore whether it is compared with the day before the window
     * @param levels whether a level is read
     */
    record Keep(Set<Measure> measures, long windowMillis, boolean dayBefore, boolean levels) {

        private static Keep of(SeriesRule rule, String driver) {
            boolean topic = driver.equals(SeriesRule.TOPIC);
            Set<Measure> measures =
                    topic ? TopicMetrics.MESSAGES.measures() : rule.metric().measures();
            boolean levels = measures.stream().anyMatch(measure -> measure.kind() == Measure.Kind.LEVEL);
            boolean dayBefore = topic || Division.of(rule.metric()) == Division.SUM;
            return new Keep(measures, rule.sizeMillis(), dayBefore, levels);
        }

        private Keep and(Keep other) {
            Set<Measure> all = EnumSet.copyOf(measures);
            all.addAll(other.measures);
            return new Keep(
                    all,
                    Math.max(windowMillis, other.windowMillis),
                    dayBefore || other.dayBefore,
                    levels || other.levels);
        }

        /** How far back is read. */
        long sizeMillis(long latenessMillis) {
            return dayBefore ? windowMillis + latenessMillis + DAY_MILLIS + DriverSeries.GRAIN : windowMillis;
        }
    }

    /** A rule with one of its drivers. */
    private record Breakdown(SeriesRule rule, String driver) {}

    private final Map<Measurement, Map<List<String>, List<Breakdown>>> byRollup = new HashMap<>();
    private final Map<String, SeriesRule> byUid = new HashMap<>();
    private final Remembered<CellKey, Map<String, Keep>> known = new Remembered<>(CACHED, this::find);

    DriverPlan(RuleSet rules) {
        for (SeriesRule rule : rules.seriesRules()) {
            byUid.put(rule.uid(), rule);
            for (String driver : rule.drivers()) {
                boolean topic = driver.equals(SeriesRule.TOPIC);
                byRollup.computeIfAbsent(
                                topic ? Measurement.TOPICS : rule.metric().measurement(), m -> new HashMap<>())
                        .computeIfAbsent(rule.rollupOf(driver), r -> new ArrayList<>())
                        .add(new Breakdown(rule, driver));
            }
        }
    }

    /** The rule of an alert, or null where it is none on series, or gone. */
    SeriesRule rule(String uid) {
        return byUid.get(uid);
    }

    /** What is kept of a series, by the places of whose series it is a part; nothing of most. */
    Map<String, Keep> of(CellKey key) {
        return byRollup.isEmpty() ? Map.of() : known.of(key);
    }

    private Map<String, Keep> find(CellKey key) {
        Map<String, Keep> places = new LinkedHashMap<>();
        List<String> names = key.dimensions().stream().sorted().toList();
        for (Breakdown breakdown :
                byRollup.getOrDefault(key.measurement(), Map.of()).getOrDefault(names, List.of())) {
            SeriesRule rule = breakdown.rule();
            boolean topic = breakdown.driver().equals(SeriesRule.TOPIC);
            if (topic ? hasValues(rule, key) : rule.matchesValues(key)) {
                places.merge(place(rule, key.labels()), Keep.of(rule, breakdown.driver()), Keep::and);
            }
        }
        return places;
    }

    /** Of a rule on another measurement: its own tags are not here. */
    private static boolean hasValues(SeriesRule rule, CellKey key) {
        Map<String, String> labels = key.labels();
        return rule.where().entrySet().stream()
                .allMatch(wanted -> !key.dimensions().contains(wanted.getKey())
                        || wanted.getValue().contains(labels.get(wanted.getKey())));
    }

    /** Where what drives an alert is kept; of an alert whose rule is gone a place of its own. */
    String place(Transition transition) {
        SeriesRule rule = rule(transition.uid());
        return rule == null ? transition.alertId() : place(rule, transition.labels());
    }

    private static String place(SeriesRule rule, Map<String, String> labels) {
        StringBuilder place = new StringBuilder();
        for (String name : rule.rollup()) {
            String value = labels.getOrDefault(name, "");
            // with its length, so that no value can pass for more than one
            place.append(name).append('=').append(value.length()).append(':').append(value);
        }
        return place.toString();
    }
}
