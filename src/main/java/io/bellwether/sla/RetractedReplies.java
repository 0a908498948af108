package io.bellwether.sla;

import io.bellwether.event.Status;

/**
 * What was fulfilled by a message that had been public and is private now. Its clock waits on as if it had not been written, or
 * ends with the reply that came next; what ran only because of it is void. For {@link ReplyClocks} alone.
 */
final class RetractedReplies {
    private static final long NEVER = WorkCalendar.NEVER;

    private final Clocks clocks;

    RetractedReplies(Clocks clocks) {
        this.clocks = clocks;
    }

    /** @param messageId hash of the message's id, as clocks have it of the reply that ended them */
    void retract(long messageId) {
        SlaState state = clocks.state;
        boolean wasLast = false;
        long since = NEVER;
        for (int i = 0; i < state.clocks.size(); i++) {
            ClockState clock = state.clocks.get(i);
            if (clock.nextReplyAt != NEVER && clock.nextReplyId == messageId) {
                clock.nextReplyAt = NEVER;
                clock.nextReplyId = 0;
            }
            if (clock.stopId != messageId || clock.phase != ClockState.Phase.FULFILLED || !clock.kind.ofQuestion()) {
                continue;
            }
            if (clock.nextReplyAt != NEVER) {
                clocks.corrections.refulfil(clock, clock.nextReplyAt, clock.nextReplyId);
                continue;
            }
            wasLast = true;
            since = Math.min(since, clock.start);
            cancelStartedBy(clock.since);
            clocks.corrections.reopen(clock);
            if (state.status == Status.CLOSED) {
                clocks.cancel(clock, "CLOSED");
            }
        }
        if (wasLast) {
            state.replied = state.last(ClockKind.FIRST_REPLY) == null || state.open(ClockKind.FIRST_REPLY) == null;
            state.waitingSince = since;
        }
    }

    /** Clocks that run only because of a reply that was none. */
    private void cancelStartedBy(long reply) {
        SlaState state = clocks.state;
        for (int i = 0; i < state.clocks.size(); i++) {
            ClockState clock = state.clocks.get(i);
            boolean update = clock.kind == ClockKind.PERIODIC_UPDATE || clock.kind == ClockKind.PAUSABLE_UPDATE;
            boolean next = clock.kind == ClockKind.NEXT_REPLY && clock.start >= reply;
            if (clock.isOpen() && (update && clock.start == reply || next)) {
                clocks.cancel(clock, "REPLY_RETRACTED");
            }
        }
    }
}
