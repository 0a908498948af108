package io.bellwether.sla;

import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
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

    /** Whether something runs that may end with the case's going to that queue. */
    static boolean leavesQueue(SlaState state, String to) {
        boolean runs = state.open(ClockKind.GROUP_OWNERSHIP) != null || state.open(ClockKind.QUEUE_WAIT) != null;
        return runs && state.queue != Known.hash(to);
    }

    /** Whether something runs that ends with the case's going to that agent, or to none. */
    static boolean leavesAgent(SlaState state, SourceId to) {
        return state.open(ClockKind.ASSIGNEE_RESPONSE) != null && state.agent != Known.hash(to);
    }

    /** The event takes the case from its queue, its agent or both, who still stand in the facts. */
    void leave(boolean leavesQueue, boolean leavesAgent) {
        if (leavesQueue) {
            stay();
            fulfil(ClockKind.GROUP_OWNERSHIP);
        }
        if (leavesAgent) {
            fulfil(ClockKind.ASSIGNEE_RESPONSE);
        }
    }

    void stop() {
        switch (event.type()) {
            case REFUND_COMPLETED -> fulfil(ClockKind.REFUND);
            case DISPUTE_DECIDED -> fulfil(ClockKind.DISPUTE);
            default -> {}
        }
        stay();
        Status status = clocks.subject.facts().status();
        if (status != null && status.isDone()) {
            fulfil(ClockKind.GROUP_OWNERSHIP);
        }
    }

    private void stay() {
        if (turn.answered()) {
            fulfil(ClockKind.QUEUE_WAIT);
        } else if (turn.unanswered()) {
            cancel(ClockKind.QUEUE_WAIT, unanswered());
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
        state.agent = agent;
        if (!state.isDone()) {
            // who gets a case that is over owns it from when it is open again
            state.queue = queue;
            state.ownedAs = clocks.subject.facts().attributes();
            ownership();
            assignment();
        }
    }

    private String unanswered() {
        if (turn.left() != Turn.Left.ABANDONED) {
            return turn.left().name();
        }
        return switch (event.type()) {
            case CHAT_ABANDONED -> "ABANDONED";
            case CHAT_ENDED -> "CLOSED";
            default -> event.status() == Status.SOLVED ? "SOLVED" : "CLOSED";
        };
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
