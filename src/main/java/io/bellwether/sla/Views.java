package io.bellwether.sla;

import io.bellwether.sla.ClockState.Phase;

/** Makes a {@link ClockView} of a clock. */
final class Views {
    private static final long NEVER = WorkCalendar.NEVER;

    private Views() {}

    static ClockView of(PolicyBook book, SlaState state, ClockState clock, long at) {
        return new ClockView(
                clock.kind.wireName(),
                clock.instance,
                clock.phase.name(),
                clock.start,
                consumed(book, clock, at),
                clock.target,
                clock.deadline == NEVER ? 0 : clock.deadline,
                clock.isBreached() ? clock.breachedAt : 0,
                verdict(clock),
                book.policyName(state.book, clock.policy),
                clock.absolute ? "due_at" : book.rule(state.book, clock.rule));
    }

    private static long consumed(PolicyBook book, ClockState clock, long at) {
        WorkCalendar calendar = book.calendar(clock.calendar);
        if (clock.phase != Phase.RUNNING || calendar == null) {
            return clock.consumed;
        }
        return clock.consumed + calendar.between(clock.since, at);
    }

    private static ClockView.Verdict verdict(ClockState clock) {
        if (clock.isBreached()) {
            return ClockView.Verdict.BREACHED;
        }
        if (clock.phase == Phase.CANCELLED) {
            return ClockView.Verdict.VOID;
        }
        if (!clock.hasTarget()) {
            return ClockView.Verdict.TIMED;
        }
        return clock.isOpen() ? ClockView.Verdict.PENDING : ClockView.Verdict.MET;
    }
}
