package io.bellwether.cases;

import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.metric.Measure;
import io.bellwether.quality.StatusChange;
import java.util.List;

/** The course of cases: created, solved, closed, reopened, merged away; and the levels that count them by status. */
final class CaseLife {

    private static final List<String> NO_TAGS = List.of();

    /** What a customer writes so soon after the end of a chat, ms, such as thanks, does not begin it again. */
    private static final long LAST_WORDS = 600_000;

    /** What is counted when a case becomes solved or closed, each at its bit in {@link CaseCore#counted}. */
    static final List<Measure> OF_DONE = List.of(
            Measure.CASES_SOLVED,
            Measure.CASES_CLOSED,
            Measure.CASES_ONE_TOUCH,
            Measure.CASES_TRANSFERRED,
            Measure.CASES_ESCALATED);

    private final CaseEmitter emitter;
    private final CaseVoice voice;
    private final CaseCourse course;
    private final CaseCustomer customer;
    private final CaseCoaching coaching;
    private final CaseBot bot;

    CaseLife(
            CaseEmitter emitter,
            CaseVoice voice,
            CaseCourse course,
            CaseCustomer customer,
            CaseCoaching coaching,
            CaseBot bot) {
        this.emitter = emitter;
        this.voice = voice;
        this.course = course;
        this.customer = customer;
        this.coaching = coaching;
        this.bot = bot;
    }

    /** A person has the chat, or answers in it. */
    static void heard(CaseCore core) {
        if (core.chat && (core.status == null || !core.status.isDone())) {
            CaseBits.note(core, CaseBits.HEARD, true);
        }
    }

    /** Whether it is, or was to its end, a chat whose customer nobody heard: such a one is closed, and not solved. */
    static boolean isUnheard(CaseCore core) {
        return core.chat && !CaseBits.has(core, CaseBits.HEARD);
    }

    /** Takes what an event says of the status. */
    void fold(CaseCore core, ServiceEvent event) {
        if (core.removed) {
            return;
        }
        switch (event.type()) {
            case TICKET_CREATED -> {
                // one that comes too late to be put in its place must not take a case back to its beginning
                if (core.status == null) {
                    created(core, event.status() == null ? Status.NEW : event.status(), event);
                }
            }
            case CHAT_STARTED, CHAT_QUEUED -> {
                if (core.status == null || core.status.isDone()) {
                    created(core, Status.OPEN, event);
                }
            }
            case CHAT_HANDOFF, CHAT_ASSIGNED, CHAT_TRANSFERRED -> {
                if (core.status == null && !core.over) {
                    created(core, Status.OPEN, event);
                }
            }
            case CHAT_MESSAGE -> {
                // a chat of which only a notice, a note or an answer is known may be over: nobody waits there
                if (core.status == null && event.isQuestion() || isBack(core, event)) {
                    created(core, Status.OPEN, event);
                }
            }
            case TICKET_STATUS_CHANGED, TICKET_UPDATED -> {
                if (event.status() != null) {
                    status(core, event.status(), event);
                }
            }
            case CHAT_ABANDONED, CHAT_ENDED -> status(core, Status.CLOSED, event);
            case TICKET_MERGED -> remove(core, Measure.CASES_MERGED, event);
            case TICKET_DELETED -> remove(core, Measure.CASES_DELETED, event);
            default -> {}
        }
    }

    /** Whether a customer writes to a chat that has been over for so long that it is no last word to it: it begins again. */
    static boolean isBack(CaseCore core, ServiceEvent event) {
        boolean over = core.status == null ? core.over : core.status.isDone();
        return over
                && core.chat
                && event.type() == EventType.CHAT_MESSAGE
                && (core.status == null || event.time() - core.statusSince > LAST_WORDS)
                && event.isQuestion();
    }

    private void created(CaseCore core, Status status, ServiceEvent event) {
        if (core.status == null) {
            long time = event.time();
            core.since = time;
            core.over = false;
            emitter.count(Measure.CASES_CREATED, NO_TAGS, time, 1);
            customer.began();
            core.status = Status.NEW;
            core.statusSince(event);
        }
        status(core, status, event);
    }

    private void status(CaseCore core, Status status, ServiceEvent event) {
        long time = event.time();
        if (core.chat && status.isDone()) {
            ends(core, status, event);
        }
        boolean unheard = isUnheard(core);
        StatusChange change = StatusChange.of(core.statusOrOver(), status, core.replies);
        if (core.status != status || status.isDone()) {
            core.counted = core.statusSince == time && status.isDone() ? core.counted : 0;
            core.statusSince(event);
        }
        boolean solved = change.solved() && !unheard;
        if (solved) {
            coaching.solved(time);
        }
        if (change.reopened()) {
            reopened(core, unheard, time);
        }
        for (int i = 0; i < OF_DONE.size(); i++) {
            if (counts(core, change, solved, OF_DONE.get(i))) {
                emitter.count(OF_DONE.get(i), NO_TAGS, time, 1);
                core.counted |= 1 << i;
            }
        }
        if (solved) {
            course.solved(core, change.oneTouch(), time);
            customer.solved();
        }
        core.since = core.since == CaseCore.NOT_YET ? time : core.since;
        core.status = status;
        core.over &= status.isDone();
        if (status.isDone()) {
            voice.calm(core, time);
        }
    }

    private static boolean counts(CaseCore core, StatusChange change, boolean solved, Measure measure) {
        return switch (measure) {
            case CASES_SOLVED -> solved;
            case CASES_CLOSED -> change.closed();
            case CASES_TRANSFERRED -> solved && CaseCourse.hasMoved(core);
            case CASES_ESCALATED -> solved && CaseCourse.hasEscalated(core);
            default -> solved && change.oneTouch();
        };
    }

    /** A chat that is said to be solved was heard, whoever did it; so was one that a bot contains. Who gave up was not. */
    private void ends(CaseCore core, Status status, ServiceEvent event) {
        if (core.status != null && core.status.isDone()) {
            return;
        }
        if (event.type() == EventType.CHAT_ABANDONED) {
            CaseBits.note(core, CaseBits.HEARD, false);
        } else if (status == Status.SOLVED || bot.contains(core, event)) {
            heard(core);
        }
    }

    /** What was not solved is not solved no more; its customer is back all the same. */
    private void reopened(CaseCore core, boolean unheard, long time) {
        if (!unheard) {
            coaching.reopened(time);
            emitter.count(Measure.CASES_REOPENED, NO_TAGS, time, 1);
            course.reopened(core);
        }
        customer.reopened();
        CaseBits.note(core, CaseBits.HEARD, false);
    }

    /** A status of the same instant came from the removal itself: what it counted is taken back, as with SLA clocks. */
    private void remove(CaseCore core, Measure how, ServiceEvent event) {
        long time = event.time();
        emitter.count(how, NO_TAGS, time, 1);
        customer.removed();
        course.removed(core, time);
        for (int i = 0; i < OF_DONE.size() && core.statusSince == time; i++) {
            if ((core.counted & 1 << i) != 0) {
                emitter.count(OF_DONE.get(i), NO_TAGS, time, -1);
                if (OF_DONE.get(i) == Measure.CASES_SOLVED) {
                    coaching.notSolved(time);
                }
            }
        }
        core.counted = 0;
        core.removed = true;
        core.status = Status.CLOSED;
        core.statusSince(event);
        voice.calm(core, time);
    }

    /** Holds the case in the levels that its status and its assignment ask for. */
    void levels(CaseCore core, long time) {
        Status status = core.status;
        boolean known = status != null && !core.removed;
        boolean open = known && (status == Status.NEW || status == Status.OPEN);
        emitter.hold(Measure.CASES_OPEN, open, core.since, time);
        emitter.hold(Measure.CASES_NEW, known && status == Status.NEW, core.since, time);
        emitter.hold(Measure.CASES_WAITING_CUSTOMER, known && status == Status.WAITING_CUSTOMER, core.since, time);
        emitter.hold(
                Measure.CASES_WAITING_THIRD_PARTY, known && status == Status.WAITING_THIRD_PARTY, core.since, time);
        boolean unassigned = known && !core.chat && !status.isDone() && !core.attributes.hasAgent();
        emitter.hold(Measure.CASES_UNASSIGNED, unassigned, core.since, time);
    }
}
