package io.bellwether.alert;

import static io.bellwether.rule.Rules.MINUTE;
import static io.bellwether.rule.Rules.VIP;
import static io.bellwether.rule.Rules.pane;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.rule.RuleFileException;
import io.bellwether.rule.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SeriesEvaluatorTest {

    private static final long DAY = 24 * 60 * MINUTE;

    private final SeriesState state = new SeriesState();
    private final List<Transition> transitions = new ArrayList<>();
    private int evaluations;

    private SeriesEvaluator evaluator(String keys) throws RuleFileException {
        return new SeriesEvaluator(
                Rules.parse("rules: [{uid: one, title: T, by: [queue], severity: page, annotations: {summary: S}, "
                        + keys + "}]"),
                12 * MINUTE);
    }

    private void advance(SeriesEvaluator evaluator, long time) {
        for (long due = evaluator.nextDue(state, VIP); due <= time; due = evaluator.nextDue(state, VIP)) {
            transitions.addAll(evaluator.evaluate(state, VIP, due));
            evaluations++;
        }
    }

    private List<String> told() {
        return transitions.stream()
                .map(t -> t.at() / MINUTE + " " + t.kind().name().toLowerCase(Locale.ROOT))
                .toList();
    }

    @Test
    void anAgeThatMustNotBeYoungRecoversAtItsRecoveryThreshold() throws RuleFileException {
        SeriesEvaluator evaluator = evaluator("metric: queue.oldest_age_s, op: \"<\", value: 5m, recover: 20m");
        evaluator.add(state, pane(0, 0, 1, 0), 0);

        advance(evaluator, DAY);

        assertThat(told()).containsExactly("1 firing", "20 resolved");
        assertThat(evaluations).isLessThan(8);
    }

    @Test
    void tenQuietYearsCostAHandfulOfEvaluations() throws RuleFileException {
        SeriesEvaluator evaluator =
                evaluator("metric: queue.offered, window: {size: 1d, every: 1m}, op: \">\", value: 3, for: 10m");
        evaluator.add(state, pane(0, 4, 0, 0), 0);

        advance(evaluator, 3_650 * DAY);

        assertThat(told()).containsExactly("11 firing", "1441 resolved");
        assertThat(evaluations).as("while it fires, every ten minutes").isLessThan(8 + 144);
        assertThat(state.isEmpty()).isTrue();
    }

    @Test
    void aCountInAnEmptyWindowIsZero() throws RuleFileException {
        SeriesEvaluator evaluator =
                evaluator("metric: queue.offered, window: {size: 10m, every: 1m}, op: \"<\", value: 1, for: 5m");
        evaluator.add(state, pane(0, 4, 0, 0), 0);

        advance(evaluator, DAY);

        assertThat(told()).containsExactly("16 firing");
        assertThat(transitions.get(0).startsAt()).isEqualTo(11 * MINUTE);
        assertThat(transitions.get(0).value()).isZero();
    }

    @Test
    void levelsOverAWindow() throws RuleFileException {
        for (String[] expected : new String[][] {{"max", "9.0"}, {"min", "3.0"}, {"avg", "6.0"}, {"last", "3.0"}}) {
            state.panes.forget(DAY, 0, 0, false);
            state.alerts.clear();
            transitions.clear();
            SeriesEvaluator evaluator = evaluator("metric: queue.waiting, window: {size: 1m, every: 1m}, agg: "
                    + expected[0] + ", op: \">\", value: 0");
            evaluator.add(state, pane(-20_000, 0, 9, 0), -DAY);
            evaluator.add(state, pane(30_000, 0, 3, 0), -DAY);

            transitions.addAll(evaluator.evaluate(state, VIP, MINUTE));

            assertThat(Double.toString(transitions.get(0).value()))
                    .as(expected[0])
                    .isEqualTo(expected[1]);
        }
    }

    @Test
    void rulesOnOneSeriesShareItsCells() throws RuleFileException {
        SeriesEvaluator evaluator = new SeriesEvaluator(Rules.parse("""
                rules:
                  - {uid: few, title: T, metric: queue.offered, by: [queue], severity: page, op: ">", value: 1,
                     window: {size: 1m}, annotations: {summary: S}}
                  - {uid: many, title: T, metric: queue.offered, by: [queue], severity: page, op: ">", value: 5,
                     window: {size: 1m}, annotations: {summary: S}}
                """), 12 * MINUTE);
        evaluator.add(state, pane(0, 3, 7, 0), 0);

        advance(evaluator, MINUTE);

        assertThat(transitions).extracting(Transition::uid).containsExactly("few");
        assertThat(state.panes.cells()).hasSize(1);
        assertThat(state.panes.cells().iterator().next().levels())
                .as("levels that nobody reads")
                .isEmpty();
    }
}
