package io.bellwether.alert;

import static io.bellwether.rule.Rules.MINUTE;
import static io.bellwether.rule.Rules.pane;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.CellKeyCodec;
import io.bellwether.metric.Windowing;
import io.bellwether.rule.RuleUpdate;
import io.bellwether.rule.Rules;
import io.bellwether.rule.Updates;
import io.bellwether.state.CodecTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Rules are replaced while series go on: what fires keeps its episode, and all are judged by what is new. */
class SeriesReloadOperatorTest {

    private static final long START = 1_700_000_040_000L - 1_700_000_040_000L % MINUTE;
    private static final Windowing WINDOWING = new Windowing(
            10_000,
            60_000,
            MINUTE,
            60_000,
            List.of("queue"),
            List.of(List.of("queue")),
            Set.of(),
            true,
            false,
            300_000);

    /** Five wait: see {@link #five}. */
    private static final String ABOVE_3 = rule("waits", "queue.waiting", 3, "S");

    private static final String ABOVE_9 = rule("waits", "queue.waiting", 9, "S");
    private static final String ABSENT = """
            rules:
              - {uid: silent, title: T, by: [queue], absent: {metric: queue.offered, for: 2m, expect: [{queue: vip}, {queue: b2}, {queue: b3}]},
                 severity: page, annotations: {summary: S}}
            """;

    private static String rule(String uid, String metric, int value, String summary) {
        return """
                rules:
                  - {uid: %s, title: T, metric: %s, by: [queue], op: ">", value: %d, severity: page, annotations: {summary: "%s"}}
                """.formatted(uid, metric, value, summary);
    }

    private record Subtask(
            SeriesReloadOperator operator,
            KeyedTwoInputStreamOperatorTestHarness<CellKey, Cell, RuleUpdate, Transition> harness)
            implements AutoCloseable {

        static Subtask of(String start, String rules, OperatorSubtaskState state) throws Exception {
            return of(start, rules, state, 1, 0);
        }

        static Subtask of(String start, String rules, OperatorSubtaskState state, int parallelism, int index)
                throws Exception {
            var operator = new SeriesReloadOperator(
                    Rules.parse(rules), Updates.start(start, Updates.texts(rules, null)), WINDOWING);
            var harness = new KeyedTwoInputStreamOperatorTestHarness<CellKey, Cell, RuleUpdate, Transition>(
                    operator,
                    Cell::key,
                    update -> Rules.VIP,
                    CodecTypeInfo.of(CellKeyCodec.INSTANCE),
                    8,
                    parallelism,
                    index);
            if (state != null) {
                harness.initializeState(state);
            }
            harness.open();
            return new Subtask(operator, harness);
        }

        /** So many came, and so many wait. */
        void queue(long minute, long came, long wait) throws Exception {
            long at = START + minute * MINUTE;
            harness.processElement1(new StreamRecord<>(pane(at, came, wait, at)));
        }

        /** Five wait in the queue from then on. */
        void five(long at) throws Exception {
            harness.processElement1(new StreamRecord<>(pane(at, 1, 5, at)));
        }

        void passTo(long minute) throws Exception {
            harness.processWatermark1(new Watermark(START + minute * MINUTE));
        }

        void take(String rules) throws Exception {
            operator.processElement2(new StreamRecord<>(Updates.update("s-1", rules)));
        }

        List<String> told() {
            return harness.extractOutputValues().stream()
                    .map(t -> t.kind() + " " + t.reason() + " " + t.text() + " at " + (t.at() - START) / MINUTE
                            + " since " + (t.startsAt() - START) / MINUTE)
                    .toList();
        }

        @Override
        public void close() throws Exception {
            harness.close();
        }
    }

    private static Subtask firing() throws Exception {
        Subtask subtask = Subtask.of("s-1", ABOVE_3, null);
        subtask.five(START);
        subtask.passTo(1);
        return subtask;
    }

    @Test
    void aFiringAlertIsJudgedByTheNewThresholdAtTheNextWindowEnd() throws Exception {
        try (Subtask subtask = firing()) {
            subtask.take(ABOVE_9);
            assertThat(subtask.told()).containsExactly("FIRING crossed S at 1 since 1");
            subtask.passTo(2);
            assertThat(subtask.told()).last().isEqualTo("RESOLVED recovered S at 2 since 1");
            List<Transition> told = subtask.harness().extractOutputValues();
            assertThat(told.get(1).alertId()).isEqualTo(told.get(0).alertId());
            assertThat(told.get(1).seq()).isEqualTo(2);
            assertThat(told).extracting(Transition::ruleVersion).doesNotHaveDuplicates();
        }
    }

    @Test
    void aLevelThatStandsStillIsJudgedByTheNewThresholdToo() throws Exception {
        try (Subtask subtask = Subtask.of("s-1", ABOVE_9, null)) {
            subtask.five(START);
            subtask.passTo(20);
            subtask.take(ABOVE_3);
            subtask.passTo(21);
            assertThat(subtask.told()).containsExactly("FIRING crossed S at 21 since 21");
        }
    }

    @Test
    void anEditOfTextsKeepsTheEpisode() throws Exception {
        try (Subtask subtask = firing()) {
            subtask.take(rule("waits", "queue.waiting", 3, "N"));
            subtask.passTo(5);
            subtask.take(rule("waits", "queue.waiting", 9, "M"));
            subtask.passTo(6);
            assertThat(subtask.told())
                    .containsExactly("FIRING crossed S at 1 since 1", "RESOLVED recovered M at 6 since 1");
        }
    }

    /** Panes of before do not hold what the text names: of them nothing is said, be it 0. */
    @Test
    void aTextThatNamesAnotherLevelKnowsItFromTheNextPaneOn() throws Exception {
        try (Subtask subtask = Subtask.of("s-1", rule("waits", "queue.offered", 3, "S"), null)) {
            subtask.queue(0, 4, 5);
            subtask.passTo(1);
            subtask.take(rule("waits", "queue.offered", 3, "{{also.waiting}} wait"));
            subtask.passTo(2);
            subtask.queue(2, 4, 6);
            subtask.passTo(3);
            assertThat(subtask.told())
                    .containsExactly(
                            "FIRING crossed S at 1 since 1",
                            "RESOLVED recovered none wait at 2 since 1",
                            "FIRING crossed 6 wait at 3 since 3");
        }
    }

    @Test
    void aTextThatNamesACountKnowsItOfWindowsThatAreWholeAlsoAfterARestart() throws Exception {
        String named = rule("waits", "queue.waiting", 3, "{{also.offered}} came");
        OperatorSubtaskState state;
        try (Subtask subtask = firing()) {
            subtask.take(named);
            subtask.queue(1, 3, 0);
            subtask.passTo(2);
            assertThat(subtask.told()).last().isEqualTo("RESOLVED recovered none came at 2 since 1");
            state = subtask.harness().snapshot(1, 1);
        }
        try (Subtask subtask = Subtask.of("s-2", named, state)) {
            subtask.passTo(2);
            subtask.queue(2, 4, 9);
            subtask.passTo(3);
            subtask.queue(4, 2, 0);
            subtask.passTo(5);
            assertThat(subtask.told())
                    .containsExactly("FIRING crossed 4 came at 3 since 3", "RESOLVED recovered 2 came at 5 since 3");
        }
    }

    @Test
    void anotherMetricEndsTheEpisode() throws Exception {
        try (Subtask subtask = firing()) {
            subtask.take(rule("waits", "queue.offered", 3, "N"));
            subtask.passTo(2);
            assertThat(subtask.told())
                    .containsExactly("FIRING crossed S at 1 since 1", "RESOLVED rule_changed N at 2 since 1");
        }
    }

    @Test
    void anAlertWhoseRuleIsGoneEndsAtOnce() throws Exception {
        try (Subtask subtask = firing()) {
            subtask.take("rules: []");
            subtask.harness().processWatermark1(new Watermark(START + MINUTE + 1));
            assertThat(subtask.told())
                    .containsExactly(
                            "FIRING crossed S at 1 since 1",
                            "RESOLVED rule_removed The rule was removed. at 1 since 1");
            subtask.passTo(30);
            assertThat(subtask.harness().numEventTimeTimers()).isZero();
        }
    }

    @Test
    void aRuleThatIsAddedSeesSeriesThatAnotherOneKnows() throws Exception {
        try (Subtask subtask = firing()) {
            subtask.take(ABOVE_3 + rule("also", "queue.waiting", 4, "A").replace("rules:\n", ""));
            subtask.passTo(2);
            assertThat(subtask.told())
                    .containsExactly("FIRING crossed S at 1 since 1", "FIRING crossed A at 2 since 2");
        }
    }

    @Test
    void aRestartGoesOnWithWhatCameAndANewStartWithItsOwnFiles() throws Exception {
        OperatorSubtaskState state;
        try (Subtask subtask = firing()) {
            subtask.take(ABOVE_9);
            state = subtask.harness().snapshot(1, 1);
        }
        try (Subtask again = Subtask.of("s-1", ABOVE_3, state)) {
            again.passTo(1);
            again.passTo(2);
            assertThat(again.told()).containsExactly("RESOLVED recovered S at 2 since 1");
        }
        try (Subtask other = Subtask.of("s-2", ABOVE_3, state)) {
            other.passTo(1);
            other.passTo(11);
            assertThat(other.told()).isEmpty();
        }
    }

    @Test
    void aNewStartEndsAtOnceWhatItsFilesHaveNoMore() throws Exception {
        OperatorSubtaskState state;
        try (Subtask subtask = firing()) {
            state = subtask.harness().snapshot(1, 1);
        }
        try (Subtask other = Subtask.of("s-2", "rules: []", state)) {
            other.passTo(1);
            other.passTo(2);
            assertThat(other.told()).containsExactly("RESOLVED rule_removed The rule was removed. at 1 since 1");
        }
    }

    /** What is in force is told again after a restart, and what another job accepted is none of this one's business. */
    @Test
    void whatIsInForceOrOfAnotherStartIsNoNews() throws Exception {
        try (Subtask subtask = firing()) {
            subtask.take(ABOVE_3);
            subtask.harness().processElement2(new StreamRecord<>(Updates.update("s-0", "rules: []")));
            subtask.passTo(9);
            assertThat(subtask.told()).containsExactly("FIRING crossed S at 1 since 1");
        }
    }

    @Test
    void rulesThatComeBeforeAnyTimeHoldFromTheFirstOn() throws Exception {
        try (Subtask subtask = Subtask.of("s-1", ABOVE_9, null)) {
            subtask.take(ABOVE_3);
            subtask.five(START);
            subtask.passTo(1);
            assertThat(subtask.told()).containsExactly("FIRING crossed S at 1 since 1");
        }
    }

    @Test
    void theSilenceOfASeriesThatIsExpectedNowCountsFromNowInOneSubtask() throws Exception {
        List<String> silent = new ArrayList<>();
        for (int index = 0; index < 2; index++) {
            try (Subtask subtask = Subtask.of("s-1", "rules: []", null, 2, index)) {
                subtask.passTo(10);
                subtask.take(ABSENT);
                subtask.passTo(20);
                assertThat(subtask.harness().extractOutputValues())
                        .allSatisfy(t -> assertThat((t.at() - START) / MINUTE).isBetween(12L, 14L));
                subtask.harness()
                        .extractOutputValues()
                        .forEach(t -> silent.add(t.labels().get("queue")));
            }
        }
        assertThat(silent).containsExactlyInAnyOrder("vip", "b2", "b3");
    }

    /** Savepoints of before there was a reload. */
    @Test
    void theStateOfAFunctionWhoseRulesStandIsReadWithItsTimers() throws Exception {
        String patient = ABOVE_3.replace("severity: page", "severity: page, for: 5m");
        OperatorSubtaskState state;
        try (var before = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new SeriesRuleFunction(Rules.parse(patient))),
                Cell::key,
                CodecTypeInfo.of(CellKeyCodec.INSTANCE),
                8,
                1,
                0)) {
            before.open();
            before.processElement(pane(START, 1, 5, START), START);
            before.processWatermark(START + MINUTE);
            state = before.snapshot(1, 1);
        }
        try (Subtask subtask = Subtask.of("s-1", patient, state)) {
            subtask.passTo(1);
            subtask.passTo(7);
            assertThat(subtask.told()).containsExactly("FIRING crossed S at 6 since 1");
        }
    }
}
