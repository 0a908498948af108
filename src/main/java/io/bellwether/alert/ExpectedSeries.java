package io.bellwether.alert;

import io.bellwether.metric.CellKey;
import io.bellwether.metric.Windowing;
import io.bellwether.rule.Absence;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.SeriesRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The series that rules expect even if nothing of them was ever seen. */
public final class ExpectedSeries {

    private ExpectedSeries() {}

    /** Under the keys that the rollups of these windows have. */
    public static List<CellKey> of(RuleSet rules, Windowing windowing) {
        Set<CellKey> keys = new LinkedHashSet<>();
        for (SeriesRule rule : rules.seriesRules()) {
            if (rule.condition() instanceof Absence absence) {
                for (Map<String, String> labels : labels(rule, absence)) {
                    keys.add(key(rule, labels, windowing));
                }
            }
        }
        return List.copyOf(keys);
    }

    /** What is expected, with each value of {@code where} that it does not say itself. */
    private static List<Map<String, String>> labels(SeriesRule rule, Absence absence) {
        List<Map<String, String>> all = new ArrayList<>(absence.expect());
        rule.where().forEach((name, values) -> {
            List<Map<String, String>> before = List.copyOf(all);
            all.clear();
            for (Map<String, String> labels : before) {
                for (String value : labels.containsKey(name) ? List.of(labels.get(name)) : values) {
                    Map<String, String> more = new HashMap<>(labels);
                    more.put(name, value);
                    all.add(more);
                }
            }
        });
        return all;
    }

    private static CellKey key(SeriesRule rule, Map<String, String> labels, Windowing windowing) {
        List<String> dimensions = windowing.rollups(rule.metric().measurement()).stream()
                .filter(rollup -> rollup.size() == rule.rollup().size() && rollup.containsAll(rule.rollup()))
                .findFirst()
                .orElse(rule.rollup());
        return new CellKey(
                rule.metric().measurement(),
                dimensions,
                dimensions.stream().map(labels::get).toList(),
                rule.metric().measurement().tags().stream().map(labels::get).toList());
    }
}
