package io.bellwether.sla;

import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.queue.Turn;

/**
 * The clocks of single episodes in a case's life: a stay in a chat queue, ownership by a queue, an assignment to an
 * agent, a refund, a dispute.
 */
final class EpisodeClocks {
    private static final long NEVER = WorkCalendar.NEVER;

    private final Clocks clocks;
    private SlaState state;
    private ServiceEvent event;
    private Turn turn;
    private long queue;
    private long agent;
    private boolean newQueue;
    private boolean newAgent;

    EpisodeClocks(Clocks clocks) {
        this.clocks = clocks;
    }

    /** The event at hand, of the case that the clocks are pointed at. */
    void take(ServiceEvent event) {
        this.state = clocks.state;
        this.event = event;
        this.turn = clocks.subject.facts().turn();
        boolean changed = state.ownedAs != clocks.subject.facts().attributes();
        this.queue = changed ? Known.hash(clocks.subject.facts().dimension("queue")) : state.queue;
        this.agent = changed ? Known.hash(clocks.subject.facts().agent()) : state.agent;
        this.newQueue = state.queue != queue;
        this.newAgent = state.agent != agent;
    }

    void stop() {
        switch (event.type()) {
            case REFUND_COMPLETED -> fulfil(ClockKind.REFUND);
            case DISPUTE_DECIDED -> fulfil(ClockKind.DISPUTE);
            default -> {}
        }
        Status status = clocks.subject.facts().status();
        if (turn.answered()) {
            fulfil(ClockKind.QUEUE_WAIT);
        } else if (turn.unanswered()) {
            cancel(ClockKind.QUEUE_WAIT, unanswered(status));
        }
        if (newQueue || status != null && status.isDone()) {
            fulfil(ClockKind.GROUP_OWNERSHIP);
        }
        if (newAgent) {
            fulfil(ClockKind.ASSIGNEE_RESPONSE);
        }
    }

    void start() {
        switch (event.type()) {
            case REFUND_OPENED -> startOnce(ClockKind.REFUND);
            case DISPUTE_OPENED -> startOnce(ClockKind.DISPUTE);
            default -> {}
        }
        if (turn.offered()) {
            startOnce(ClockKind.QUEUE_WAIT);
        }
        state.queue = queue;
        state.agent = agent;
        state.ownedAs = clocks.subject.facts().attributes();
        if (!state.isDone()) {
            ownership();
            assignment();
        }
    }

    private String unanswered(Status status) {
        if (turn.left() != Turn.Left.ABANDONED) {
            return turn.left().name();
        }
        return event.type() == EventType.CHAT_ABANDONED ? "ABANDONED" : status == Status.SOLVED ? "SOLVED" : "CLOSED";
    }

    private void ownership() {
        ClockState last = state.last(ClockKind.GROUP_OWNERSHIP);
        if (state.queue == 0 || last != null && last.isOpen()) {
            return;
        }
        boolean sameOwner = !newQueue && last != null;
        if (sameOwner && clocks.policy.reopen() == Policy.Reopen.RESUME) {
            clocks.resumeAfterReopening(last);
        } else {
            clocks.start(ClockKind.GROUP_OWNERSHIP, clocks.now);
        }
        StatusClocks.pauseUnlessCounting(clocks, ClockKind.GROUP_OWNERSHIP);
    }

    private void assignment() {
        if (newAgent && state.agent != 0 && state.waitingSince != NEVER) {
            startOnce(ClockKind.ASSIGNEE_RESPONSE);
        }
    }

    private void startOnce(ClockKind kind) {
        if (state.open(kind) == null) {
            clocks.start(kind, clocks.now);
        }
    }

    private void fulfil(ClockKind kind) {
        ClockState clock = state.open(kind);
        if (clock != null) {
            clocks.fulfil(clock);
        }
    }

    private void cancel(ClockKind kind, String reason) {
        ClockState clock = state.open(kind);
        if (clock != null) {
            clocks.cancel(clock, reason);
        }
    }
}
