package io.bellwether.sla;

import io.bellwether.metric.Signal;
import io.bellwether.sla.ClockState.Phase;

/** Transitions against the direction of the state machine: what was counted turns out not to have been so. */
final class Corrections {
    private static final long NEVER = WorkCalendar.NEVER;

    private final Clocks clocks;

    Corrections(Clocks clocks) {
        this.clocks = clocks;
    }

    /** As if the instance had never begun: nothing that it consumed or missed is kept. */
    void ignore(ClockState clock, String reason) {
        clocks.deadlines.settle(clock);
        if (clock.isBreached() && !clock.inherited) {
            forgive(clock);
        }
        clock.consumed = clock.base;
        clocks.cancel(clock, reason);
    }

    /** A breach is void: it is taken back where it was counted, and the instance may breach again. */
    void forgive(ClockState clock) {
        if (clock.visible) {
            clocks.say.overdue(clock, clocks.now, -1);
            if (!clock.inherited) {
                clocks.say.breached(clock, clock.breachedAt, -1);
            }
        }
        clock.breachedAt = NEVER;
        clock.overdueSince = NEVER;
        clock.inherited = false;
    }

    /** The clock counts from now instead of from its start: a bot had been talking. */
    void restartAt(ClockState clock) {
        boolean forgiven = clock.isBreached() && !clock.absolute;
        boolean announced = forgiven || clock.atRiskSince != NEVER;
        if (forgiven) {
            forgive(clock);
        }
        if (clock.visible) {
            clocks.say.levels(clock, clocks.now, -1);
        }
        clock.atRiskSince = NEVER;
        clock.fired1 = false;
        clock.fired2 = false;
        clock.held = false;
        clock.start = clocks.now;
        // what is promised may hang on when it began
        clocks.state.judged = false;
        clock.since = clocks.now;
        clock.consumed = 0;
        if (clock.visible) {
            clocks.say.levels(clock, clocks.now, 1);
            if (announced) {
                clocks.say.signal(Signal.Kind.SLA_SUPERSEDED, clock, clock.consumed, clocks.now, "HANDOFF");
            }
        }
        clocks.deadlines.arm(clock);
    }

    /** Takes back the end of a fulfilled instance; it runs on as if it had never stopped. */
    void reopen(ClockState clock) {
        if (clock.visible) {
            clocks.say.verdict(clock, clock.since, -1);
        }
        clock.phase = Phase.RUNNING;
        // since it ended nobody has judged it
        clocks.state.judged = false;
        clock.stopId = 0;
        clock.nextReplyAt = NEVER;
        clock.nextReplyId = 0;
        clock.atRiskSince = NEVER;
        clock.fired1 = false;
        clock.fired2 = false;
        if (clock.visible) {
            clocks.say.levels(clock, clocks.now, 1);
        }
        clocks.deadlines.arm(clock);
        clocks.breachIfOverdue(clock);
    }

    /** Moves the end of a fulfilled instance to a later reply that is known already. */
    void refulfil(ClockState clock, long stop, long stopId) {
        if (clock.visible) {
            clocks.say.verdict(clock, clock.since, -1);
        }
        clock.phase = Phase.RUNNING;
        clock.atRiskSince = NEVER;
        if (!clock.isBreached()) {
            clocks.deadlines.arm(clock);
            if (clock.deadline < stop) {
                clocks.breach(clock, clocks.now);
                clocks.say.overdue(clock, clocks.now, -1);
            }
        }
        clock.consumed += clocks.deadlines.calendarOf(clock).between(clock.since, stop);
        clock.phase = Phase.FULFILLED;
        clock.since = stop;
        clock.stopId = stopId;
        clock.nextReplyAt = NEVER;
        clock.nextReplyId = 0;
        if (clock.visible) {
            clocks.say.verdict(clock, stop, 1);
            if (clock.hasTarget()) {
                clocks.say.ended(Signal.Kind.SLA_FULFILLED, clock, clock.isHeardOf(), clocks.now, "");
            }
        }
    }
}
