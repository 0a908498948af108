package io.bellwether.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Cell;
import io.bellwether.metric.LevelValue;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Metric;
import io.bellwether.metric.QueueMetrics;
import io.bellwether.metric.Sketch;
import io.bellwether.rule.Agg;
import io.bellwether.rule.Condition;
import io.bellwether.rule.Level;
import io.bellwether.rule.NoData;
import io.bellwether.rule.Op;
import io.bellwether.rule.Readout;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.Rules;
import io.bellwether.rule.SeriesRule;
import io.bellwether.rule.Severity;
import io.bellwether.state.Versions;
import io.bellwether.timeinterval.TimeInterval;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A series that sleeps says exactly what one says that looks at every window end. */
class SeriesEvaluatorPropertyTest {

    private static final int SEEDS = 80;
    private static final long PANE = 10_000;
    private static final long LATENESS = 12 * 60_000;
    private static final Metric[] METRICS = {
        QueueMetrics.OFFERED, QueueMetrics.SERVICE_LEVEL, QueueMetrics.WAITING, QueueMetrics.OLDEST_AGE,
        QueueMetrics.EXPECTED_WAIT, QueueMetrics.WAIT_P90, QueueMetrics.WAIT_MAX, QueueMetrics.ABANDON_RATE
    };

    private long told;

    @Test
    void sleepingChangesNothing() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            compare(new Random(seed), seed);
        }
        assertThat(told).as("transitions compared").isGreaterThan(1_000);
    }

    private void compare(Random random, int seed) throws IOException {
        List<SeriesRule> rules = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            rules.add(rule(random, "rule-" + i));
        }
        List<NaiveSeries> naive = rules.stream().map(NaiveSeries::new).toList();
        Sleeper sleeper = new Sleeper(new SeriesEvaluator(RuleSet.of("v", rules), LATENESS));
        long time = 1_700_000_000_000L;
        long until = time + 5 * 3_600_000L;
        List<Long> recent = new ArrayList<>();
        while (time < until) {
            long quiet = random.nextInt(30) == 0 ? random.nextInt(400) : random.nextInt(4);
            time += PANE * (1 + quiet);
            List<Cell> cells = new ArrayList<>();
            cells.add(cell(random, time - PANE));
            if (random.nextInt(10) == 0) {
                cells.add(cell(random, time));
            }
            long now = time;
            recent.removeIf(start -> start < now - 10 * 60_000);
            if (!recent.isEmpty() && random.nextInt(5) == 0) {
                cells.add(cell(random, recent.get(random.nextInt(recent.size()))));
            }
            for (Cell cell : cells) {
                sleeper.add(cell);
                naive.forEach(series -> series.add(cell));
                recent.add(cell.start());
            }
            sleeper.advance(time);
            naive.forEach(series -> series.advance(now));
            sleeper.restart();
        }
        sleeper.advance(until + 3 * 3_600_000L);
        naive.forEach(series -> series.advance(until + 3 * 3_600_000L));
        for (int i = 0; i < rules.size(); i++) {
            assertThat(sleeper.told("rule-" + i))
                    .as("seed %s, %s", seed, rules.get(i))
                    .isEqualTo(naive.get(i).told());
            told += naive.get(i).told().size();
        }
    }

    private static SeriesRule rule(Random random, String uid) {
        Metric metric = METRICS[random.nextInt(METRICS.length)];
        Agg agg = !metric.ofTheEnd()
                ? Agg.WHOLE
                : Readout.isPlainLevel(metric)
                        ? List.of(Agg.LAST, Agg.MAX, Agg.MIN, Agg.AVG).get(random.nextInt(4))
                        : Agg.LAST;
        int outOf = random.nextInt(3) == 0 ? 1 + random.nextInt(5) : 1;
        int needed = 1 + random.nextInt(outOf);
        return new SeriesRule(
                Rules.about(uid),
                metric,
                Map.of(),
                List.of("queue"),
                pick(random, 10, 60, 300, 900),
                pick(random, 10, 60, 60, 300),
                agg,
                new Condition.Thresholds(levels(random, metric)),
                pick(random, 0, 0, 60, 300, 1000),
                random.nextInt(3) == 0 ? random.nextInt(6) : 0,
                needed,
                outOf,
                noData(random),
                hours(random),
                List.of());
    }

    private static NoData noData(Random random) {
        long after = pick(random, 0, 0, 300, 1800);
        if (after == 0) {
            return NoData.KEEP;
        }
        Severity[] severities = Severity.values();
        return random.nextBoolean()
                ? NoData.ok(after)
                : NoData.alert(after, severities[random.nextInt(severities.length)]);
    }

    /** Mostly none; else hours that begin or end within the test's five, some of them several times. */
    private static TimeInterval hours(Random random) {
        if (random.nextInt(4) > 0) {
            return null;
        }
        List<TimeInterval.Span> spans = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int start = random.nextInt(24 * 60) * 60_000;
            spans.add(new TimeInterval.Span(start, start + (1 + random.nextInt(6 * 60)) * 60_000));
        }
        return new TimeInterval("hours", ZoneId.of("Europe/Berlin"), Set.of(0, 1, 2, 3, 4, 5, 6), spans, Set.of());
    }

    private static List<Level> levels(Random random, Metric metric) {
        Op op = Op.values()[random.nextInt(4)];
        double scale = metric.unit() == Metric.Unit.SHARE ? 1 : metric.unit() == Metric.Unit.SECONDS ? 300 : 12;
        List<Level> levels = new ArrayList<>();
        double value = scale * (0.2 + 0.2 * random.nextInt(3));
        for (Severity severity : List.of(Severity.INFO, Severity.WARNING, Severity.PAGE)) {
            if (random.nextBoolean() || severity == Severity.PAGE && levels.isEmpty()) {
                double slack = random.nextBoolean() ? 0 : scale * 0.1 * random.nextInt(3);
                levels.add(new Level(
                        severity, op, value, op.upward() ? value - slack : value + slack, pick(random, 0, 0, 60, 600)));
            }
            value += (op.upward() ? 1 : -1) * scale * 0.1;
        }
        levels.sort(Comparator.comparing(Level::severity));
        return levels;
    }

    private static long pick(Random random, long... seconds) {
        return seconds[random.nextInt(seconds.length)] * 1_000;
    }

    private static Cell cell(Random random, long start) {
        Map<Measure, Long> counts = new EnumMap<>(Measure.class);
        long answered = random.nextInt(4);
        counts.put(Measure.QUEUE_OFFERED, (long) random.nextInt(4));
        counts.put(Measure.QUEUE_ANSWERED, answered);
        counts.put(Measure.QUEUE_ANSWERED_IN_THRESHOLD, (long) random.nextInt((int) answered + 1));
        counts.put(Measure.QUEUE_ABANDONED, (long) random.nextInt(2));
        counts.put(Measure.QUEUE_TRAILING_HANDLED, (long) random.nextInt(9));
        counts.put(Measure.QUEUE_TRAILING_WORK, (long) random.nextInt(900_000));
        Map<Measure, Sketch> timings = new EnumMap<>(Measure.class);
        if (answered > 0) {
            Sketch waits = new Sketch();
            for (int i = 0; i < answered; i++) {
                waits.add(random.nextInt(400_000), 1);
            }
            timings.put(Measure.QUEUE_WAIT, waits);
        }
        Map<Measure, LevelValue> levels = new EnumMap<>(Measure.class);
        long waiting = Math.max(0, random.nextInt(15) - 5);
        long most = waiting + random.nextInt(3);
        if (most > 0) {
            levels.put(
                    Measure.QUEUE_WAITING,
                    new LevelValue(
                            waiting,
                            most,
                            waiting * 10_000,
                            waiting == 0 ? LevelValue.NOBODY : start - random.nextInt(400_000)));
        }
        return new Cell(Rules.VIP, start, start + PANE, counts, timings, levels);
    }

    /** What the Flink function does, with a variable for its timer. */
    private static final class Sleeper {

        private final SeriesEvaluator evaluator;
        private final List<Transition> transitions = new ArrayList<>();
        private SeriesState state = new SeriesState();
        private long watermark = Long.MIN_VALUE;

        Sleeper(SeriesEvaluator evaluator) {
            this.evaluator = evaluator;
        }

        void add(Cell cell) {
            evaluator.add(state, cell, watermark);
        }

        void advance(long time) {
            watermark = time;
            for (long due = evaluator.nextDue(state, Rules.VIP);
                    due <= time;
                    due = evaluator.nextDue(state, Rules.VIP)) {
                transitions.addAll(evaluator.evaluate(state, Rules.VIP, due));
            }
        }

        /** Forgets what the function would forget and goes through bytes. */
        void restart() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            state.write(new DataOutputStream(bytes));
            state = state.isEmpty()
                    ? new SeriesState()
                    : SeriesState.read(
                            new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), Versions.CURRENT);
        }

        List<String> told(String uid) {
            return transitions.stream()
                    .filter(t -> t.uid().equals(uid))
                    .map(t -> t.at() + " " + t.kind() + " "
                            + t.reason() + " " + t.severity().toUpperCase(Locale.ROOT) + " since " + t.startsAt() + " #"
                            + t.seq() + " "
                            + t.value() + "/" + t.samples())
                    .toList();
        }
    }
}
