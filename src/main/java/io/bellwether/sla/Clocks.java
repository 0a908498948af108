package io.bellwether.sla;

import io.bellwether.metric.Measure;
import io.bellwether.metric.Signal;
import io.bellwether.sla.ClockState.Phase;

/**
 * The clocks of one case at one instant: the transitions of the state machine with the observations and signals that
 * belong to each. Which event causes which transition is for {@link ReplyClocks}, {@link StatusClocks} and
 * {@link EpisodeClocks} to say.
 */
final class Clocks {
    static final long NEVER = WorkCalendar.NEVER;

    final PolicyBook book;
    final Policy policy;
    final SlaState state;
    final CaseFacts facts;
    final long now;
    final Announcer say;

    Clocks(PolicyBook book, SlaState state, CaseFacts facts, SlaListener out, long now) {
        this.book = book;
        this.policy = book.select(facts);
        this.state = state;
        this.facts = facts;
        this.now = now;
        this.say = new Announcer(book, state, facts, out);
    }

    /** Begins a new instance, unless no policy of the book asks for the clock. */
    void start(ClockKind kind, long anchor) {
        if (book.tracks(kind)) {
            begin(kind, anchor, null);
        }
    }

    /** Begins an instance that goes on where the last one stopped. */
    void resumeAfterReopening(ClockState last) {
        begin(last.kind, now, last);
    }

    private void begin(ClockKind kind, long anchor, ClockState resumed) {
        ClockState last = state.last(kind);
        ClockState clock = new ClockState(kind);
        clock.instance = last == null ? 1 : last.instance + 1;
        clock.start = anchor;
        clock.since = anchor;
        if (resumed != null) {
            clock.base = resumed.consumed;
            clock.consumed = resumed.consumed;
            clock.breachedAt = resumed.breachedAt;
            clock.overdueSince = resumed.overdueSince;
            clock.deadline = resumed.deadline;
            clock.inherited = resumed.isBreached();
            clock.visible = resumed.visible;
            clock.calendar = resumed.calendar;
            clock.target = resumed.target;
            clock.absolute = resumed.absolute;
        }
        state.put(clock);
        new Aim(this, clock).atStart();
    }

    /** Judges every open clock by what the case's policy and due times say now. */
    void judge() {
        for (int i = 0; i < state.clocks.size(); i++) {
            ClockState clock = state.clocks.get(i);
            if (clock.isOpen()) {
                new Aim(this, clock).afterChange();
            }
        }
        state.book = book.id();
    }

    /** Stops counting for a while; nothing falls due meanwhile. */
    void pause(ClockState clock) {
        if (clock.phase == Phase.RUNNING) {
            settle(clock);
            clock.phase = Phase.PAUSED;
            arm(clock);
        }
    }

    void resume(ClockState clock) {
        if (clock.phase == Phase.PAUSED) {
            clock.phase = Phase.RUNNING;
            clock.since = now;
            arm(clock);
        }
    }

    /** The awaited thing happened. */
    void fulfil(ClockState clock) {
        release(clock);
        settle(clock);
        clock.phase = Phase.FULFILLED;
        clock.since = now;
        if (clock.visible) {
            say.levels(clock, now, -1);
            say.verdict(clock, now, 1);
            if (clock.hasTarget()) {
                say.signal(Signal.Kind.SLA_FULFILLED, clock, clock.consumed, now, "");
            }
        }
    }

    /** The instance ends without a verdict; a breach that it had stays counted. */
    void cancel(ClockState clock, String reason) {
        settle(clock);
        clock.phase = Phase.CANCELLED;
        clock.since = now;
        if (clock.visible) {
            say.levels(clock, now, -1);
            if (clock.hasTarget()) {
                say.signal(Signal.Kind.SLA_CANCELLED, clock, clock.consumed, now, reason);
            }
        }
    }

    /** As if the instance had never begun: nothing that it consumed or missed is kept. */
    void ignore(ClockState clock, String reason) {
        settle(clock);
        if (clock.isBreached() && !clock.inherited) {
            forgive(clock);
        }
        clock.consumed = clock.base;
        cancel(clock, reason);
    }

    /** A breach is void: it is taken back where it was counted, and the instance may breach again. */
    void forgive(ClockState clock) {
        if (clock.visible) {
            say.overdue(clock, now, -1);
            if (!clock.inherited) {
                say.breached(clock, clock.breachedAt, -1);
            }
        }
        clock.breachedAt = NEVER;
        clock.overdueSince = NEVER;
        clock.inherited = false;
    }

    /** The clock counts from now instead of from its start: a bot had been talking. */
    void restartAt(ClockState clock) {
        boolean announced = clock.isBreached() || clock.atRiskSince != NEVER;
        if (clock.isBreached()) {
            forgive(clock);
        }
        if (clock.visible) {
            say.levels(clock, now, -1);
        }
        clock.atRiskSince = NEVER;
        clock.fired1 = false;
        clock.fired2 = false;
        clock.held = false;
        clock.start = now;
        clock.since = now;
        clock.consumed = 0;
        if (clock.visible) {
            say.levels(clock, now, 1);
            if (announced) {
                say.signal(Signal.Kind.SLA_SUPERSEDED, clock, clock.consumed, now, "HANDOFF");
            }
        }
        arm(clock);
    }

    /** Nothing falls due while a bot is talking. */
    void hold(ClockState clock) {
        if (!clock.absolute && !clock.isBreached()) {
            clock.held = true;
            arm(clock);
        }
    }

    /** The bot is out of it: what would have been due by now is due now. */
    void release(ClockState clock) {
        if (clock.held) {
            clock.held = false;
            arm(clock);
            breachIfOverdue(clock);
        }
    }

    /** Takes back the end of a fulfilled instance; it runs on as if it had never stopped. */
    void reopen(ClockState clock) {
        if (clock.visible) {
            say.verdict(clock, clock.since, -1);
        }
        clock.phase = Phase.RUNNING;
        clock.stopId = 0;
        clock.nextReplyAt = NEVER;
        clock.nextReplyId = 0;
        clock.atRiskSince = NEVER;
        clock.fired1 = false;
        clock.fired2 = false;
        if (clock.visible) {
            say.levels(clock, now, 1);
        }
        arm(clock);
        breachIfOverdue(clock);
    }

    /** Moves the end of a fulfilled instance to a later reply that is known already. */
    void refulfil(ClockState clock, long stop, long stopId) {
        if (clock.visible) {
            say.verdict(clock, clock.since, -1);
        }
        clock.phase = Phase.RUNNING;
        if (!clock.isBreached()) {
            arm(clock);
            if (clock.deadline < stop) {
                breach(clock, now);
                say.overdue(clock, now, -1);
            }
        }
        clock.consumed += calendarOf(clock).between(clock.since, stop);
        clock.phase = Phase.FULFILLED;
        clock.since = stop;
        clock.stopId = stopId;
        clock.nextReplyAt = NEVER;
        clock.nextReplyId = 0;
        if (clock.visible) {
            say.verdict(clock, stop, 1);
            if (clock.hasTarget()) {
                say.signal(Signal.Kind.SLA_FULFILLED, clock, clock.consumed, now, "");
            }
        }
    }

    /** The deadline passed, or was found to have passed, at a time. */
    void breach(ClockState clock, long at) {
        if (clock.visible && clock.atRiskSince != NEVER) {
            say.level(Measure.SLA_AT_RISK, clock, at, -1, clock.atRiskSince);
        }
        clock.atRiskSince = NEVER;
        clock.breachedAt = at;
        clock.deadline = clock.deadline == NEVER ? at : clock.deadline;
        clock.overdueSince = clock.deadline >= clock.start ? clock.deadline : at;
        clock.inherited = false;
        clock.risk1 = NEVER;
        clock.risk2 = NEVER;
        if (clock.visible) {
            say.breached(clock, at, 1);
            say.overdue(clock, at, 1);
            say.signal(Signal.Kind.SLA_BREACHED, clock, consumedAt(clock, at), at, "");
        }
    }

    /** Breaches at once what was due before now or has consumed more than it may. */
    void breachIfOverdue(ClockState clock) {
        if (!clock.isBreached() && isOverdue(clock)) {
            breach(clock, now);
        }
    }

    /** Whether a stop now would come too late. */
    boolean isOverdue(ClockState clock) {
        if (clock.held) {
            return false;
        }
        return clock.absolute ? clock.deadline < now : clock.target != 0
                && (clock.consumed > clock.target || clock.deadline < now);
    }

    /** Fires what falls due up to a time, in order. */
    void fire(long upTo) {
        while (true) {
            ClockState first = null;
            long at = NEVER;
            for (int i = 0; i < state.clocks.size(); i++) {
                long wake = state.clocks.get(i).wake();
                if (wake <= upTo && wake < at) {
                    first = state.clocks.get(i);
                    at = wake;
                }
            }
            if (first == null) {
                return;
            }
            fire(first, at);
        }
    }

    private void fire(ClockState clock, long at) {
        if (clock.risk1 == at) {
            clock.risk1 = NEVER;
            clock.fired1 = true;
            atRisk(clock, 1, at);
        } else if (clock.risk2 == at) {
            clock.risk2 = NEVER;
            clock.fired2 = true;
            atRisk(clock, 2, at);
        } else {
            breach(clock, at);
        }
    }

    private void atRisk(ClockState clock, int level, long at) {
        if (clock.atRiskSince == NEVER) {
            clock.atRiskSince = at;
            say.level(Measure.SLA_AT_RISK, clock, at, 1, at);
        }
        say.atRisk(clock, level, consumedAt(clock, at), at);
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
        Target promise = policy.target(clock.kind, facts);
        AtRisk rule = promise == null ? policy.atRisk() : promise.atRisk();
        WorkCalendar calendar = calendarOf(clock);
        clock.deadline = calendar.add(clock.since, clock.target - clock.consumed);
        clock.risk1 = clock.fired1 ? NEVER : point(clock, calendar, rule.first(clock.target));
        clock.risk2 = clock.fired2 ? NEVER : point(clock, calendar, rule.second(clock.target));
    }

    private long point(ClockState clock, WorkCalendar calendar, long consumed) {
        if (consumed == AtRisk.OFF) {
            return NEVER;
        }
        long at = Math.max(now, calendar.add(clock.since, consumed - clock.consumed));
        return at < clock.deadline ? at : NEVER;
    }

    private void armAbsolute(ClockState clock) {
        long span = clock.deadline - clock.start;
        if (span <= 0 || clock.phase != Phase.RUNNING) {
            return;
        }
        long first = policy.atRisk().first(span);
        long second = policy.atRisk().second(span);
        clock.risk1 = first == AtRisk.OFF || clock.fired1 ? NEVER : Math.max(clock.start + first, now);
        clock.risk2 = second == AtRisk.OFF || clock.fired2 ? NEVER : Math.max(clock.start + second, now);
        clock.risk1 = clock.risk1 < clock.deadline ? clock.risk1 : NEVER;
        clock.risk2 = clock.risk2 < clock.deadline ? clock.risk2 : NEVER;
    }

    /** Adds the time since the clock was last settled to what it consumed. */
    void settle(ClockState clock) {
        clock.consumed = consumedAt(clock, now);
        clock.since = Math.max(clock.since, now);
    }

    long consumedAt(ClockState clock, long time) {
        return clock.phase == Phase.RUNNING
                ? clock.consumed + calendarOf(clock).between(clock.since, time)
                : clock.consumed;
    }

    /** The calendar that a clock counts by; that of its policy where the file that had it is long gone. */
    WorkCalendar calendarOf(ClockState clock) {
        WorkCalendar calendar = book.calendar(clock.calendar);
        if (calendar != null) {
            return calendar;
        }
        Target promise = policy.target(clock.kind, facts);
        return promise == null ? policy.calendar() : promise.calendar();
    }
}
