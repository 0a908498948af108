package io.bellwether.sla;

import io.bellwether.metric.Measure;
import io.bellwether.metric.Signal;
import io.bellwether.sla.ClockState.Phase;

/**
 * The clocks of one case at one instant: the transitions of the state machine with the observations and signals that
 * belong to each. Which event causes which transition is for {@link ReplyClocks}, {@link StatusClocks} and
 * {@link EpisodeClocks} to say. One per engine, with all its helpers, pointed at one case after another.
 */
final class Clocks {
    static final long NEVER = WorkCalendar.NEVER;

    final PolicyBook book;
    final Subject subject = new Subject();
    final Announcer say = new Announcer(this);
    final Deadlines deadlines = new Deadlines(this);
    final Corrections corrections = new Corrections(this);
    private final Aim aim = new Aim(this);

    /** Of the case at hand, as the following are. */
    SlaState state;

    SlaListener out;
    Policy policy;
    long now;

    Clocks(PolicyBook book) {
        this.book = book;
    }

    /** Works with the clocks of that case from now on. */
    void pointAt(SlaState state, CaseFacts facts, SlaListener out, long now) {
        this.state = state;
        this.out = out;
        this.now = now;
        subject.is(facts, state.chat);
        policy = state.policy(book, subject);
        // whoever works with clocks may change them
        state.wake = SlaState.UNKNOWN;
    }

    /** Begins a new instance, unless no policy of the book asks for the clock. */
    void start(ClockKind kind, long anchor) {
        if (book.tracks(kind)) {
            ClockState clock = next(kind);
            clock.begin(anchor);
            aim.at(clock).atStart();
        }
    }

    /** Begins an instance that goes on where the last one stopped. */
    void resumeAfterReopening(ClockState last) {
        ClockState clock = next(last.kind);
        clock.goOn(now);
        aim.at(clock).atStart();
    }

    private ClockState next(ClockKind kind) {
        ClockState clock = state.last(kind);
        if (clock == null) {
            clock = new ClockState(kind);
            state.put(clock);
        } else {
            say.replaced(clock, now);
        }
        return clock;
    }

    /** Judges every open clock by what the case's policy and due times say now, if they may say something else. */
    void judge() {
        if (state.judged) {
            return;
        }
        for (int i = 0; i < state.clocks.size(); i++) {
            ClockState clock = state.clocks.get(i);
            if (clock.isOpen()) {
                aim.at(clock).afterChange();
            } else if (state.book != book.id()) {
                clock.ofEarlierBook();
            }
        }
        state.book = book.id();
        state.judged = true;
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
