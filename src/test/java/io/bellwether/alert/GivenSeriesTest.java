package io.bellwether.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.QueueMetrics;
import io.bellwether.rule.Agg;
import io.bellwether.rule.Condition;
import io.bellwether.rule.Level;
import io.bellwether.rule.NoData;
import io.bellwether.rule.Op;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.Rules;
import io.bellwether.rule.SeriesRule;
import io.bellwether.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is said of given numbers is what is said of the same numbers when they are counted. */
class GivenSeriesTest {

    private static final long PANE = 10_000;
    private static final long START = 1_772_442_000_000L;
    private static final int PANES = 400;

    @Test
    void givenOrCountedIsTheSame() {
        int told = 0;
        for (int seed = 0; seed < 100; seed++) {
            told += compare(new Random(seed), seed);
        }
        assertThat(told).as("transitions compared").isGreaterThan(500);
    }

    private static int compare(Random random, int seed) {
        RuleSet rules = RuleSet.of("v", List.of(rule(random)));
        SeriesEvaluator evaluator = new SeriesEvaluator(rules, 0);
        SeriesState state = new SeriesState();
        List<Transition> counted = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        List<Long> samples = new ArrayList<>();
        double mood = 0.5;
        for (int pane = 0; pane < PANES; pane++) {
            mood = random.nextInt(20) == 0 ? random.nextDouble() : mood;
            long answered = Math.max(0, random.nextInt(8) - 1);
            long good = Math.round(answered * mood);
            long end = START + pane * PANE;
            evaluator.add(state, Rules.served(end - PANE, answered, good), end - PANE);
            for (long due = evaluator.nextDue(state, Rules.VIP);
                    due <= end;
                    due = evaluator.nextDue(state, Rules.VIP)) {
                counted.addAll(evaluator.evaluate(state, Rules.VIP, due));
            }
            values.add(answered == 0 ? Double.NaN : (double) good / answered);
            samples.add(answered);
        }
        GivenSeries given = new GivenSeries(Rules.VIP, QueueMetrics.SERVICE_LEVEL, START, PANE, values, samples);

        assertThat(new GivenInput(List.of(given), List.of()).evaluate(rules, START + (PANES - 1) * PANE))
                .as("seed %s", seed)
                .isEqualTo(counted);
        return counted.size();
    }

    private static SeriesRule rule(Random random) {
        double value = 0.2 + 0.2 * random.nextInt(3);
        long delay = PANE * random.nextInt(4);
        int outOf = 1 + random.nextInt(3);
        return new SeriesRule(
                Rules.about("slow"),
                QueueMetrics.SERVICE_LEVEL,
                Map.of(),
                List.of("queue"),
                PANE,
                PANE,
                Agg.WHOLE,
                new Condition.Thresholds(List.of(
                        new Level(Severity.PAGE, Op.LESS, value - 0.1, value, delay),
                        new Level(Severity.WARNING, Op.LESS, value, value + 0.1, 0))),
                PANE * random.nextInt(5),
                random.nextInt(3),
                1 + random.nextInt(outOf),
                outOf,
                random.nextBoolean() ? NoData.KEEP : NoData.ok(6 * PANE),
                null,
                List.of());
    }

    @Test
    void eachSeriesHasItsOwnAlerts() {
        RuleSet rules = RuleSet.of("v", List.of(rule(new Random(1))));
        GivenSeries good = new GivenSeries(
                Rules.VIP, QueueMetrics.SERVICE_LEVEL, START, PANE, List.of(1.0, 1.0, 1.0), List.of(9L, 9L, 9L));
        GivenSeries other = new GivenSeries(
                Rules.VIP, QueueMetrics.ABANDON_RATE, START, PANE, List.of(0.0, 0.0, 0.0), List.of(9L, 9L, 9L));

        assertThat(new GivenInput(List.of(good, other), List.of()).evaluate(rules, good.end()))
                .isEmpty();
    }
}
