package io.bellwether.cases;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.event.Visibility;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Signal;
import io.bellwether.quality.Mood;
import io.bellwether.quality.Rating;
import io.bellwether.quality.StatusChange;
import io.bellwether.queue.QueueFold;
import io.bellwether.queue.ServiceLevel;
import io.bellwether.sla.ClockView;
import io.bellwether.sla.PolicyBook;
import io.bellwether.sla.SlaEngine;
import java.util.List;
import java.util.Map;

/**
 * Folds one event after another into a case and says what that means: the one place where the parts of a case (status,
 * queue, SLA, quality, mood) meet. Pure; events come in {@link ServiceEvent#FOLD_ORDER}. Not thread-safe.
 */
final class CaseFold {

    /** Up to here a message counts as negative, from its opposite on as positive. */
    static final double NEGATIVE = -0.3;

    private static final List<String> NO_TAGS = List.of();
    private static final List<String> CUSTOMER = List.of("customer");
    private static final List<String> AGENT = List.of("agent");

    private final CaseEmitter emitter;
    private final QueueFold queue;
    private SlaEngine sla;
    private String policyVersion;

    CaseFold(List<String> dimensions, ServiceLevel limits, PolicyBook policies) {
        this.emitter = new CaseEmitter(dimensions);
        this.queue = new QueueFold(limits);
        policies(policies);
    }

    /** Judges by other policies from now on; a case notices at its next event, or when {@link #judge} visits it. */
    void policies(PolicyBook book) {
        this.sla = new SlaEngine(book);
        this.policyVersion = book.version();
    }

    /** Folds one event that the case has not seen. Deadlines before the event's time have been advanced over. */
    void fold(String caseId, CaseCore core, ServiceEvent event, CaseOutput out) {
        emitter.pointAt(caseId, core, out);
        boolean first = core.lastEventAt == CaseCore.NOT_YET;
        core.lastEventAt = Math.max(core.lastEventAt, event.time());
        core.backfill = event.backfill();
        core.chat |= event.type().wireName().startsWith("chat.");
        core.policyVersion = policyVersion;
        leaveQueue(core, event);
        attributes(core, event, first);
        life(core, event);
        contact(core, event);
        sla.apply(core.sla, event, emitter, emitter);
        message(core, event);
        survey(core, event);
        statusLevels(core, event.time());
    }

    /** Lets time pass: fires at-risk points and deadlines up to and at {@code time}. */
    void advance(String caseId, CaseCore core, long time, CaseOutput out) {
        if (sla.nextWake(core.sla) > time) {
            return;
        }
        emitter.pointAt(caseId, core, out);
        core.policyVersion = policyVersion;
        sla.advance(core.sla, time, emitter, emitter);
    }

    /** Whether a case was last judged by other policies, and the present ones reach it at once. */
    boolean reaches(String caseId, CaseCore core) {
        if (!judgesAnew(core)) {
            return false;
        }
        emitter.pointAt(caseId, core, Discard.OUTPUT);
        return sla.reachesAtOnce(core.sla, emitter);
    }

    /** Judges a case that the present policies reach. */
    void judge(String caseId, CaseCore core, long time, CaseOutput out) {
        emitter.pointAt(caseId, core, out);
        core.policyVersion = policyVersion;
        sla.reselect(core.sla, time, emitter, emitter);
    }

    /** The next at-risk point or deadline, {@link Long#MAX_VALUE} if there is none. */
    long nextDeadline(CaseCore core) {
        return sla.nextWake(core.sla);
    }

    /** What the case's SLA clocks show at a time. */
    List<ClockView> clocks(CaseCore core, long at) {
        return sla.views(core.sla, at);
    }

    /** Gives back whatever the case still counts in; it is forgotten now. */
    void release(String caseId, CaseCore core, long time, CaseOutput out) {
        emitter.pointAt(caseId, core, out);
        if (core.contact != null) {
            queue.forget(core.contact, time, emitter.contact());
        }
        emitter.releaseLevels(time);
    }

    /** Whether the case was last judged by other policies than the present ones. */
    boolean judgesAnew(CaseCore core) {
        return !core.policyVersion.isEmpty() && !core.policyVersion.equals(policyVersion);
    }

    private void attributes(CaseCore core, ServiceEvent event, boolean first) {
        Attributes before = core.attributes;
        Attributes after = before.with(event);
        if (event.isMessage() || event.type() == EventType.CHAT_MISSED) {
            after = after.withAgent(before.agentId());
        }
        String agent = before.agentId();
        if (agent != null && endsContact(event.type()) && !agent.equals(event.agentId())) {
            emitter.released(event, agent);
        }
        if (after != before) {
            emitter.attributes(after, event.time(), first);
            if (before.queue() != null && !before.queue().equals(after.queue())) {
                emitter.count(Measure.CASES_TRANSFERS, NO_TAGS, event.time(), 1);
            }
        }
    }

    /** Whether the agent of a chat, if it is not the one that the event names, is on it no longer. */
    private static boolean endsContact(EventType type) {
        return switch (type) {
            case CHAT_QUEUED, CHAT_ASSIGNED, CHAT_TRANSFERRED, CHAT_ABANDONED, CHAT_ENDED -> true;
            default -> false;
        };
    }

    private void life(CaseCore core, ServiceEvent event) {
        if (core.removed) {
            return;
        }
        switch (event.type()) {
            case TICKET_CREATED -> {
                // one that comes too late to be put in its place must not take a case back to its beginning
                if (core.status == null) {
                    created(core, event.status() == null ? Status.NEW : event.status(), event.time());
                }
            }
            case CHAT_STARTED, CHAT_QUEUED, CHAT_HANDOFF, CHAT_ASSIGNED, CHAT_TRANSFERRED, CHAT_MESSAGE -> {
                boolean begins = event.type() == EventType.CHAT_STARTED || event.type() == EventType.CHAT_QUEUED;
                if (core.status == null || begins && core.status.isDone()) {
                    created(core, Status.OPEN, event.time());
                }
            }
            case TICKET_STATUS_CHANGED, TICKET_UPDATED -> {
                if (event.status() != null) {
                    status(core, event.status(), event.time());
                }
            }
            case CHAT_ABANDONED, CHAT_ENDED -> status(core, Status.CLOSED, event.time());
            case TICKET_MERGED -> {
                emitter.count(Measure.CASES_MERGED, NO_TAGS, event.time(), 1);
                remove(core, event.time());
            }
            case TICKET_DELETED -> remove(core, event.time());
            default -> {}
        }
    }

    private void created(CaseCore core, Status status, long time) {
        if (core.status == null) {
            core.since = time;
            emitter.count(Measure.CASES_CREATED, NO_TAGS, time, 1);
            core.status = Status.NEW;
            core.statusSince = time;
        }
        status(core, status, time);
    }

    private void status(CaseCore core, Status status, long time) {
        StatusChange change = StatusChange.of(core.status, status, core.replies);
        count(change.solved(), Measure.CASES_SOLVED, time);
        count(change.closed(), Measure.CASES_CLOSED, time);
        count(change.reopened(), Measure.CASES_REOPENED, time);
        count(change.oneTouch(), Measure.CASES_ONE_TOUCH, time);
        if (core.status != status) {
            core.statusSince = time;
        }
        core.since = core.since == CaseCore.NOT_YET ? time : core.since;
        core.status = status;
        if (status.isDone()) {
            calm(core, time);
        }
    }

    private void count(boolean happened, Measure measure, long time) {
        if (happened) {
            emitter.count(measure, NO_TAGS, time, 1);
        }
    }

    private void remove(CaseCore core, long time) {
        core.removed = true;
        core.status = Status.CLOSED;
        core.statusSince = time;
        calm(core, time);
    }

    private void leaveQueue(CaseCore core, ServiceEvent event) {
        boolean gone = event.type() == EventType.TICKET_MERGED || event.type() == EventType.TICKET_DELETED;
        if (core.contact != null && (gone || QueueFold.enqueues(core.contact, event))) {
            queue.leave(core.contact, event.time(), emitter.contact());
            core.contact = null;
        }
    }

    private void contact(CaseCore core, ServiceEvent event) {
        if (core.removed) {
            return;
        }
        if (QueueFold.enqueues(core.contact, event)) {
            core.contact = queue.enqueue(core.attributes.queue(), event.time(), emitter.beginContact());
        } else if (core.contact != null) {
            core.contact = queue.apply(core.contact, event, emitter.contact());
        }
    }

    private void message(CaseCore core, ServiceEvent event) {
        if (!event.isMessage() || event.visibility() == Visibility.PRIVATE) {
            return;
        }
        if (event.actor() == Actor.AGENT && !event.automated()) {
            core.replies++;
        }
        if (event.sentiment() == null || event.actor() != Actor.CUSTOMER && event.actor() != Actor.AGENT) {
            return;
        }
        List<String> side = event.actor() == Actor.CUSTOMER ? CUSTOMER : AGENT;
        double score = event.sentiment();
        emitter.timing(Measure.SENTIMENT_SCORE, side, event.time(), Math.round(score * 1e6));
        if (score <= NEGATIVE) {
            emitter.count(Measure.SENTIMENT_NEGATIVE, side, event.time(), 1);
        } else if (score >= -NEGATIVE) {
            emitter.count(Measure.SENTIMENT_POSITIVE, side, event.time(), 1);
        }
        if (event.actor() == Actor.CUSTOMER) {
            mood(core, core.mood.after(score, event.time()), event.time());
        }
    }

    private void mood(CaseCore core, Mood next, long time) {
        if (next.angry() != core.mood.angry()) {
            Signal.Kind kind = next.angry() ? Signal.Kind.CASE_ANGRY_CUSTOMER : Signal.Kind.CASE_CALMED;
            Map<String, String> detail = Map.of(
                    "mean", String.format(java.util.Locale.ROOT, "%.2f", next.mean()),
                    "messages", Integer.toString(next.count()));
            emitter.signal(new Signal(
                    kind, emitter.caseId(), "", 0, 0, time, 0, 0, 0, core.backfill, emitter.dimensions(), detail));
        }
        core.mood = next;
    }

    private void calm(CaseCore core, long time) {
        if (core.mood.angry()) {
            Mood mood = core.mood;
            mood(core, new Mood(mood.mean(), mood.count(), mood.high(), mood.highAt(), false), time);
        }
    }

    private void survey(CaseCore core, ServiceEvent event) {
        if (event.type() == EventType.SURVEY_REQUESTED) {
            emitter.count(
                    Measure.SATISFACTION_REQUESTED, List.of(event.surveyKind().name()), event.time(), 1);
        } else if (event.type() == EventType.SURVEY_ANSWERED) {
            Rating rating = Rating.of(event);
            Rating before = core.ratings.put(rating.kind(), rating);
            if (before != null) {
                rated(before, -1);
            }
            rated(rating, 1);
        }
    }

    private void rated(Rating rating, int weight) {
        List<String> kind = List.of(rating.kind().name());
        if (weight > 0) {
            emitter.timing(Measure.SATISFACTION_SCORE, kind, rating.time(), rating.millionths());
        } else {
            emitter.retractTiming(Measure.SATISFACTION_SCORE, kind, rating.time(), rating.millionths());
        }
        if (rating.satisfied()) {
            emitter.count(Measure.SATISFACTION_SATISFIED, kind, rating.time(), weight);
        } else if (rating.dissatisfied()) {
            emitter.count(Measure.SATISFACTION_DISSATISFIED, kind, rating.time(), weight);
        }
    }

    private void statusLevels(CaseCore core, long time) {
        Status status = core.status;
        boolean known = status != null && !core.removed;
        boolean open = known && (status == Status.NEW || status == Status.OPEN);
        hold(core, Measure.CASES_OPEN, open, core.since, time);
        hold(core, Measure.CASES_WAITING_CUSTOMER, known && status == Status.WAITING_CUSTOMER, core.statusSince, time);
        hold(
                core,
                Measure.CASES_WAITING_THIRD_PARTY,
                known && status == Status.WAITING_THIRD_PARTY,
                core.statusSince,
                time);
        boolean unassigned = known && !core.chat && !status.isDone() && core.attributes.agentId() == null;
        hold(core, Measure.CASES_UNASSIGNED, unassigned, core.since, time);
    }

    private void hold(CaseCore core, Measure measure, boolean wanted, long since, long time) {
        LevelLedger.Held held = core.levels.find(measure);
        if (held != null && (!wanted || held.since() != since)) {
            emitter.level(measure, NO_TAGS, time, -held.n(), held.since());
            held = null;
        }
        if (wanted && held == null) {
            emitter.level(measure, NO_TAGS, time, 1, since);
        }
    }
}
