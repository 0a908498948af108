package io.bellwether.cases;

import io.bellwether.metric.Measure;
import io.bellwether.quality.Escalation;
import io.bellwether.quality.Trend;
import java.util.List;

/**
 * How cases come to be solved: transfers, escalations, where the customer's sentiment went; and what becomes of the solved,
 * which is counted once for each case at the time of its first solving ({@code cases_interval}).
 */
final class CaseCourse {

    /** No field that all events have: of a case it is known where the settings name it as a dimension. */
    private static final String DEPARTMENT = "department";

    private static final List<String> NO_TAGS = List.of();

    private final CaseEmitter emitter;
    private final Escalation escalation;

    CaseCourse(CaseEmitter emitter, Escalation escalation) {
        this.emitter = emitter;
        this.escalation = escalation;
    }

    /** The case has other attributes than before. */
    void moved(CaseCore core, Attributes before, long time) {
        Attributes after = core.attributes;
        if (isAnother(before.queue(), after.queue())) {
            emitter.count(Measure.CASES_TRANSFERS, NO_TAGS, time, 1);
            CaseBits.note(core, CaseBits.MOVED, true);
        }
        if (isAnother(before.dimension(DEPARTMENT), after.dimension(DEPARTMENT))) {
            emitter.count(Measure.CASES_DEPARTMENT_TRANSFERS, NO_TAGS, time, 1);
        }
        String tier = before.dimension(escalation.dimension());
        if (tier != null && escalation.isUp(tier, after.dimension(escalation.dimension()))) {
            emitter.count(Measure.CASES_ESCALATIONS, NO_TAGS, time, 1);
            CaseBits.note(core, CaseBits.ESCALATED, true);
        }
    }

    private static boolean isAnother(String before, String after) {
        return before != null && !before.equals(after);
    }

    /** Whether it has moved to another queue so far. */
    static boolean hasMoved(CaseCore core) {
        return CaseBits.has(core, CaseBits.MOVED);
    }

    /** Whether it has been escalated so far. */
    static boolean hasEscalated(CaseCore core) {
        return CaseBits.has(core, CaseBits.ESCALATED);
    }

    /** The case was solved at that time. */
    void solved(CaseCore core, boolean oneTouch, long time) {
        if (core.mood.trend().isKnown()) {
            core.counted |= CaseBits.TREND;
            trend(core, time, 1);
        }
        boolean tiered = core.attributes.dimension(escalation.dimension()) != null;
        boolean ofNoQueue = core.attributes.queue() == null;
        boolean untold = core.replies == 0 && core.mood.count() == 0 && core.talk == null;
        core.counted |= (tiered ? CaseBits.TIERED : 0)
                | (ofNoQueue ? CaseBits.QUEUE_UNKNOWN : 0)
                | (untold ? CaseBits.TALK_UNKNOWN : 0);
        known(core, time, 1);
        if (core.firstSolvedAt == CaseCore.NOT_YET) {
            core.firstSolvedAt = time;
            CaseBits.note(core, CaseBits.FIRST_TIERED, tiered);
            CaseBits.note(core, CaseBits.FIRST_QUEUE_UNKNOWN, ofNoQueue);
            CaseBits.note(core, CaseBits.FIRST_TALK_UNKNOWN, untold);
            CaseBits.note(core, CaseBits.FIRST_ONE_TOUCH, oneTouch);
            CaseBits.note(core, CaseBits.FIRST_MOVED, hasMoved(core));
            CaseBits.note(core, CaseBits.FIRST_ESCALATED, hasEscalated(core));
            first(core, 1);
        }
    }

    /** Counts what is known of a solved case and what is not. */
    private void known(CaseCore core, long time, int n) {
        known(core, CaseBits.TIERED, Measure.CASES_TIERED, time, n);
        known(core, CaseBits.QUEUE_UNKNOWN, Measure.CASES_QUEUE_UNKNOWN, time, n);
        known(core, CaseBits.TALK_UNKNOWN, Measure.CASES_TALK_UNKNOWN, time, n);
    }

    private void known(CaseCore core, int bit, Measure measure, long time, int n) {
        if ((core.counted & bit) != 0) {
            emitter.countWith(Measure.CASES_SOLVED, measure, NO_TAGS, time, n);
        }
    }

    private void trend(CaseCore core, long time, int n) {
        long trend = core.mood.trend().millionths();
        emitter.timingWith(Measure.CASES_SOLVED, Measure.TREND_POINTS, NO_TAGS, time, trend, n);
        emitter.countWith(Measure.CASES_SOLVED, of(Trend.Course.of(trend)), NO_TAGS, time, n);
    }

    private static Measure of(Trend.Course course) {
        return switch (course) {
            case IMPROVING -> Measure.TREND_IMPROVING;
            case SLIGHTLY_IMPROVING -> Measure.TREND_SLIGHTLY_IMPROVING;
            case FLAT -> Measure.TREND_FLAT;
            case SLIGHTLY_DECLINING -> Measure.TREND_SLIGHTLY_DECLINING;
            case DECLINING -> Measure.TREND_DECLINING;
        };
    }

    private void first(CaseCore core, int n) {
        first(core, true, Measure.COHORT_SOLVED, n);
        first(core, CaseBits.has(core, CaseBits.FIRST_ONE_TOUCH), Measure.COHORT_ONE_TOUCH, n);
        first(core, CaseBits.has(core, CaseBits.FIRST_MOVED), Measure.COHORT_TRANSFERRED, n);
        first(core, CaseBits.has(core, CaseBits.FIRST_ESCALATED), Measure.COHORT_ESCALATED, n);
        first(core, CaseBits.has(core, CaseBits.FIRST_TIERED), Measure.COHORT_TIERED, n);
        first(core, CaseBits.has(core, CaseBits.FIRST_QUEUE_UNKNOWN), Measure.COHORT_QUEUE_UNKNOWN, n);
        first(core, CaseBits.has(core, CaseBits.FIRST_TALK_UNKNOWN), Measure.COHORT_TALK_UNKNOWN, n);
        first(core, CaseBits.has(core, CaseBits.REOPENED), Measure.COHORT_REOPENED, n);
    }

    /** All that is counted of a first solving goes where the solving went. */
    private void first(CaseCore core, boolean counts, Measure measure, int n) {
        if (counts) {
            emitter.countWith(Measure.CASES_SOLVED, measure, NO_TAGS, core.firstSolvedAt, n);
        }
    }

    /** The case had been solved and is open again. */
    void reopened(CaseCore core) {
        if (core.firstSolvedAt != CaseCore.NOT_YET && !CaseBits.has(core, CaseBits.REOPENED)) {
            CaseBits.note(core, CaseBits.REOPENED, true);
            first(core, true, Measure.COHORT_REOPENED, 1);
        }
    }

    /** Merged or deleted: what was counted in the same instant is taken back, and it is none of the solved. */
    void removed(CaseCore core, long time) {
        if (core.statusSince == time && (core.counted & CaseBits.TREND) != 0) {
            trend(core, time, -1);
        }
        if (core.statusSince == time) {
            known(core, time, -1);
        }
        if (core.firstSolvedAt != CaseCore.NOT_YET) {
            first(core, -1);
            core.firstSolvedAt = CaseCore.NOT_YET;
            CaseBits.note(core, CaseBits.OF_SOLVING, false);
        }
    }
}
