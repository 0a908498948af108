package io.bellwether.sla;

import io.bellwether.metric.Signal;

/**
 * What a clock is judged by: visibility, calendar, target or due time, as the case's policy and the source's due times
 * have it now. Applies it to a clock at its start and whenever it has changed; to one clock after another.
 */
final class Aim {
    private static final long NEVER = WorkCalendar.NEVER;

    private final Clocks clocks;
    private ClockState clock;
    private Target promise;
    private long due;
    private WorkCalendar calendar;
    private boolean visible;

    Aim(Clocks clocks) {
        this.clocks = clocks;
    }

    /** Takes aim at a clock of the case. */
    Aim at(ClockState clock) {
        this.clock = clock;
        Target target = clocks.policy.target(clock.kind, clocks.subject);
        this.promise = target != null && target.startedWithin().works(clock.start) ? target : null;
        this.due = switch (clock.kind) {
            case RESOLUTION -> clocks.state.dueAt;
            case FIRST_REPLY -> clocks.state.firstReplyDueAt;
            default -> NEVER;
        };
        this.calendar = promise == null ? clocks.policy.calendar() : promise.calendar();
        this.visible = clock.kind.alwaysTimed()
                || promise != null
                || clocks.policy.timed().contains(clock.kind);
        return this;
    }

    /** Gives a clock that has just begun its target; what is overdue from the start is breached now. */
    void atStart() {
        boolean changed = isDifferent();
        take();
        clock.visible = visible;
        if (clock.isBreached() && changed && !stillMissed()) {
            clock.breachedAt = NEVER;
            clock.overdueSince = NEVER;
            clock.inherited = false;
        }
        if (visible) {
            clocks.say.levels(clock, clocks.now, 1);
        }
        aimAt();
    }

    /** Follows a change of policy, priority, calendar or due time; keeps consumed time unless the policy says FRESH. */
    void afterChange() {
        if (!isDifferent()) {
            clock.policy = clocks.policy.index();
            clock.rule = promise == null ? 0 : promise.id();
            if (clocks.state.book != clocks.book.id() && clock.phase == ClockState.Phase.RUNNING) {
                clocks.deadlines.arm(clock);
            }
            return;
        }
        clocks.deadlines.settle(clock);
        boolean wasAtRisk = clock.atRiskSince != NEVER;
        boolean wasBreached = clock.isBreached();
        if (clock.visible && wasAtRisk) {
            clocks.say.notAtRisk(clock, clocks.now);
        }
        clock.atRiskSince = NEVER;
        clock.fired1 = false;
        clock.fired2 = false;
        boolean otherTarget = due == NEVER && newMillis() != clock.target;
        if (otherTarget && clocks.policy.onChange() == Policy.OnChange.FRESH) {
            clock.consumed = 0;
            clock.base = 0;
        }
        boolean hadTarget = clock.hasTarget();
        take();
        if (wasBreached && !stillMissed()) {
            clocks.corrections.forgive(clock);
        }
        if (visible && !clock.visible) {
            clock.visible = true;
            clocks.say.levels(clock, clocks.now, 1);
        }
        aimAt();
        if (visible && hadTarget && (wasAtRisk || wasBreached) && !clock.isBreached()) {
            clocks.say.signal(Signal.Kind.SLA_SUPERSEDED, clock, clock.consumed, clocks.now, "TARGET_CHANGED");
        }
        if (clock.visible && !visible) {
            hide(hadTarget, wasAtRisk || wasBreached);
        }
    }

    private boolean isDifferent() {
        return clock.visible != visible
                || clock.absolute != (due != NEVER)
                || (due != NEVER ? clock.deadline != due : clock.target != newMillis())
                || clock.calendar != calendar.id();
    }

    private long newMillis() {
        return due != NEVER || promise == null ? 0 : promise.millis();
    }

    private void take() {
        clock.policy = clocks.policy.index();
        clock.rule = promise == null ? 0 : promise.id();
        clock.calendar = calendar.id();
        clock.absolute = due != NEVER;
        clock.target = newMillis();
    }

    private boolean stillMissed() {
        return clock.absolute ? due < clocks.now : clock.target != 0 && clock.consumed > clock.target;
    }

    /** Sets the new deadline; a breach that still stands keeps the deadline that was missed. */
    private void aimAt() {
        if (clock.isBreached()) {
            return;
        }
        clock.deadline = clock.absolute ? due : NEVER;
        clocks.deadlines.arm(clock);
        clocks.breachIfOverdue(clock);
    }

    private void hide(boolean hadTarget, boolean heardOf) {
        if (hadTarget) {
            clocks.say.ended(Signal.Kind.SLA_CANCELLED, clock, heardOf, clocks.now, "POLICY");
        }
        clocks.say.levels(clock, clocks.now, -1);
        clock.visible = false;
    }
}
