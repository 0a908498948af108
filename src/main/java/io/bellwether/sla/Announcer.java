package io.bellwether.sla;

import io.bellwether.metric.Measure;
import io.bellwether.metric.Signal;
import java.util.HashMap;
import java.util.Map;

/** Puts what happens to the clocks of one case into observations and signals. */
final class Announcer {
    private static final long NEVER = WorkCalendar.NEVER;

    private final Clocks clocks;

    Announcer(Clocks clocks) {
        this.clocks = clocks;
    }

    /** The instance begins (+1) or ceases (−1) to count in every level that it is in. */
    void levels(ClockState clock, long at, int delta) {
        level(Measure.SLA_RUNNING, clock, at, delta, clock.start);
        if (clock.atRiskSince != NEVER) {
            level(Measure.SLA_AT_RISK, clock, at, delta, clock.atRiskSince);
        }
        if (clock.isBreached()) {
            overdue(clock, at, delta);
        }
    }

    void level(Measure measure, ClockState clock, long at, int delta, long since) {
        clocks.out.level(measure, clock.kind.tags(), at, delta, since);
    }

    void notAtRisk(ClockState clock, long at) {
        level(Measure.SLA_AT_RISK, clock, at, -1, clock.atRiskSince);
    }

    void overdue(ClockState clock, long at, int delta) {
        level(Measure.SLA_OVERDUE, clock, at, delta, clock.overdueSince);
    }

    void breached(ClockState clock, long at, int n) {
        clocks.out.count(Measure.SLA_BREACHED, clock.kind.tags(), at, n);
    }

    /** What a fulfilled instance counts as: observed (1) or taken back (−1). */
    void verdict(ClockState clock, long at, int n) {
        if (clock.hasTarget() && !clock.isBreached()) {
            clocks.out.count(Measure.SLA_MET, clock.kind.tags(), at, n);
        }
        consumed(clock.kind, clock, at, n);
        ClockState first = clocks.state.last(ClockKind.FIRST_RESOLUTION);
        boolean timedElsewhere = first != null && first.visible;
        if (clock.kind == ClockKind.RESOLUTION && clock.instance == 1 && !timedElsewhere) {
            consumed(ClockKind.FIRST_RESOLUTION, clock, at, n);
        }
    }

    private void consumed(ClockKind kind, ClockState clock, long at, int n) {
        if (n > 0) {
            clocks.out.timing(Measure.SLA_CONSUMED, kind.tags(), at, clock.consumed);
        } else {
            clocks.out.retractTiming(Measure.SLA_CONSUMED, kind.tags(), at, clock.consumed);
        }
    }

    void signal(Signal.Kind kind, ClockState clock, long consumed, long at, String reason) {
        signal(kind, clock, 0, consumed, at, reason);
    }

    /** The instance gives way to the next one of its clock. */
    void replaced(ClockState clock, long at) {
        if (clock.visible && clocks.out.hearsOfEveryEnd()) {
            clocks.out.replaced(Views.of(clocks.book, clocks.state, clock, at));
        }
    }

    /** An instance ended; said to whoever has heard of it before, and to who wants to hear of all. */
    void ended(Signal.Kind kind, ClockState clock, boolean heardOf, long at, String reason) {
        if (heardOf || clocks.out.hearsOfEveryEnd()) {
            signal(kind, clock, clock.consumed, at, reason);
        }
    }

    void atRisk(ClockState clock, int level, long consumed, long at) {
        signal(Signal.Kind.SLA_AT_RISK, clock, level, consumed, at, "");
    }

    private void signal(Signal.Kind kind, ClockState clock, int level, long consumed, long at, String reason) {
        PolicyBook book = clocks.book;
        SlaState state = clocks.state;
        CaseFacts facts = clocks.subject.facts();
        Map<String, String> detail = new HashMap<>();
        put(detail, "policy", book.policyName(state.book, clock.policy));
        put(detail, "target", clock.absolute ? "due_at" : book.rule(state.book, clock.rule));
        put(detail, "reason", reason);
        if (kind == Signal.Kind.SLA_FULFILLED) {
            put(detail, "verdict", clock.isBreached() ? "late" : "met");
        }
        clocks.out.signal(new Signal(
                kind,
                facts.caseId().id(),
                facts.caseId().source(),
                clock.kind.wireName(),
                clock.instance,
                level,
                at,
                clock.target,
                consumed,
                clock.deadline == NEVER ? 0 : clock.deadline,
                facts.backfill(),
                facts.dimensions(),
                detail));
    }

    private static void put(Map<String, String> detail, String key, String value) {
        if (!value.isEmpty()) {
            detail.put(key, value);
        }
    }
}
