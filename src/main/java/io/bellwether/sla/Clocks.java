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
    final Subject subject;
    final long now;
    final Announcer say;
    final Deadlines deadlines;

    Clocks(PolicyBook book, SlaState state, CaseFacts facts, SlaListener out, long now) {
        this.book = book;
        this.subject = new Subject(facts, state.chat);
        this.policy = book.select(subject);
        this.state = state;
        // whoever works with clocks may change them
        state.wake = SlaState.UNKNOWN;
        this.now = now;
        this.say = new Announcer(book, state, facts, out);
        this.deadlines = new Deadlines(book, policy, subject, now);
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
        if (last != null) {
            say.replaced(last, now);
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
            deadlines.settle(clock);
            clock.phase = Phase.PAUSED;
            deadlines.arm(clock);
        }
    }

    void resume(ClockState clock) {
        if (clock.phase == Phase.PAUSED) {
            clock.phase = Phase.RUNNING;
            clock.since = now;
            deadlines.arm(clock);
        }
    }

    /** The awaited thing happened. */
    void fulfil(ClockState clock) {
        release(clock);
        deadlines.settle(clock);
        clock.phase = Phase.FULFILLED;
        clock.since = now;
        if (clock.visible) {
            say.levels(clock, now, -1);
            say.verdict(clock, now, 1);
            if (clock.hasTarget()) {
                say.ended(Signal.Kind.SLA_FULFILLED, clock, clock.isHeardOf(), now, "");
            }
        }
    }

    /** The instance ends without a verdict; a breach that it had stays counted. */
    void cancel(ClockState clock, String reason) {
        deadlines.settle(clock);
        clock.phase = Phase.CANCELLED;
        clock.since = now;
        if (clock.visible) {
            say.levels(clock, now, -1);
            if (clock.hasTarget()) {
                say.ended(Signal.Kind.SLA_CANCELLED, clock, clock.isHeardOf(), now, reason);
            }
        }
    }

    /** A bot has answered: nothing falls due until the customer asks again. */
    void hold(ClockState clock) {
        if (clock.absolute || clock.isBreached() || clock.held) {
            return;
        }
        clock.held = true;
        if (clock.atRiskSince != NEVER) {
            say.notAtRisk(clock, now);
            clock.atRiskSince = NEVER;
            say.signal(Signal.Kind.SLA_SUPERSEDED, clock, deadlines.consumedAt(clock, now), now, "BOT");
        }
        deadlines.arm(clock);
    }

    /** The customer asked again after a bot's answer: whoever answers has the whole time from here. */
    void askAgain(ClockState clock) {
        clock.held = false;
        clock.since = now;
        clock.consumed = 0;
        clock.fired1 = false;
        clock.fired2 = false;
        deadlines.arm(clock);
    }

    /** The bot is out of it: what would have been due by now is due now. */
    void release(ClockState clock) {
        if (clock.held) {
            clock.held = false;
            deadlines.arm(clock);
            breachIfOverdue(clock);
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
            say.signal(Signal.Kind.SLA_BREACHED, clock, deadlines.consumedAt(clock, at), at, "");
        }
    }

    /** Breaches at once what was due before now or has consumed more than it may. */
    void breachIfOverdue(ClockState clock) {
        if (!clock.isBreached() && deadlines.isOverdue(clock)) {
            breach(clock, now);
        }
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
        say.atRisk(clock, level, deadlines.consumedAt(clock, at), at);
    }
}
