package io.bellwether.alert;

import static io.bellwether.rule.Rules.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.QueueMetrics;
import io.bellwether.rule.Agg;
import io.bellwether.rule.Condition;
import io.bellwether.rule.Level;
import io.bellwether.rule.NoData;
import io.bellwether.rule.Op;
import io.bellwether.rule.Rules;
import io.bellwether.rule.SeriesRule;
import io.bellwether.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One window a minute, written as promtool writes series; {@code _} is a window that says nothing. */
class AlertMachineTest {

    private static final Level WARNING = new Level(Severity.WARNING, Op.GREATER, 300, 200, 10 * MINUTE);
    private static final Level PAGE = new Level(Severity.PAGE, Op.GREATER, 900, 500, 0);

    private static SeriesRule rule(List<Level> levels, long keep, int needed, int outOf, long noData) {
        return rule(levels, keep, needed, outOf, noData == 0 ? NoData.KEEP : NoData.ok(noData));
    }

    private static SeriesRule rule(List<Level> levels, long keep, int needed, int outOf, NoData noData) {
        return new SeriesRule(
                Rules.about("queue-backlog"),
                QueueMetrics.EXPECTED_WAIT,
                Map.of(),
                List.of("queue"),
                MINUTE,
                MINUTE,
                Agg.LAST,
                new Condition.Thresholds(levels),
                keep,
                0,
                needed,
                outOf,
                noData,
                null,
                List.of());
    }

    private static List<String> run(SeriesRule rule, String series) {
        AlertMachine machine = new AlertMachine(rule);
        AlertState state = new AlertState("");
        List<String> changes = new ArrayList<>();
        long minute = 0;
        for (String part : series.split(" ")) {
            String[] run = part.split("x");
            double value = run[0].equals("_") ? Double.NaN : Double.parseDouble(run[0]);
            for (int i = run.length == 1 ? 0 : 1 - Integer.parseInt(run[1]); i <= 0; i++) {
                AlertMachine.Change change = machine.next(state, minute * MINUTE, new Sample(value, 1));
                if (change != null) {
                    changes.add(minute + " " + change.kind() + " " + change.reason() + " " + change.severity()
                            + " since " + change.startsAt() / MINUTE + " #" + change.seq());
                }
                minute++;
            }
        }
        return changes;
    }

    /** The vector of the rule format: 100 for minutes 0-4, 400 for 5-20, 250 for 21-26, 150 from 27. */
    @Test
    void firesAfterTenMinutesSurvivesADipResolvesBelowTheRecoveryLevel() {
        SeriesRule rule = rule(List.of(WARNING), 5 * MINUTE, 1, 1, 0);

        assertThat(run(rule, "100x5 400x16 250x6 150x11"))
                .containsExactly("15 FIRING crossed WARNING since 5 #1", "32 RESOLVED recovered WARNING since 5 #2");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            pending ends silently                    | 400x9 100 400x9 100x5 |
            a value at the threshold is not above it | 300x30                |
            hysteresis holds between the thresholds  | 400x11 201x30         | 10 FIRING crossed WARNING since 0 #1
            recovers at the recovery threshold       | 400x11 200            | 10 FIRING crossed WARNING since 0 #1; 11 RESOLVED recovered WARNING since 0 #2
            a gap does not reset a pending alert     | 400x5 _x5 400         | 10 FIRING crossed WARNING since 0 #1
            a gap alone never fires                  | 400x5 _x30            |
            a gap keeps an alert firing              | 400x11 _x60           | 10 FIRING crossed WARNING since 0 #1
            the worst level wins at once             | 950                   | 0 FIRING crossed PAGE since 0 #1
            escalation keeps the episode             | 400x11 950            | 10 FIRING crossed WARNING since 0 #1; 11 SEVERITY_CHANGED escalated PAGE since 0 #2
            easing goes through the milder level     | 950 400 100           | 0 FIRING crossed PAGE since 0 #1; 1 SEVERITY_CHANGED eased WARNING since 0 #2; 2 RESOLVED recovered WARNING since 0 #3
            a new episode starts anew                | 950 100 950           | 0 FIRING crossed PAGE since 0 #1; 1 RESOLVED recovered PAGE since 0 #2; 2 FIRING crossed PAGE since 2 #1
            """)
    void table(String name, String series, String expected) {
        List<String> changes = run(rule(List.of(PAGE, WARNING), 0, 1, 1, 0), series);

        assertThat(String.join("; ", changes)).as(name).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void returnsFromRecoveryInTheSameEpisodeWithoutWaitingAgain() {
        SeriesRule rule = rule(List.of(WARNING), 5 * MINUTE, 1, 1, 0);

        assertThat(run(rule, "400x11 100x3 400 100x6"))
                .containsExactly("10 FIRING crossed WARNING since 0 #1", "20 RESOLVED recovered WARNING since 0 #2");
    }

    @Test
    void aGapWhileRecoveringDoesNotResolve() {
        SeriesRule rule = rule(List.of(WARNING), 5 * MINUTE, 1, 1, 0);

        assertThat(run(rule, "400x11 100x2 _x20 100"))
                .containsExactly("10 FIRING crossed WARNING since 0 #1", "33 RESOLVED recovered WARNING since 0 #2");
    }

    @Test
    void noDataResolvesWhenItIsAskedTo() {
        SeriesRule rule = rule(List.of(PAGE), 0, 1, 1, 30 * MINUTE);

        assertThat(run(rule, "950 _x40 950"))
                .containsExactly(
                        "0 FIRING crossed PAGE since 0 #1",
                        "31 RESOLVED no_data PAGE since 0 #2",
                        "41 FIRING crossed PAGE since 41 #1");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            silence fires once it has lasted      | 100 _x31     | 31 FIRING no_data WARNING since 1 #1
            shorter silence does not              | 100 _x30 100 |
            a window that speaks ends it          | _x31 100x6   | 30 FIRING no_data WARNING since 0 #1; 36 RESOLVED recovered WARNING since 0 #2
            it goes on in the same episode        | _x31 100 _x40 | 30 FIRING no_data WARNING since 0 #1
            a page goes on as a page              | 950 _x40     | 0 FIRING crossed PAGE since 0 #1
            and it is one that eases, not another | 950 _x40 400 | 0 FIRING crossed PAGE since 0 #1; 41 SEVERITY_CHANGED eased WARNING since 0 #2
            what recovered is milder by silence   | 950 100 _x31 | 0 FIRING crossed PAGE since 0 #1; 32 SEVERITY_CHANGED no_data WARNING since 0 #2
            what comes back bad waits its time    | _x31 400x11  | 30 FIRING no_data WARNING since 0 #1
            what comes back worse is worse        | _x31 950     | 30 FIRING no_data WARNING since 0 #1; 31 SEVERITY_CHANGED escalated PAGE since 0 #2
            """)
    void silenceMayBeAnAlert(String name, String series, String expected) {
        NoData silence = NoData.alert(30 * MINUTE, Severity.WARNING);
        List<String> changes = run(rule(List.of(PAGE, WARNING), 5 * MINUTE, 1, 1, silence), series);

        assertThat(String.join("; ", changes)).as(name).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void twoOfThreeNeedsTwoBadAndTwoGoodWindows() {
        SeriesRule rule = rule(List.of(PAGE), 0, 2, 3, 0);

        assertThat(run(rule, "950 100 100 950 100 950 100 950 100 100"))
                .containsExactly("5 FIRING crossed PAGE since 5 #1", "8 RESOLVED recovered PAGE since 5 #2");
    }

    @Test
    void tooFewSamplesAreAGap() {
        SeriesRule rule = new SeriesRule(
                Rules.about("few"),
                QueueMetrics.SERVICE_LEVEL,
                Map.of(),
                List.of("queue"),
                MINUTE,
                MINUTE,
                Agg.WHOLE,
                new Condition.Thresholds(List.of(new Level(Severity.PAGE, Op.LESS, 0.8, 0.8, 0))),
                0,
                20,
                1,
                1,
                NoData.KEEP,
                null,
                List.of());
        AlertMachine machine = new AlertMachine(rule);
        AlertState state = new AlertState("");

        assertThat(machine.next(state, 0, new Sample(0.1, 19))).isNull();
        assertThat(machine.next(state, MINUTE, new Sample(0.1, 20))).isNotNull();
        assertThat(machine.next(state, 2 * MINUTE, new Sample(0.9, 19))).isNull();
    }

    @Test
    void aLevelThatAnEditRemovedNoLongerHolds() {
        AlertState state = new AlertState("");
        new AlertMachine(rule(List.of(PAGE, WARNING), 0, 1, 1, 0)).next(state, 0, new Sample(950, 1));

        AlertMachine.Change change =
                new AlertMachine(rule(List.of(WARNING), 0, 1, 1, 0)).next(state, MINUTE, new Sample(950, 1));

        assertThat(change.kind()).isEqualTo(Transition.Kind.SEVERITY_CHANGED);
        assertThat(change.severity()).isEqualTo(Severity.WARNING);
    }
}
