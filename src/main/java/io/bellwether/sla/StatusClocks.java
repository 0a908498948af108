package io.bellwether.sla;

import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;

/** The clocks that follow a case's status: requester wait, agent work, agent wait, total and first resolution. */
final class StatusClocks {
    private static final long NEVER = WorkCalendar.NEVER;

    private final Clocks clocks;
    private final ReplyClocks replies;
    private SlaState state;
    private ServiceEvent event;
    private boolean wasDone;
    private boolean isDone;
    private Status before;
    private Status after;

    StatusClocks(Clocks clocks, ReplyClocks replies) {
        this.clocks = clocks;
        this.replies = replies;
    }

    /** The event at hand, of the case that the clocks are pointed at. */
    void take(ServiceEvent event) {
        this.event = event;
        this.state = clocks.state;
        this.before = state.status;
        this.after = clocks.subject.facts().status() == null
                ? before
                : clocks.subject.facts().status();
        this.wasDone = state.isDone();
        this.isDone = after != null && after.isDone();
    }

    void stop() {
        state.status = after;
        if (isDone && !wasDone) {
            done();
        }
        if (after == Status.CLOSED && before != Status.CLOSED) {
            replies.closed(event.type() == EventType.CHAT_ABANDONED ? "ABANDONED" : "CLOSED");
        }
    }

    private void done() {
        long reopened = state.reopenedAt;
        boolean ignored = reopened != NEVER
                && clocks.policy.ignoreReopen() > 0
                && clocks.now - reopened <= clocks.policy.ignoreReopen();
        for (int i = 0; i < state.clocks.size(); i++) {
            ClockState clock = state.clocks.get(i);
            if (!clock.isOpen() || !clock.kind.ofStatus()) {
                continue;
            }
            if (ignored && clock.instance > 1) {
                clocks.corrections.ignore(clock, "REOPENED_BRIEFLY");
            } else if (event.type() == EventType.CHAT_ABANDONED) {
                clocks.cancel(clock, "ABANDONED");
            } else if (clocks.subject.facts().unheard()) {
                clocks.cancel(clock, "UNHEARD");
            } else {
                clocks.fulfil(clock);
            }
        }
        replies.solved(ignored, state.doneAt);
        state.doneAt = clocks.now;
    }

    /** Pauses and resumes what counts in some statuses only. */
    void pause() {
        for (int i = 0; i < state.clocks.size(); i++) {
            ClockState clock = state.clocks.get(i);
            if (clock.isOpen() && !isDone) {
                pauseUnlessCounting(clocks, clock.kind);
            }
        }
    }

    static void pauseUnlessCounting(Clocks clocks, ClockKind kind) {
        ClockState clock = clocks.state.open(kind);
        if (clock == null) {
            return;
        }
        if (kind.countsIn(clocks.state.status)) {
            clocks.resume(clock);
        } else {
            clocks.pause(clock);
        }
    }

    void start() {
        if (isDone) {
            return;
        }
        if (state.begun) {
            for (int i = 0; i < ClockKind.count(); i++) {
                ClockKind kind = ClockKind.of(i);
                if (kind.ofStatus() && clocks.book.tracks(kind) && state.open(kind) == null) {
                    start(kind);
                    pauseUnlessCounting(clocks, kind);
                }
            }
        }
        if (wasDone) {
            state.reopenedAt = clocks.now;
            if (replies.isBeginningOfChat()) {
                replies.beginAgain();
            } else {
                replies.reopened();
            }
        }
    }

    private void start(ClockKind kind) {
        ClockState last = state.last(kind);
        boolean once = kind == ClockKind.FIRST_RESOLUTION;
        if (last == null) {
            if (!once || state.doneAt == NEVER) {
                clocks.start(kind, clocks.now);
            }
        } else if (!once) {
            if (clocks.policy.reopen() == Policy.Reopen.RESUME) {
                clocks.resumeAfterReopening(last);
            } else {
                clocks.start(kind, clocks.now);
            }
        }
    }
}
