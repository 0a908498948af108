package io.bellwether.alert;

import io.bellwether.metric.CellKey;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.rule.Absence;
import io.bellwether.rule.Burn;
import io.bellwether.rule.Forecast;
import io.bellwether.rule.SeriesRule;
import io.bellwether.state.Remembered;
import io.bellwether.yaml.Fingerprint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one series must keep and evaluate: the rules that it belongs to.
 *
 * @param measures that any of the rules reads
 * @param named those of them that texts read
 * @param sizeMillis longest window
 * @param levels whether any rule reads a level
 * @param coarse what may be put together, finest first; mostly nothing
 */
record SeriesPlan(
        List<Watch> rules,
        Set<Measure> measures,
        Set<Measure> named,
        long sizeMillis,
        boolean levels,
        List<Coarse> coarse) {

    /**
     * Whoever looks back further than {@code afterMillis} reads with this grain or a multiple of it.
     *
     * @param grainMillis length of what older cells may be put together to
     */
    record Coarse(long grainMillis, long afterMillis) {}

    /** Stands for the grain of rules that must find each pane by itself. */
    private static final long ANY = 0;

    /**
     * A rule with what is made of it once.
     *
     * @param departures null where nothing is learnt
     * @param judge null where one window is compared
     * @param hours at which it is evaluated; null for always
     * @param also what its texts name beside its own number
     * @param shape of {@link SeriesRule#shape()}, shortened
     */
    record Watch(
            SeriesRule rule,
            AlertMachine machine,
            Departures departures,
            WindowJudge judge,
            ActiveHours hours,
            NamedFields also,
            String shape) {

        Watch(SeriesRule rule) {
            this(
                    rule,
                    new AlertMachine(rule),
                    Departures.of(rule),
                    judge(rule),
                    ActiveHours.of(rule.active()),
                    new NamedFields(rule.also()),
                    Fingerprint.hex(rule.shape(), 4));
        }

        private static WindowJudge judge(SeriesRule rule) {
            if (rule.condition() instanceof Burn burn) {
                return new Burns(rule, burn);
            }
            if (rule.condition() instanceof Absence absence) {
                return new Absences(rule, absence);
            }
            return rule.condition() instanceof Forecast forecast ? new Forecasts(rule, forecast) : null;
        }
    }

    /** Whether one of them has that uid. */
    boolean has(String uid) {
        return rules.stream().anyMatch(watch -> watch.rule().uid().equals(uid));
    }

    private static SeriesPlan of(List<Watch> rules) {
        Set<Measure> measures = EnumSet.noneOf(Measure.class);
        Set<Measure> named = EnumSet.noneOf(Measure.class);
        long size = 0;
        for (Watch watch : rules) {
            measures.addAll(watch.rule().measures());
            watch.rule().also().forEach(field -> named.addAll(field.measures()));
            size = Math.max(size, watch.rule().reachMillis());
        }
        boolean levels = measures.stream().anyMatch(measure -> measure.kind() == Measure.Kind.LEVEL);
        return new SeriesPlan(rules, measures, named, size, levels, coarse(rules));
    }

    private static List<Coarse> coarse(List<Watch> rules) {
        TreeMap<Long, Long> reachByGrain = new TreeMap<>();
        for (Watch watch : rules) {
            if (!(watch.rule().condition() instanceof Burn burn)) {
                reachByGrain.merge(ANY, watch.rule().reachMillis(), Math::max);
                continue;
            }
            for (Burn.Pair pair : burn.pairs()) {
                for (long size : new long[] {pair.shortMillis(), pair.longMillis(), burn.periodMillis()}) {
                    reachByGrain.merge(burn.grain(size), size, Math::max);
                }
            }
        }
        List<Coarse> coarse = new ArrayList<>();
        long finer = 0;
        for (Map.Entry<Long, Long> grain : reachByGrain.entrySet()) {
            if (grain.getKey() > ANY) {
                coarse.add(new Coarse(grain.getKey(), finer));
            }
            finer = Math.max(finer, grain.getValue());
        }
        return List.copyOf(coarse);
    }

    /** Finds the plan of a series. Rules are looked up by measurement and rollup, so a cell meets few of them. */
    static final class Index {

        private static final int CACHED = 10_000;

        private final Map<Measurement, Map<List<String>, List<Watch>>> byRollup = new HashMap<>();
        private final Remembered<CellKey, SeriesPlan> plans = new Remembered<>(CACHED, key -> SeriesPlan.of(find(key)));

        Index(List<SeriesRule> rules) {
            for (SeriesRule rule : rules) {
                byRollup.computeIfAbsent(rule.metric().measurement(), m -> new HashMap<>())
                        .computeIfAbsent(rule.rollup(), r -> new ArrayList<>())
                        .add(new Watch(rule));
            }
        }

        SeriesPlan of(CellKey key) {
            return plans.of(key);
        }

        private List<Watch> find(CellKey key) {
            return byRollup
                    .getOrDefault(key.measurement(), Map.of())
                    .getOrDefault(key.dimensions().stream().sorted().toList(), List.of())
                    .stream()
                    .filter(watch -> watch.rule().matchesValues(key))
                    .toList();
        }
    }
}
