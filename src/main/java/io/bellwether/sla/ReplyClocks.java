package io.bellwether.sla;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.IdHash;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.event.Visibility;
import io.bellwether.queue.Turn;

/** The clocks between customers' questions and agents' replies: first and next reply, periodic and pausable update. */
final class ReplyClocks {
    private static final long NEVER = WorkCalendar.NEVER;

    private final Clocks clocks;
    private final RetractedReplies retracted;
    private SlaState state;
    private ServiceEvent event;
    private boolean opening;
    private boolean reply;

    ReplyClocks(Clocks clocks) {
        this.clocks = clocks;
        this.retracted = new RetractedReplies(clocks);
    }

    /** The event at hand, of the case that the clocks are pointed at. */
    void take(ServiceEvent event) {
        this.state = clocks.state;
        this.event = event;
        this.opening = isOpening();
        this.reply = !opening && clocks.policy.reply().isReply(event);
    }

    void stop() {
        Turn turn = clocks.subject.facts().turn();
        if (event.type() == EventType.CHAT_HANDOFF || turn.begun() || turn.answered()) {
            personAskedFor();
        }
        if (reply) {
            reply();
        } else if (event.isMessage() && event.visibility() == Visibility.PRIVATE && event.messageId() != null) {
            retracted.retract(IdHash.of(event.messageId()));
        } else if (event.isMessage() && event.actor() == Actor.BOT) {
            botSpoke();
        }
    }

    void start() {
        if (opening) {
            clocks.start(ClockKind.FIRST_REPLY, state.createdAt);
            state.waitingSince = state.createdAt;
        } else if (reply) {
            startUpdates();
        } else if (event.isQuestion()) {
            question();
        }
    }

    /** The case begins: the customer waits for the first reply, unless an agent opened it. */
    void begin() {
        if (state.agentCreated || state.isDone()) {
            return;
        }
        // a question that was told before its case waits for the first reply now
        cancel(ClockKind.NEXT_REPLY, "CREATED");
        if (state.open(ClockKind.FIRST_REPLY) != null) {
            // it began again before its beginning was told
            return;
        }
        awaitFirstReply(Math.min(state.waitingSince, clocks.now));
    }

    /**
     * A chat that was over begins again: its customer is back and waits as one of a new chat does, unless an agent began it
     * or a question is open still.
     */
    void beginAgain() {
        state.agentCreated = event.actor() == Actor.AGENT;
        state.human = event.type() == EventType.CHAT_QUEUED;
        if (event.firstReplyDueAt() == null) {
            state.firstReplyDueAt = NEVER;
            state.judged = false;
        }
        boolean waits = state.open(ClockKind.FIRST_REPLY) != null || state.open(ClockKind.NEXT_REPLY) != null;
        if (!state.agentCreated && !waits) {
            state.replied = false;
            awaitFirstReply(clocks.now);
        }
    }

    /** Whether the event, with which what was over is open again, begins a chat anew. */
    boolean isBeginningOfChat() {
        return switch (event.type()) {
            case CHAT_STARTED, CHAT_QUEUED, CHAT_MESSAGE -> true;
            default -> false;
        };
    }

    private void awaitFirstReply(long since) {
        state.waitingSince = since;
        clocks.start(ClockKind.FIRST_REPLY, clocks.now);
        if (event.type() == EventType.CHAT_STARTED && event.actor() == Actor.BOT) {
            botSpoke();
        }
    }

    /** Opened again: a question that came meanwhile waits from when it was asked, updates are due from now. */
    void reopened() {
        if (state.waitingSince != NEVER) {
            startNextReply();
            if (state.replied) {
                startUpdates();
            }
        }
    }

    /** The case is closed and its customer will not be answered any more. */
    void closed(String reason) {
        cancel(ClockKind.FIRST_REPLY, reason);
        cancel(ClockKind.NEXT_REPLY, reason);
        cancel(ClockKind.ROUND_RESPONSE, reason);
        state.waitingSince = NEVER;
    }

    /** Solved: nothing is left to report on. */
    void solved(boolean ignored, long solvedBefore) {
        cancel(ClockKind.PERIODIC_UPDATE, "SOLVED");
        cancel(ClockKind.PAUSABLE_UPDATE, "SOLVED");
        cancel(ClockKind.ASSIGNEE_RESPONSE, "SOLVED");
        if (ignored) {
            ignoreSince(solvedBefore, ClockKind.NEXT_REPLY);
            ignoreSince(solvedBefore, ClockKind.ROUND_RESPONSE);
        }
        if (clocks.policy.afterSolve() == Policy.AfterSolve.CANCEL) {
            closed("SOLVED");
        }
    }

    private void ignoreSince(long solvedBefore, ClockKind kind) {
        ClockState clock = state.open(kind);
        if (clock != null && clock.start >= solvedBefore) {
            clocks.corrections.ignore(clock, "REOPENED_BRIEFLY");
            state.waitingSince = NEVER;
        }
    }

    private void cancel(ClockKind kind, String reason) {
        ClockState clock = state.open(kind);
        if (clock != null) {
            clocks.cancel(clock, reason);
        }
    }

    /** The public comment with which an agent opened the ticket: it is a reply to nothing. */
    private boolean isOpening() {
        return state.agentCreated
                && event.type() == EventType.TICKET_MESSAGE
                && event.actor() == Actor.AGENT
                && event.visibility() != Visibility.PRIVATE
                && event.time() == state.createdAt
                && state.last(ClockKind.FIRST_REPLY) == null;
    }

    private void reply() {
        long id = event.messageId() == null ? 0 : IdHash.of(event.messageId());
        for (int i = 0; i < state.clocks.size(); i++) {
            ClockState clock = state.clocks.get(i);
            if (!clock.kind.ofReply()) {
                continue;
            }
            if (clock.isOpen()) {
                clocks.fulfil(clock);
                clock.stopId = clock.kind.ofQuestion() ? id : 0;
            } else if (clock.stopId != 0 && clock.nextReplyAt == NEVER && clock.phase == ClockState.Phase.FULFILLED) {
                clock.nextReplyAt = clocks.now;
                clock.nextReplyId = id;
            }
        }
        state.replied = true;
        state.human = true;
        state.waitingSince = NEVER;
    }

    private void startUpdates() {
        if (state.isDone()) {
            return;
        }
        startUpdate(ClockKind.PERIODIC_UPDATE);
        startUpdate(ClockKind.PAUSABLE_UPDATE);
    }

    private void startUpdate(ClockKind kind) {
        if (state.open(kind) == null) {
            clocks.start(kind, clocks.now);
            StatusClocks.pauseUnlessCounting(clocks, kind);
        }
    }

    /** A round begins with a question and ends with its answer; in a chat not before a person takes part. */
    private void startRound() {
        if ((state.human || !state.chat) && state.open(ClockKind.ROUND_RESPONSE) == null) {
            clocks.start(ClockKind.ROUND_RESPONSE, clocks.now);
        }
    }

    private void question() {
        if (state.waitingSince == NEVER) {
            state.waitingSince = clocks.now;
        }
        ClockState first = state.open(ClockKind.FIRST_REPLY);
        if (first != null && first.held) {
            clocks.askAgain(first);
        }
        if (state.status == Status.CLOSED) {
            return;
        }
        startRound();
        if (state.last(ClockKind.FIRST_REPLY) == null && state.agentCreated) {
            clocks.start(ClockKind.FIRST_REPLY, clocks.now);
        } else {
            startNextReply();
        }
        boolean reopenedBefore = state.reopenedAt != NEVER && !state.isDone();
        if (reopenedBefore && state.replied) {
            startUpdates();
        }
    }

    private void startNextReply() {
        ClockState first = state.last(ClockKind.FIRST_REPLY);
        // where the beginning was not seen, neither was the first reply
        boolean answered = state.replied || first != null || !state.begun;
        boolean waitsForFirst = first != null && first.isOpen();
        if (answered && !waitsForFirst && state.open(ClockKind.NEXT_REPLY) == null) {
            clocks.start(ClockKind.NEXT_REPLY, state.waitingSince);
        }
    }

    private void botSpoke() {
        ClockState first = state.open(ClockKind.FIRST_REPLY);
        if (state.chat && !state.human && first != null && clocks.policy.anchor() == Policy.Anchor.HANDOFF) {
            clocks.hold(first);
        }
    }

    private void personAskedFor() {
        state.human = true;
        ClockState first = state.open(ClockKind.FIRST_REPLY);
        boolean handoff = event.type() == EventType.CHAT_HANDOFF;
        if (first == null || !handoff && !first.held) {
            return;
        }
        if (clocks.policy.anchor() == Policy.Anchor.HANDOFF) {
            clocks.corrections.restartAt(first);
            state.waitingSince = clocks.now;
        } else {
            clocks.release(first);
        }
    }
}
