package io.bellwether.rule;

import io.bellwether.metric.CellKey;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Metric;
import io.bellwether.timeinterval.TimeInterval;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A rule on a metric over a sliding window, evaluated for each series of its grouping by itself.
 *
 * @param where values that a dimension or tag may have; each value is a series of its own
 * @param by dimensions and tags whose every value is a series
 * @param sizeMillis length of the window
 * @param everyMillis distance of window ends, aligned to the epoch
 * @param keepFiringMillis how long the alert goes on once no level is on
 * @param minSamples values behind the number below which a window says nothing
 * @param needed a level is crossed when {@code needed} of the last {@code outOf} windows crossed it
 * @param outOf see {@code needed}; 1 for the usual rule
 * @param noData what windows that say nothing do to the alert
 * @param active when it is evaluated; null for always
 * @param drivers dimensions, and {@code topic} for what customers write about, by which alerts say what drives them
 */
public record SeriesRule(
        About about,
        Metric metric,
        Map<String, List<String>> where,
        List<String> by,
        long sizeMillis,
        long everyMillis,
        Agg agg,
        Condition condition,
        long keepFiringMillis,
        long minSamples,
        int needed,
        int outOf,
        NoData noData,
        TimeInterval active,
        List<String> drivers)
        implements Rule {

    /** Stands among dimensions for what customers write about. */
    public static final String TOPIC = Measurement.TOPICS.tags().get(0);

    public SeriesRule {
        Map<String, List<String>> copy = new HashMap<>();
        where.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        where = Map.copyOf(copy);
        by = List.copyOf(by);
        drivers = List.copyOf(drivers);
    }

    public List<Level> levels() {
        return condition.levels();
    }

    /** Those that its alerts can have. */
    public Set<Severity> severities() {
        Set<Severity> all = EnumSet.noneOf(Severity.class);
        levels().forEach(level -> all.add(level.severity()));
        if (noData.alerts()) {
            all.add(noData.severity());
        }
        return all;
    }

    /** Other fields of the same series that its texts name. */
    public List<Metric> also() {
        return OtherFields.of(about, metric.measurement());
    }

    /** Everything that it reads of its series. */
    public Set<Measure> measures() {
        Set<Measure> all = EnumSet.copyOf(metric.measures());
        all.addAll(condition.measures());
        also().forEach(other -> all.addAll(other.measures()));
        return all;
    }

    /** How far back it looks. */
    public long reachMillis() {
        return condition.reachMillis(sizeMillis);
    }

    /** Names of the rollup that it reads, sorted, without the measurement's own tags. */
    public List<String> rollup() {
        Set<String> names = new TreeSet<>(by);
        names.addAll(where.keySet());
        metric.measurement().tags().forEach(names::remove);
        return List.copyOf(names);
    }

    /** Names of the rollup of which a driver is read, sorted; that of topics is the rule's own. */
    public List<String> rollupOf(String driver) {
        Set<String> names = new TreeSet<>(rollup());
        if (!driver.equals(TOPIC)) {
            names.add(driver);
        }
        return List.copyOf(names);
    }

    /** Whether a series is one of this rule's. */
    boolean matches(CellKey key) {
        if (key.measurement() != metric.measurement()
                || !rollup().equals(key.dimensions().stream().sorted().toList())) {
            return false;
        }
        return matchesValues(key);
    }

    /** The same for a series that is known to be of the rule's measurement and rollup. */
    public boolean matchesValues(CellKey key) {
        if (where.isEmpty()) {
            return true;
        }
        Map<String, String> labels = key.labels();
        for (Map.Entry<String, List<String>> wanted : where.entrySet()) {
            if (!wanted.getValue().contains(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** What its state depends on: where this differs after a restart, an alert of the rule starts anew. */
    public String shape() {
        List<String> fixed = new ArrayList<>();
        where.forEach((name, values) -> fixed.add(name + "=" + values));
        fixed.sort(null);
        return metric.fullName() + agg + by.stream().sorted().toList() + fixed + sizeMillis + "/" + everyMillis + "/"
                + condition.shape();
    }
}
