package io.bellwether.sla;

import io.bellwether.sla.ClockState.Phase;

/** The arithmetic of clocks at one instant: what they consumed, when they fall due, when they are at risk. */
final class Deadlines {
    private static final long NEVER = WorkCalendar.NEVER;

    private final Clocks clocks;

    Deadlines(Clocks clocks) {
        this.clocks = clocks;
    }

    /** Computes the deadline and the at-risk points from what is consumed. */
    void arm(ClockState clock) {
        if (clock.isBreached()) {
            return;
        }
        clock.risk1 = NEVER;
        clock.risk2 = NEVER;
        if (clock.absolute) {
            armAbsolute(clock);
            return;
        }
        clock.deadline = NEVER;
        if (clock.target == 0 || clock.held || clock.phase != Phase.RUNNING) {
            return;
        }
        Target promise = clocks.policy.target(clock.kind, clocks.subject);
        AtRisk rule = promise == null ? clocks.policy.atRisk() : promise.atRisk();
        WorkCalendar calendar = calendarOf(clock);
        clock.deadline = calendar.add(clock.since, clock.target - clock.consumed);
        clock.risk1 = clock.fired1 ? NEVER : point(clock, calendar, rule.first(clock.target));
        clock.risk2 = clock.fired2 ? NEVER : point(clock, calendar, rule.second(clock.target));
    }

    private long point(ClockState clock, WorkCalendar calendar, long consumed) {
        if (consumed == AtRisk.OFF) {
            return NEVER;
        }
        long at = Math.max(clocks.now, calendar.add(clock.since, consumed - clock.consumed));
        return at < clock.deadline ? at : NEVER;
    }

    private void armAbsolute(ClockState clock) {
        long span = clock.deadline - clock.start;
        if (span <= 0 || clock.phase != Phase.RUNNING) {
            return;
        }
        long first = clocks.policy.atRisk().first(span);
        long second = clocks.policy.atRisk().second(span);
        clock.risk1 = first == AtRisk.OFF || clock.fired1 ? NEVER : Math.max(clock.start + first, clocks.now);
        clock.risk2 = second == AtRisk.OFF || clock.fired2 ? NEVER : Math.max(clock.start + second, clocks.now);
        clock.risk1 = clock.risk1 < clock.deadline ? clock.risk1 : NEVER;
        clock.risk2 = clock.risk2 < clock.deadline ? clock.risk2 : NEVER;
    }

    /** Adds the time since the clock was last settled to what it consumed. */
    void settle(ClockState clock) {
        clock.consumed = consumedAt(clock, clocks.now);
        clock.since = Math.max(clock.since, clocks.now);
    }

    long consumedAt(ClockState clock, long time) {
        return clock.phase == Phase.RUNNING
                ? clock.consumed + calendarOf(clock).between(clock.since, time)
                : clock.consumed;
    }

    /** The calendar that a clock counts by; that of its policy where the file that had it is long gone. */
    WorkCalendar calendarOf(ClockState clock) {
        WorkCalendar calendar = clocks.book.calendar(clock.calendar);
        if (calendar != null) {
            return calendar;
        }
        Target promise = clocks.policy.target(clock.kind, clocks.subject);
        return promise == null ? clocks.policy.calendar() : promise.calendar();
    }

    /** Whether a stop now would come too late. */
    boolean isOverdue(ClockState clock) {
        if (clock.held) {
            return false;
        }
        return clock.absolute
                ? clock.deadline < clocks.now
                : clock.target != 0 && (clock.consumed > clock.target || clock.deadline < clocks.now);
    }
}
