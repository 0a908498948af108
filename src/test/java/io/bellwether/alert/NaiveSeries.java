package io.bellwether.alert;

import io.bellwether.metric.Cell;
import io.bellwether.metric.LevelValue;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Metric;
import io.bellwether.metric.QueueMetrics;
import io.bellwether.metric.Sketch;
import io.bellwether.rule.Agg;
import io.bellwether.rule.Level;
import io.bellwether.rule.NoData;
import io.bellwether.rule.Readout;
import io.bellwether.rule.Rules;
import io.bellwether.rule.SeriesRule;
import io.bellwether.rule.Severity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules on one series a second time, as slowly and plainly as can be: every cell is kept, every window end is
 * evaluated, every window is laid out pane by pane, and levels look back at the whole list of what windows said.
 */
final class NaiveSeries {

    private static final long PANE = 10_000;

    private final SeriesRule rule;
    private final TreeMap<Long, Cell> cells = new TreeMap<>();
    private final List<String> told = new ArrayList<>();
    private final Map<Severity, List<Boolean>> crossed = new EnumMap<>(Severity.class);
    private final Map<Severity, List<Boolean>> good = new EnumMap<>(Severity.class);
    private final Map<Severity, Long> since = new EnumMap<>(Severity.class);
    private final Map<Severity, Boolean> on = new EnumMap<>(Severity.class);
    private Severity firing;
    private long startsAt;
    private long seq;
    private Long calmSince;
    private Long silentSince;
    private long ticked = Long.MIN_VALUE;

    NaiveSeries(SeriesRule rule) {
        this.rule = rule;
    }

    void add(Cell cell) {
        cells.put(cell.start(), cell);
        if (ticked == Long.MIN_VALUE) {
            ticked = -Math.floorDiv(-cell.end(), rule.everyMillis()) * rule.everyMillis() - rule.everyMillis();
        }
    }

    /** Evaluates every window end up to a time. */
    void advance(long watermark) {
        while (ticked != Long.MIN_VALUE && ticked + rule.everyMillis() <= watermark) {
            ticked += rule.everyMillis();
            tick(ticked);
        }
    }

    List<String> told() {
        return told;
    }

    private void tick(long end) {
        if (rule.active() != null && !rule.active().contains(end)) {
            if (firing != null) {
                tell(end, "RESOLVED inactive_time " + firing, new Sample(Double.NaN, 0));
            }
            over();
            crossed.clear();
            silentSince = null;
            return;
        }
        Sample sample = read(end);
        if (Double.isNaN(sample.value()) || sample.samples() < rule.minSamples()) {
            silent(end);
            return;
        }
        silentSince = null;
        for (Level level : rule.levels()) {
            Severity s = level.severity();
            boolean bad = level.op().test(sample.value(), level.value());
            boolean better = !level.op().test(sample.value(), level.recover());
            crossed.computeIfAbsent(s, x -> new ArrayList<>()).add(bad);
            good.computeIfAbsent(s, x -> new ArrayList<>()).add(better);
            if (on.getOrDefault(s, false)) {
                if (lastTrue(good.get(s)) > rule.outOf() - rule.needed()) {
                    on.put(s, false);
                    since.remove(s);
                }
                continue;
            }
            if (lastTrue(crossed.get(s)) < rule.needed()) {
                since.remove(s);
                continue;
            }
            since.putIfAbsent(s, end);
            boolean lasted = end - since.get(s) >= level.forMillis();
            boolean back = calmSince != null && s.compareTo(firing) >= 0;
            boolean worseOn = on.entrySet().stream()
                    .anyMatch(e -> e.getValue() && e.getKey().compareTo(s) < 0);
            if (lasted || back || worseOn) {
                on.put(s, true);
                good.get(s).clear();
            }
        }
        Severity worst = on.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElse(null);
        if (worst == null && firing != null) {
            calmSince = calmSince == null ? Long.valueOf(end) : calmSince;
            if (end - calmSince >= rule.keepFiringMillis()) {
                tell(end, "RESOLVED recovered " + firing, sample);
                over();
            }
        } else if (worst != null) {
            calmSince = null;
            if (firing == null) {
                startsAt = since.values().stream().min(Long::compare).orElseThrow();
                firing = worst;
                tell(end, "FIRING crossed " + worst, sample);
            } else if (firing != worst) {
                String word = worst.compareTo(firing) < 0 ? "escalated " : "eased ";
                firing = worst;
                tell(end, "SEVERITY_CHANGED " + word + worst, sample);
            }
        }
    }

    private void silent(long end) {
        silentSince = silentSince == null ? Long.valueOf(end) : silentSince;
        boolean lasted = rule.noData().action() != NoData.Action.KEEP
                && end - silentSince >= rule.noData().afterMillis();
        if (lasted && rule.noData().action() == NoData.Action.ALERT) {
            alertOnSilence(end, rule.noData().severity());
        } else if (lasted) {
            if (firing != null) {
                tell(end, "RESOLVED no_data " + firing, read(end));
            }
            over();
            crossed.clear();
        }
    }

    /** Whatever is on stays on; the alert is told where it does not fire yet, or mildly. */
    private void alertOnSilence(long end, Severity severity) {
        boolean levelIsOn = on.containsValue(true);
        if (firing == null) {
            startsAt = silentSince;
            firing = severity;
            tell(end, "FIRING no_data " + severity, read(end));
        } else if (severity.compareTo(firing) < 0) {
            firing = severity;
            tell(end, "SEVERITY_CHANGED no_data " + severity, read(end));
        } else if (!levelIsOn && firing != severity) {
            firing = severity;
            tell(end, "SEVERITY_CHANGED no_data " + severity, read(end));
        }
        calmSince = null;
    }

    private void over() {
        firing = null;
        seq = 0;
        calmSince = null;
        since.clear();
        on.clear();
        good.clear();
    }

    private long lastTrue(List<Boolean> all) {
        return all.subList(Math.max(0, all.size() - rule.outOf()), all.size()).stream()
                .filter(x -> x)
                .count();
    }

    private void tell(long end, String what, Sample sample) {
        told.add(
                end + " " + what + " since " + startsAt + " #" + ++seq + " " + sample.value() + "/" + sample.samples());
    }

    private Sample read(long end) {
        List<Cell> window = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        Measure level = rule.metric().kind() == Metric.Kind.LEVEL
                ? rule.metric().measures().iterator().next()
                : null;
        Map<Measure, LevelValue> now = Map.of();
        Cell last = null;
        for (Cell cell : cells.values()) {
            if (cell.end() <= end) {
                last = cell;
            }
            if (cell.start() < end - rule.sizeMillis()) {
                now = cell.levels();
            }
        }
        ends.add(level == null ? 0 : now.getOrDefault(level, LevelValue.ZERO).atEnd());
        for (long start = end - rule.sizeMillis(); start < end; start += PANE) {
            Cell cell = cells.get(start);
            if (cell == null) {
                Map<Measure, LevelValue> still = new EnumMap<>(Measure.class);
                now.forEach((m, v) ->
                        still.put(m, new LevelValue(v.atEnd(), v.atEnd(), v.atEnd() * PANE, v.oldestSince())));
                cell = new Cell(Rules.VIP, start, start + PANE, Map.of(), Map.of(), still);
            }
            window.add(cell);
            now = cell.levels();
            ends.add(level == null ? 0 : cell.level(level).atEnd());
        }
        Cell whole = over(window);
        if (rule.metric() == QueueMetrics.EXPECTED_WAIT) {
            Cell shown = last == null ? whole : last;
            return new Sample(Readout.value(rule.metric(), shown), rule.metric().samples(shown));
        }
        if (rule.agg() == Agg.WHOLE) {
            return new Sample(rule.metric().value(whole), rule.metric().samples(whole));
        }
        if (rule.agg() == Agg.LAST) {
            Cell lastPane =
                    last == null ? whole : new Cell(Rules.VIP, end - PANE, end, Map.of(), Map.of(), last.levels());
            return new Sample(
                    rule.metric().value(lastPane), lastPane.level(level).atEnd());
        }
        double value =
                switch (rule.agg()) {
                    case MAX -> Math.max(ends.get(0), whole.level(level).max());
                    case MIN -> ends.stream().mapToLong(x -> x).min().orElseThrow();
                    default -> (double) whole.level(level).integralMs() / rule.sizeMillis();
                };
        return new Sample(value, whole.level(level).atEnd());
    }

    /** Counts and timings added, levels with the last value at the end, the highest maximum and the sum of integrals. */
    private static Cell over(List<Cell> cells) {
        Map<Measure, Long> counts = new EnumMap<>(Measure.class);
        Map<Measure, Sketch> timings = new EnumMap<>(Measure.class);
        Map<Measure, LevelValue> levels = new EnumMap<>(Measure.class);
        for (Cell cell : cells) {
            cell.counts().forEach((measure, n) -> counts.merge(measure, n, Long::sum));
            cell.timings().forEach((measure, sketch) -> timings.merge(measure, sketch, Sketch::plus));
            levels.replaceAll(
                    (measure, value) -> new LevelValue(0, value.max(), value.integralMs(), LevelValue.NOBODY));
            cell.levels().forEach((measure, value) -> levels.merge(measure, value, NaiveSeries::then));
        }
        return new Cell(
                Rules.VIP, cells.get(0).start(), cells.get(cells.size() - 1).end(), counts, timings, levels);
    }

    private static LevelValue then(LevelValue before, LevelValue after) {
        return new LevelValue(
                after.atEnd(),
                Math.max(before.max(), after.max()),
                before.integralMs() + after.integralMs(),
                after.oldestSince());
    }
}
