package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where what a figure is made of was never told, it is absent: a 0 would say that somebody looked. */
class UnknownFiguresTest {

    private static final Sketch TWO = new Sketch();

    static {
        TWO.add(60_000, 1);
        TWO.add(120_000, 1);
    }

    private static Cell cell(Measurement of, Map<Measure, Long> counts, Map<Measure, Sketch> timings) {
        return cell(of, counts, timings, Map.of());
    }

    private static Cell cell(
            Measurement of, Map<Measure, Long> counts, Map<Measure, Sketch> timings, Map<Measure, LevelValue> levels) {
        CellKey key = new CellKey(of, List.of(), List.of(), List.of());
        return new Cell(key, 0, 10_000, counts, timings, levels);
    }

    @Test
    void whoseTierNobodyKnowsCannotBeEscalated() {
        Cell unknown = cell(Measurement.CASES, Map.of(Measure.CASES_SOLVED, 4L), Map.of());
        assertThat(CaseMetrics.ESCALATION_RATE.value(unknown)).isNaN();
        Cell known = cell(Measurement.CASES, Map.of(Measure.CASES_SOLVED, 4L, Measure.CASES_TIERED, 2L), Map.of());
        assertThat(CaseMetrics.ESCALATION_RATE.value(known)).isZero();
        Cell cohort = cell(Measurement.CASES_INTERVAL, Map.of(Measure.COHORT_SOLVED, 4L), Map.of());
        assertThat(CaseCohortMetrics.ESCALATION_RATE.value(cohort)).isNaN();
    }

    @Test
    void whoseQueueNobodyKnowsHasNotStayedThere() {
        Cell unknown =
                cell(Measurement.CASES, Map.of(Measure.CASES_SOLVED, 4L, Measure.CASES_QUEUE_UNKNOWN, 4L), Map.of());
        assertThat(CaseMetrics.TRANSFER_RATE.value(unknown)).isNaN();
        assertThat(CaseMetrics.TRANSFERS_PER_SOLVED.value(unknown)).isNaN();
        Map<Measure, Long> some = Map.of(
                Measure.CASES_SOLVED, 4L,
                Measure.CASES_QUEUE_UNKNOWN, 2L,
                Measure.CASES_TRANSFERRED, 1L,
                Measure.CASES_TRANSFERS, 3L);
        assertThat(CaseMetrics.TRANSFER_RATE.value(cell(Measurement.CASES, some, Map.of())))
                .isEqualTo(0.5);
        assertThat(CaseMetrics.TRANSFERS_PER_SOLVED.value(cell(Measurement.CASES, some, Map.of())))
                .isEqualTo(1.5);
        Map<Measure, Long> cohort = Map.of(Measure.COHORT_SOLVED, 4L, Measure.COHORT_QUEUE_UNKNOWN, 4L);
        assertThat(CaseCohortMetrics.TRANSFER_RATE.value(cell(Measurement.CASES_INTERVAL, cohort, Map.of())))
                .isNaN();
    }

    @Test
    void ofWhoseMessagesNobodyTellsNoReplyIsCounted() {
        Map<Measure, Long> untold = Map.of(Measure.CASES_SOLVED, 4L, Measure.CASES_TALK_UNKNOWN, 4L);
        assertThat(CaseMetrics.ONE_TOUCH_RATE.value(cell(Measurement.CASES, untold, Map.of())))
                .isNaN();
        assertThat(CaseMetrics.ONE_TOUCH_RATE.value(
                        cell(Measurement.CASES, Map.of(Measure.CASES_SOLVED, 4L), Map.of())))
                .isZero();
        Map<Measure, Long> some =
                Map.of(Measure.COHORT_SOLVED, 4L, Measure.COHORT_TALK_UNKNOWN, 2L, Measure.COHORT_ONE_TOUCH, 1L);
        assertThat(CaseCohortMetrics.ONE_TOUCH_RATE.value(cell(Measurement.CASES_INTERVAL, some, Map.of())))
                .isEqualTo(0.5);
        assertThat(CaseCohortMetrics.SOLVED_TALK_KNOWN.value(cell(Measurement.CASES_INTERVAL, some, Map.of())))
                .as("what it is a share of")
                .isEqualTo(2);
    }

    @Test
    void ofHoldsThatNobodyTellsThereIsNoMean() {
        Map<Measure, Sketch> handled = Map.of(Measure.QUEUE_HANDLE, TWO);
        assertThat(QueueMetrics.HOLD_MEAN.value(cell(Measurement.QUEUE, Map.of(), handled)))
                .isNaN();
        assertThat(QueueMetrics.HOLD_MEAN.value(
                        cell(Measurement.QUEUE, Map.of(Measure.QUEUE_HOLD_TIME, 10_000L), handled)))
                .isEqualTo(5);
        assertThat(IntervalMetrics.HOLD_MEAN.value(
                        cell(Measurement.QUEUE_INTERVAL, Map.of(), Map.of(Measure.INTERVAL_HANDLE, TWO))))
                .isNaN();
    }

    /** Of contacts alone it would always be all of the time. */
    @Test
    void whosePresenceNobodyTellsIsNotOccupied() {
        LevelValue one = new LevelValue(1, 1, 10_000, LevelValue.NOBODY);
        Map<Measure, LevelValue> busy = Map.of(Measure.AGENTS_ON_CONTACT, one, Measure.AGENTS_SLOTS_TAKEN, one);
        Cell unknown = cell(Measurement.AGENTS, Map.of(), Map.of(), busy);
        assertThat(AgentMetrics.OCCUPANCY.value(unknown)).isNaN();
        assertThat(AgentMetrics.SLOT_OCCUPANCY.value(unknown)).isNaN();
        Cell known = cell(
                Measurement.AGENTS,
                Map.of(),
                Map.of(),
                Map.of(Measure.AGENTS_ON_CONTACT, one, Measure.AGENTS_SLOTS_TAKEN, one, Measure.AGENTS_ONLINE, one));
        assertThat(AgentMetrics.OCCUPANCY.value(known)).isEqualTo(1);
        assertThat(Measure.AGENTS_ONLINE.hasCourse())
                .as("also where they have gone by its end")
                .isTrue();
    }
}
