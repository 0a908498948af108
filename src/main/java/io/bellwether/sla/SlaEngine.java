package io.bellwether.sla;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The SLA clocks of cases under one {@link PolicyBook}. All about a case stands in its {@link SlaState}, so one engine
 * serves all cases, one after another, and the same events in the same order give the same output. Not thread-safe.
 *
 * <p>Fold all events up to a time, then {@link #advance} to it: a deadline breaches once every event at or before it is
 * folded, so a reply exactly at the deadline is in time.
 */
public final class SlaEngine {
    private static final Pattern REASON = Pattern.compile("[A-Za-z_]{1,32}");

    private final PolicyBook book;
    private final Clocks clocks;
    private final ReplyClocks replies;
    private final EpisodeClocks episodes;
    private final StatusClocks statuses;

    /** An engine that judges by that book. */
    public SlaEngine(PolicyBook book) {
        this.book = book;
        this.clocks = new Clocks(book);
        this.replies = new ReplyClocks(clocks);
        this.episodes = new EpisodeClocks(clocks);
        this.statuses = new StatusClocks(clocks, replies);
    }

    /**
     * Ends what runs only for as long as a queue or an agent has the case, where the event gives it to another. Comes before
     * {@link #apply} of the event and while the facts are still of whoever had the case: so it is said of them.
     *
     * @param queue that has the case from now on, or null
     * @param agent likewise
     */
    public void handOver(
            SlaState state, ServiceEvent event, String queue, SourceId agent, CaseFacts facts, SlaListener out) {
        boolean leavesQueue = EpisodeClocks.leavesQueue(state, queue);
        boolean leavesAgent = EpisodeClocks.leavesAgent(state, agent);
        if (leavesQueue || leavesAgent) {
            clocks.pointAt(state, facts, out, event.time());
            clocks.fire(event.time() - 1);
            episodes.take(event);
            episodes.leave(leavesQueue, leavesAgent);
        }
    }

    /**
     * Folds one event, in the order of {@link ServiceEvent#FOLD_ORDER}. What fell due before it fires first. Where the case
     * goes to another queue or agent with it, {@link #handOver} comes before.
     */
    public void apply(SlaState state, ServiceEvent event, CaseFacts facts, SlaListener out) {
        if (state.gone) {
            return;
        }
        if (event.type().ofChat()) {
            state.isChat();
        }
        clocks.pointAt(state, facts, out, event.time());
        clocks.fire(event.time() - 1);
        if (event.type() == EventType.TICKET_MERGED || event.type() == EventType.TICKET_DELETED) {
            remove(event);
            return;
        }
        boolean beginning = !state.begun && isBeginning(state, event);
        takeDueTimes(state, event);
        replies.take(event);
        episodes.take(event);
        statuses.take(event);
        // on one event stop comes before pause, pause before a change of target, that before start
        replies.stop();
        episodes.stop();
        statuses.stop();
        statuses.pause();
        clocks.judge();
        if (beginning) {
            begin(state, event);
            replies.begin();
        }
        statuses.start();
        replies.start();
        episodes.start();
    }

    private static void takeDueTimes(SlaState state, ServiceEvent event) {
        if (event.dueAt() != null) {
            state.dueAt = event.dueAt();
            state.judged = false;
        }
        if (event.firstReplyDueAt() != null) {
            state.firstReplyDueAt = event.firstReplyDueAt();
            state.judged = false;
        }
    }

    /** A chat in which a person took part before is under way, whatever it does next. */
    private static boolean isBeginning(SlaState state, ServiceEvent event) {
        return switch (event.type()) {
            case TICKET_CREATED, CHAT_STARTED -> true;
            case CHAT_QUEUED, CHAT_HANDOFF -> !state.replied && !state.human;
            case CHAT_MESSAGE -> event.isQuestion() && !state.replied && !state.human;
            default -> false;
        };
    }

    private static void begin(SlaState state, ServiceEvent event) {
        state.begun = true;
        state.createdAt = event.time();
        state.agentCreated = !event.isMessage() && event.actor() == Actor.AGENT;
    }

    /** Merged away or deleted. A stop at the same instant came from the removal itself and is taken back. */
    private void remove(ServiceEvent event) {
        boolean merged = event.type() == EventType.TICKET_MERGED;
        boolean given = !merged
                && event.reason() != null
                && REASON.matcher(event.reason()).matches();
        String reason = merged ? "MERGED" : given ? event.reason() : "DELETED";
        SlaState state = clocks.state;
        for (int i = 0; i < state.clocks.size(); i++) {
            ClockState clock = state.clocks.get(i);
            boolean stoppedByIt = clock.phase == ClockState.Phase.FULFILLED
                    && clock.since == event.time()
                    && clock.kind.ofStatus()
                    && state.isDone();
            if (stoppedByIt) {
                clocks.corrections.reopen(clock);
            }
            if (clock.isOpen()) {
                clocks.cancel(clock, reason);
            }
        }
        state.gone = true;
    }

    /** Fires every at-risk point and deadline up to a time, in their order. */
    public void advance(SlaState state, long time, CaseFacts facts, SlaListener out) {
        if (nextWake(state) <= time) {
            clocks.pointAt(state, facts, out, time);
            clocks.fire(time);
        }
    }

    /** The earliest at-risk point or deadline yet to come, {@link Long#MAX_VALUE} where there is none. */
    public long nextWake(SlaState state) {
        if (state.wake == SlaState.UNKNOWN) {
            long wake = Long.MAX_VALUE;
            for (int i = 0; i < state.clocks.size(); i++) {
                wake = Math.min(wake, state.clocks.get(i).wake());
            }
            state.wake = wake;
        }
        return state.wake;
    }

    /**
     * Judges a case by this engine's book where it was judged by an older one: selects policy and targets again, keeps
     * consumed time. Does nothing where {@link #reachesAtOnce} says no: then the next event does it.
     */
    public void reselect(SlaState state, long time, CaseFacts facts, SlaListener out) {
        if (reachesAtOnce(state, facts)) {
            clocks.pointAt(state, facts, out, time);
            clocks.fire(time - 1);
            clocks.judge();
        }
    }

    /** Whether clocks of a case are open, another book judged them last, and its policy says {@code apply_to_open}. */
    public boolean reachesAtOnce(SlaState state, CaseFacts facts) {
        return !state.gone
                && state.book != book.id()
                && state.hasOpenClocks()
                && book.appliesToOpen(state.policy(book, clocks.subject.is(facts, state.chat)));
    }

    /** What every clock of a case shows at a time, for a person who asks why. */
    public List<ClockView> views(SlaState state, long at) {
        List<ClockView> views = new ArrayList<>();
        for (ClockState clock : state.clocks) {
            if (clock.visible) {
                views.add(Views.of(book, state, clock, at));
            }
        }
        return List.copyOf(views);
    }

    /** What the clocks of a case that have not ended promise. */
    public List<RunningClock> running(SlaState state, CaseFacts facts) {
        return Views.running(book, state, facts);
    }
}
