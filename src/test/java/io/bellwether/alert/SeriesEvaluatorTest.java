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

    /** Each is read as a rule on it would have it: counts of the whole window, what there is at its end. */
    @Test
    void textsNameOtherFieldsOfTheSameWindow() throws RuleFileException {
        for (String[] expected : new String[][] {
            {
                "metric: queue.offered",
                "{{also.waiting}} wait, the oldest {{also.oldest_age_s|duration}}",
                "2 wait, the oldest 40 s"
            },
            {
                "metric: queue.offered",
                "since {{also.oldest_age_s|at}}, {{value|at}}",
                "since 1970-01-01T00:01:40Z, 1970-01-01T00:01:07Z"
            },
            {"metric: queue.waiting", "{{also.offered}} came, {{also.waiting}} wait", "7 came, 2 wait"},
            {"metric: queue.waiting, agg: max", "{{value}}, now {{also.waiting}}", "9, now 2"},
            {
                "metric: queue.offered",
                "{{also.service_level|percent}} in time, {{also.wait_p90_s|duration}}",
                "none in time, none"
            },
            {"metric: queue.offered", "{{also.service_level|at}}", "none"},
            {"metric: queue.offered, forecast: {within: 10m}", "{{also.waiting}}", "2"},
        }) {
            state.panes.forget(DAY, 0, 0, false);
            state.alerts.clear();
            transitions.clear();
            SeriesEvaluator evaluator = new SeriesEvaluator(
                    Rules.parse("rules: [{uid: one, title: \"" + expected[1]
                            + "\", by: [queue], severity: page, annotations: {summary: S}, op: \">\", value: 1, "
                            + expected[0]
                            + "}]"),
                    12 * MINUTE);
            for (int minute = expected[0].contains("forecast") ? -40 : 0; minute < 0; minute++) {
                evaluator.add(state, pane(minute * MINUTE, 7, 1, 0), -DAY);
            }
            evaluator.add(state, pane(0, 3, 9, 0), -DAY);
            evaluator.add(state, pane(30_000, 4, 2, 20_000), -DAY);

            transitions.addAll(evaluator.evaluate(state, VIP, MINUTE));

            assertThat(transitions)
                    .extracting(Transition::title)
                    .as(expected[0])
                    .containsExactly(expected[2]);
        }
    }

    /** An alert that no window ends has nothing that could be said of one. */
    @Test
    void whatEndsWithItsRuleNamesNothing() throws RuleFileException {
        String keys =
                "op: \">\", value: 1, severity: page, by: [queue], title: \"{{also.waiting}}\", annotations: {summary: S}}]";
        SeriesEvaluator before =
                new SeriesEvaluator(Rules.parse("rules: [{uid: one, metric: queue.offered, " + keys), 12 * MINUTE);
        before.add(state, pane(0, 3, 9, 0), -DAY);
        transitions.addAll(before.evaluate(state, VIP, MINUTE));
        SeriesEvaluator after =
                new SeriesEvaluator(Rules.parse("rules: [{uid: one, metric: queue.answered, " + keys), 12 * MINUTE);
        after.lookAgain(state, VIP, MINUTE);

        transitions.addAll(after.evaluate(state, VIP, 2 * MINUTE));

        assertThat(transitions).extracting(Transition::title).containsExactly("9", "none");
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
