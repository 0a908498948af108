package io.bellwether.alert;

import static io.bellwether.rule.Rules.MINUTE;
import static io.bellwether.rule.Rules.VIP;
import static io.bellwether.rule.Rules.pane;
import static io.bellwether.rule.Rules.served;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.baseline.Baseline;
import io.bellwether.metric.Cell;
import io.bellwether.rule.RuleFileException;
import io.bellwether.rule.Rules;
import io.bellwether.state.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The life of alerts whose rules ask what is usual: a queue in which twice as many come by day as by night. */
class BaselineRuleTest {

    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long WEEK = 7 * DAY;
    private static final String OFFERED =
            "metric: queue.offered, window: {size: 15m, every: 15m}, severity: page, baseline: {min_effect: 5, ";

    private final List<Transition> transitions = new ArrayList<>();
    private SeriesState state = new SeriesState();
    private SeriesEvaluator evaluator;
    private long now;

    private void rule(String keys) throws RuleFileException {
        evaluator = new SeriesEvaluator(
                Rules.parse("rules: [{uid: one, title: T, by: [queue], " + keys
                        + ", annotations: {summary: \"{{value}}, usual {{usual}} ({{band_low}} to {{band_high}})\"}}]"),
                12 * MINUTE);
    }

    private void add(Cell cell) {
        advance(cell.end() - 1);
        evaluator.add(state, cell, now);
    }

    private void advance(long time) {
        for (long due = evaluator.nextDue(state, VIP); due <= time; due = evaluator.nextDue(state, VIP)) {
            transitions.addAll(evaluator.evaluate(state, VIP, due));
        }
        now = time;
    }

    /** Forty come in each quarter of an hour by day, twenty by night, five more or less. */
    private void usual(long from, long to) {
        for (long at = from; at < to; at += 15 * MINUTE) {
            add(pane(at, usualAt(at) + at / (15 * MINUTE) * 7 % 11 - 5, 0, 0));
        }
        advance(to);
    }

    private static long usualAt(long at) {
        return Math.floorMod(at, DAY) < 12 * HOUR ? 40 : 20;
    }

    private void constant(long from, long to, long offered) {
        for (long at = from; at < to; at += 15 * MINUTE) {
            add(pane(at, offered, 0, 0));
        }
        advance(to);
    }

    private List<String> told() {
        return transitions.stream()
                .map(t -> (t.at() - 4 * WEEK) / MINUTE + " " + t.kind().name().toLowerCase(Locale.ROOT) + " "
                        + t.severity())
                .toList();
    }

    @Test
    void whatIsManyByNightIsFewByDay() throws RuleFileException {
        rule(OFFERED + "k: 4}");
        usual(0, 4 * WEEK);
        assertThat(transitions).isEmpty();

        constant(4 * WEEK, 4 * WEEK + HOUR, 2);

        assertThat(told()).containsExactly("15 firing page");
        Transition firing = transitions.get(0);
        assertThat(firing.value()).isEqualTo(2);
        assertThat(firing.usual()).isCloseTo(40, within(2.0));
        assertThat(firing.threshold()).isBetween(5.0, 25.0);
        assertThat(firing.text()).matches("2, usual [34][0-9.]+ \\([12][0-9.]+ to [56][0-9.]+\\)");
        assertThat(firing.fields()).containsEntry("usual", firing.usual());
        constant(4 * WEEK + HOUR, 4 * WEEK + 2 * HOUR, 38);
        assertThat(told()).containsExactly("15 firing page", "75 resolved page");
    }

    /** A silent queue says 0 without a cell, and is looked at although nothing comes. */
    @Test
    void silenceIsFewWhenItIsDay() throws RuleFileException {
        rule(OFFERED + "direction: below, k: 4}");
        usual(0, 4 * WEEK);
        advance(4 * WEEK + 2 * HOUR);

        assertThat(told()).containsExactly("15 firing page");
        assertThat(transitions.get(0).value()).isZero();
    }

    /** Two thirds is no float, and what is learnt is. */
    @Test
    void aSeriesThatStandsStillNeverDeparts() throws RuleFileException {
        rule("metric: queue.waiting, agg: avg, window: {size: 15m, every: 15m}, severity: page, baseline: {k: 4}");
        for (long at = 0; at < 4 * WEEK; at += 15 * MINUTE) {
            add(pane(at, 0, 0, at));
            add(pane(at + 5 * MINUTE, 0, 1, at));
        }
        advance(4 * WEEK);
        assertThat(told()).isEmpty();
    }

    @Test
    void theOtherSideIsNotBad() throws RuleFileException {
        rule(OFFERED + "direction: above, k: 4}");
        usual(0, 4 * WEEK);
        constant(4 * WEEK, 4 * WEEK + HOUR, 0);
        assertThat(told()).isEmpty();
        constant(4 * WEEK + HOUR, 4 * WEEK + 2 * HOUR, 90);
        assertThat(told()).containsExactly("75 firing page");
    }

    @Test
    void aGuessWakesNobody() throws RuleFileException {
        rule(OFFERED + "fallback: hour_of_day, min_history: 3w, k: 4}");
        usual(0, 4 * DAY);
        constant(4 * DAY, 4 * DAY + HOUR, 0);

        assertThat(transitions).extracting(Transition::severity).containsExactly("warning");
    }

    @Test
    void withoutAFallbackTheYoungSayNothing() throws RuleFileException {
        rule(OFFERED + "fallback: none, min_history: 3w, k: 4}");
        usual(0, 2 * WEEK);
        constant(2 * WEEK, 2 * WEEK + DAY, 0);

        assertThat(transitions).isEmpty();
    }

    /** The second time the same outage at the same hour is still an outage; what lasts a week is not. */
    @Test
    void whatFiresIsNotLearntUntilAWeekIsOver() throws RuleFileException {
        rule(OFFERED + "season: none, history: 1w, min_history: 1d, k: 4}");
        constant(0, WEEK, 30);
        constant(WEEK, WEEK + 6 * DAY, 2);
        assertThat(transitions).hasSize(1);
        assertThat(learnt().usual(now).level()).isEqualTo(30);

        constant(WEEK + 6 * DAY, WEEK + 14 * DAY, 2);

        assertThat(learnt().usual(now).level()).isEqualTo(2);
        assertThat(transitions).extracting(Transition::kind).endsWith(Transition.Kind.RESOLVED);
    }

    private Baseline learnt() {
        return state.alerts.get("one").learnt;
    }

    @Test
    void holidaysAreNeitherJudgedNorLearnt() throws RuleFileException {
        rule(OFFERED + "k: 4, holidays: [\"1970-01-29\"]}");
        usual(0, 4 * WEEK);
        constant(4 * WEEK, 4 * WEEK + DAY, 0);
        assertThat(told()).isEmpty();
        constant(4 * WEEK + DAY, 4 * WEEK + DAY + HOUR, 0);
        assertThat(told()).containsExactly("1455 firing page");
    }

    @Test
    void windowsCountAsWithFixedThresholds() throws RuleFileException {
        rule("n_of_m: [2, 3], keep_firing_for: 30m, " + OFFERED + "k: 4}");
        usual(0, 4 * WEEK);
        long at = 4 * WEEK;
        for (long offered : new long[] {0, 40, 0, 40, 40, 40, 40, 40}) {
            constant(at, at + 15 * MINUTE, offered);
            at += 15 * MINUTE;
        }

        assertThat(told()).containsExactly("45 firing page", "105 resolved page");
        assertThat(transitions.get(0).startsAt()).isEqualTo(4 * WEEK + 45 * MINUTE);
    }

    /** Three bad of five are no more than chance; three hundred of five hundred are. */
    @Test
    void fewValuesScatter() throws RuleFileException {
        rule("metric: queue.service_level, window: {size: 15m, every: 15m}, min_samples: 2, severity: warning,"
                + " baseline: {direction: below, k: 4, min_effect: 10%}");
        for (long at = 0; at < 4 * WEEK; at += 15 * MINUTE) {
            add(served(at, 100, 90));
        }
        add(served(4 * WEEK, 5, 2));
        advance(4 * WEEK + 15 * MINUTE);
        assertThat(told()).isEmpty();
        add(served(4 * WEEK + 15 * MINUTE, 500, 200));
        advance(4 * WEEK + 30 * MINUTE);

        assertThat(told()).containsExactly("30 firing warning");
    }

    @Test
    void anAnomalyScoreTellsOfWhatNeverWas() throws RuleFileException {
        rule("metric: queue.offered, window: {size: 15m, every: 15m}, severity: warning, keep_firing_for: 1h,"
                + " baseline: {method: anomaly_score, fallback: hour_of_day, k: 0.5}");
        usual(0, 2 * WEEK);
        transitions.clear();
        constant(2 * WEEK, 2 * WEEK + 30 * MINUTE, 300);
        usual(2 * WEEK + 30 * MINUTE, 2 * WEEK + 3 * HOUR);

        assertThat(transitions)
                .extracting(Transition::kind)
                .containsExactly(Transition.Kind.FIRING, Transition.Kind.RESOLVED);
        assertThat(transitions.get(0).value()).isEqualTo(300);
    }

    @Test
    void otherThresholdsGoOnWithWhatWasLearntAndAnotherWindowDoesNot() throws RuleFileException {
        rule(OFFERED + "k: 4}");
        usual(0, 4 * WEEK);
        rule(OFFERED + "k: 5, mad_floor: 1}");
        constant(4 * WEEK, 4 * WEEK + 15 * MINUTE, 0);
        assertThat(told()).containsExactly("15 firing page");

        rule(OFFERED.replace("size: 15m", "size: 30m") + "k: 4}");
        constant(4 * WEEK + 15 * MINUTE, 4 * WEEK + HOUR, 0);
        assertThat(told()).containsExactly("15 firing page", "30 resolved page");
        assertThat(learnt().usual(now)).isNull();
    }

    @Test
    void aSeriesThatIsGoneIsForgotten() throws RuleFileException {
        rule(OFFERED + "direction: above, k: 4}");
        usual(0, WEEK);
        assertThat(state.isEmpty()).isFalse();
        advance(20 * WEEK);

        assertThat(state.isEmpty()).isTrue();
    }

    @Test
    void nothingIsLostByARestart() throws RuleFileException {
        rule(OFFERED + "method: anomaly_score, k: 0.4}");
        List<Transition> kept = new ArrayList<>();
        for (boolean restart : new boolean[] {false, true}) {
            state = new SeriesState();
            transitions.clear();
            now = Long.MIN_VALUE;
            for (long at = 0; at < 3 * WEEK; at += 15 * MINUTE) {
                add(pane(at, usualAt(at) + at / MINUTE * 31 % 17, 0, 0));
                if (restart) {
                    byte[] bytes = SeriesStateCodec.INSTANCE.toBytes(state);
                    state = SeriesStateCodec.INSTANCE.fromBytes(bytes, Versions.CURRENT);
                    assertThat(SeriesStateCodec.INSTANCE.toBytes(state)).isEqualTo(bytes);
                }
            }
            kept = restart ? kept : List.copyOf(transitions);
        }

        assertThat(transitions).isEqualTo(kept);
    }

    /** Sleeping changes nothing: one that is asked at every window end says the same. */
    @Test
    void whatStandsStillIsLeftOutAndNothingElse() throws RuleFileException {
        for (String keys : List.of(
                OFFERED + "k: 0.5, min_history: 1d, season: hour_of_day, fallback: hour_of_day}",
                OFFERED.replace("queue.offered", "queue.waiting").replace("5,", "1,")
                        + "k: 0.5, min_history: 1d, season: none}",
                OFFERED.replace("queue.offered", "queue.service_level").replace("5,", "0.05,")
                        + "k: 0.5, min_history: 1d, season: none}, min_samples: 3, no_data: {after: 2h, action: ok}")) {
            List<List<Transition>> both = new ArrayList<>();
            for (boolean eager : new boolean[] {false, true}) {
                rule(keys);
                both.add(List.copyOf(randomly(eager)));
            }
            assertThat(both.get(0)).as(keys).hasSizeGreaterThan(10).isEqualTo(both.get(1));
        }
    }

    private List<Transition> randomly(boolean eager) {
        state = new SeriesState();
        transitions.clear();
        now = Long.MIN_VALUE;
        Random random = new Random(8);
        for (long at = 0; at < 3 * WEEK; at += 15 * MINUTE * (random.nextInt(12) == 0 ? random.nextInt(40) : 1)) {
            long end = at;
            for (long due = now + 1; eager && now > 0 && due <= end; due++) {
                due = -Math.floorDiv(-due, 15 * MINUTE) * 15 * MINUTE;
                long ask = due;
                state.alerts.values().forEach(alert -> alert.due = ask);
                if (due <= end) {
                    advance(due);
                }
            }
            add(
                    random.nextBoolean()
                            ? pane(at, random.nextInt(60), random.nextInt(4), at)
                            : served(at, random.nextInt(9), 1));
        }
        return transitions;
    }
}
