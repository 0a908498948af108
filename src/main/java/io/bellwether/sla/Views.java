package io.bellwether.sla;

import io.bellwether.sla.ClockState.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes of clocks what is shown of them. */
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

    /** What is promised by the open clocks of the case at hand. */
    static List<RunningClock> running(PolicyBook book, SlaState state, CaseFacts facts) {
        List<RunningClock> running = new ArrayList<>();
        for (ClockState clock : state.clocks) {
            if (clock.visible && clock.isOpen() && clock.hasTarget()) {
                running.add(running(book, state, clock, facts));
            }
        }
        return running;
    }

    private static RunningClock running(PolicyBook book, SlaState state, ClockState clock, CaseFacts facts) {
        RunningClock.State shown = shown(clock);
        return new RunningClock(
                facts.caseId().source(),
                facts.caseId().id(),
                clock.kind.wireName(),
                clock.instance,
                orEmpty(facts.dimension("queue")),
                orEmpty(facts.dimension("tier")),
                facts.agent() == null ? "" : facts.agent().id(),
                book.policyName(state.book, clock.policy),
                clock.absolute ? "due_at" : book.rule(state.book, clock.rule),
                shown,
                clock.fired2 ? 2 : clock.fired1 ? 1 : 0,
                switch (shown) {
                    case PAUSED ->
                        state.status == null ? "" : state.status.name().toLowerCase(Locale.ROOT);
                    case HELD -> "bot";
                    case RUNNING, OVERDUE -> "";
                },
                clock.start,
                clock.since,
                clock.consumed,
                clock.target,
                clock.deadline == NEVER ? 0 : clock.deadline);
    }

    private static RunningClock.State shown(ClockState clock) {
        if (clock.isBreached()) {
            return RunningClock.State.OVERDUE;
        }
        if (clock.phase == Phase.PAUSED) {
            return RunningClock.State.PAUSED;
        }
        return clock.held ? RunningClock.State.HELD : RunningClock.State.RUNNING;
    }

    private static String orEmpty(String value) {
        return value == null ? "" : value;
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
