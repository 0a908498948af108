package io.bellwether.cases;

import io.bellwether.event.SeenIds;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.sla.ClockView;
import io.bellwether.sla.PolicyBook;
import java.util.Collections;
import java.util.List;

/**
 * Folds a case's events when the watermark has passed them, and corrects the outcome when one comes late. So the outcome
 * depends neither on the order of arrival nor on when the watermark moves. Pure; time is an argument. Not
 * thread-safe.
 */
final class CaseEngine {

    /** Above this many the events that no late one can precede any more are folded away. */
    private static final int MOST_RECENT = 32;

    private final CaseFold fold;
    private final long latenessMillis;
    private final long redeliveryMillis;
    private final ForgetAfter forgetAfter;

    CaseEngine(CaseSettings settings, PolicyBook policies) {
        this.fold = new CaseFold(settings, policies);
        this.latenessMillis = settings.latenessMillis();
        this.redeliveryMillis = settings.redeliveryMillis();
        this.forgetAfter = settings.forgetAfter();
    }

    /** Judges by other policies from now on. */
    void policies(PolicyBook book) {
        fold.policies(book);
    }

    /** Judges a case by other policies at once if they say so; if not, its next event does. */
    boolean judge(SourceId caseId, CaseState state, long time, CaseOutput out) {
        if (!fold.reaches(caseId, state.look())) {
            return false;
        }
        fold.judge(caseId, state.core(), time, out);
        state.settle();
        state.lastChange = Math.max(state.lastChange, time);
        return true;
    }

    /** Takes an event that the watermark has passed already: it corrects the case at once. */
    void late(SourceId caseId, CaseState state, ServiceEvent event, long watermark, CaseOutput out) {
        settleBeforeOtherPolicies(state);
        if (state.core().seen.contains(event)) {
            out.duplicate(event);
        } else if (!isProvablyNew(state.core(), event, watermark)) {
            out.refused(event, "it is too old to be told from one that was sent again");
        } else if (isBeforeTheEnd(state.core(), event, watermark - latenessMillis)) {
            out.refused(event, "its case was over");
        } else {
            correct(caseId, state, event, watermark, out);
        }
    }

    /** History that is loaded later may be of any age, as long as no id of the case has been forgotten. */
    private boolean isProvablyNew(CaseCore core, ServiceEvent event, long watermark) {
        boolean known = event.backfill() || event.time() >= watermark - redeliveryMillis;
        return known && !core.seen.mayHaveForgotten(event.time());
    }

    /**
     * What happened before the end of a case has no place where the end cannot be folded again behind it: it would begin
     * what nothing ends.
     */
    private static boolean isBeforeTheEnd(CaseCore core, ServiceEvent event, long horizon) {
        if (event.backfill()) {
            return false;
        }
        boolean over = core.status != null && core.status.isDone() && core.statusSince < horizon;
        return core.seen.isClosed(event.time()) || over && event.time() < core.statusSince;
    }

    /**
     * Folds what the watermark has passed, fires deadlines up to it, and lets go of the past that is settled.
     *
     * @param events what waited, in fold order
     */
    void advance(SourceId caseId, CaseState state, List<ServiceEvent> events, long watermark, CaseOutput out) {
        advance(caseId, state, events, 0, events.size(), watermark, out);
    }

    /** The same with a part of the events. */
    void advance(
            SourceId caseId,
            CaseState state,
            List<ServiceEvent> events,
            int from,
            int to,
            long watermark,
            CaseOutput out) {
        if (from < to || state.idleUntil() <= watermark) {
            settleBeforeOtherPolicies(state);
            for (int i = from; i < to; i++) {
                foldOne(caseId, state, events.get(i), out);
            }
            fireUntil(caseId, state, watermark, out);
        }
        settle(caseId, state, watermark);
    }

    private void foldOne(SourceId caseId, CaseState state, ServiceEvent event, CaseOutput out) {
        fireUntil(caseId, state, event.time() - 1, out);
        long id = SeenIds.hash(event);
        if (state.core().seen.contains(id)) {
            out.duplicate(event);
            return;
        }
        if (state.settled()) {
            state.unsettle();
        }
        state.recent().add(event);
        state.lastChange = Math.max(state.lastChange, event.time());
        state.core().seen.addNew(id, event.time(), redeliveryMillis);
        fold.fold(caseId, state.core(), event, out);
    }

    private void seen(CaseCore core, ServiceEvent event) {
        core.seen.add(event, event.time(), redeliveryMillis);
    }

    private void fireUntil(SourceId caseId, CaseState state, long time, CaseOutput out) {
        if (fold.nextDeadline(state.core()) > time) {
            return;
        }
        if (state.settled()) {
            state.unsettle();
        }
        fireUntil(caseId, state, state.core(), time, out);
    }

    /** The same of a core that is, or will be, the case's: whatever it fires can still be corrected for as long as an event. */
    private void fireUntil(SourceId caseId, CaseState state, CaseCore core, long time, CaseOutput out) {
        for (long deadline = fold.nextDeadline(core); deadline <= time; deadline = fold.nextDeadline(core)) {
            state.lastChange = Math.max(state.lastChange, deadline);
            fold.advance(caseId, core, deadline, out);
        }
    }

    /**
     * What was said under the old policies cannot be folded again under the new ones: a late event then counts from the
     * last change under the old ones on.
     */
    private void settleBeforeOtherPolicies(CaseState state) {
        if (!state.settled() && fold.judgesAnew(state.core())) {
            state.settle();
        }
    }

    /** Drops the past once no late event can change it any more. */
    private void settle(SourceId caseId, CaseState state, long watermark) {
        if (state.settled()) {
            return;
        }
        if (state.lastChange + latenessMillis < watermark) {
            state.settle();
        } else if (state.recent().size() > MOST_RECENT
                && state.recent().firstTime() < watermark - latenessMillis - latenessMillis / 2) {
            foldIntoBase(caseId, state, watermark - latenessMillis);
        }
    }

    /** A case that never rests must not keep all its events. Done now and then, since all of them are read for it. */
    private void foldIntoBase(SourceId caseId, CaseState state, long horizon) {
        CaseCore base = state.base();
        List<ServiceEvent> recent = state.recent().unpack(caseId);
        int passed = 0;
        while (passed < recent.size() && recent.get(passed).time() < horizon) {
            ServiceEvent event = recent.get(passed++);
            fold.advance(caseId, base, event.time() - 1, Discard.OUTPUT);
            seen(base, event);
            fold.fold(caseId, base, event, Discard.OUTPUT);
        }
        fold.advance(caseId, base, horizon - 1, Discard.OUTPUT);
        state.base(base, horizon - 1, recent.subList(passed, recent.size()));
    }

    private void correct(SourceId caseId, CaseState state, ServiceEvent event, long watermark, CaseOutput out) {
        boolean tooLate = event.time() < watermark - latenessMillis;
        out.late(event, tooLate);
        long horizon = tooLate ? watermark - latenessMillis : event.time();
        if (state.settled()) {
            state.unsettle();
        }
        long effective = Math.max(horizon, state.baseUntil() + 1);
        ServiceEvent placed = effective == event.time()
                ? event
                : event.toBuilder().time(effective).build();
        Correction correction = new Correction(out, event);
        List<ServiceEvent> recent = state.recent().unpack(caseId);
        refold(caseId, state, recent, watermark, correction.before());
        int at = Collections.binarySearch(recent, placed, ServiceEvent.FOLD_ORDER);
        recent.add(at < 0 ? -at - 1 : at, placed);
        state.core(refold(caseId, state, recent, watermark, correction.after()));
        state.recent(recent);
        state.lastChange = Math.max(state.lastChange, placed.time());
        correction.emit();
    }

    private CaseCore refold(
            SourceId caseId, CaseState state, List<ServiceEvent> recent, long watermark, CaseOutput out) {
        CaseCore core = state.base();
        for (ServiceEvent event : recent) {
            fold.advance(caseId, core, event.time() - 1, out);
            seen(core, event);
            fold.fold(caseId, core, event, out);
        }
        fireUntil(caseId, state, core, watermark, out);
        return core;
    }

    /** When the case must be looked at again if no event comes. */
    long nextWake(CaseState state) {
        if (state.settled()) {
            return idleUntil(state);
        }
        long known = state.idleUntil();
        long next = known == CaseCore.NOT_YET ? fold.nextDeadline(state.core()) : known;
        return Math.min(next, settlesAt(state));
    }

    private long settlesAt(CaseState state) {
        return state.lastChange + latenessMillis + 1;
    }

    /** Packs the case until something happens to it: most are woken just to be settled, which takes no unpacking. */
    void rest(CaseState state) {
        state.rest(idleUntil(state));
    }

    /** Until when what was folded does nothing by itself but settle. */
    private long idleUntil(CaseState state) {
        if (state.idleUntil() != CaseCore.NOT_YET) {
            return state.idleUntil();
        }
        long deadline = fold.nextDeadline(state.core());
        long forgotten = forgetAt(state);
        return Math.min(deadline, state.settled() ? forgotten : Math.max(forgotten, settlesAt(state)));
    }

    /** What the case's SLA clocks show at a time, as far as its events have been folded. */
    List<ClockView> clocks(CaseState state, long at) {
        return fold.clocks(state.core(), at);
    }

    /** Whether nothing is expected of the case any more. */
    boolean forgettable(CaseState state, long watermark) {
        return state.settled() && state.idleUntil() <= watermark && forgetAt(state) <= watermark;
    }

    /**
     * Forgets the case: gives back what it still counts in. For as long as one of its events may be sent again their ids
     * stay, and what is over stays over.
     *
     * @return what goes on; {@link CaseState#isNothing} where nothing does
     */
    CaseState forget(SourceId caseId, CaseState state, long time, CaseOutput out) {
        if (!state.core().isUnknown()) {
            fold.release(caseId, state.core(), time, out);
        }
        CaseCore left = state.core().afterlife();
        left.seen.close();
        return state.next(time < idsUntil(left.seen) ? left : new CaseCore());
    }

    /** From when on no event whose id is here can come again without being refused for its age. */
    private long idsUntil(SeenIds seen) {
        return seen.isEmpty() ? Long.MAX_VALUE : seen.lastAt() + redeliveryMillis + 1;
    }

    private long forgetAt(CaseState state) {
        CaseCore core = state.core();
        if (core.isUnknown()) {
            return idsUntil(core.seen);
        }
        if (!CaseCallbacks.isOpen(core) || core.removed) {
            long over = forgetWhenOver(core);
            if (over != Long.MAX_VALUE) {
                return over;
            }
        }
        // A case that still has a deadline is waited for, however silent it is.
        return fold.nextDeadline(core) == Long.MAX_VALUE
                ? core.lastEventAt + forgetAfter.silentMillis()
                : Long.MAX_VALUE;
    }

    /** {@link Long#MAX_VALUE} for a case that goes on. */
    private long forgetWhenOver(CaseCore core) {
        boolean done = core.status != null && core.status.isDone();
        boolean nothing = core.status == null && core.levels.isEmpty();
        if (core.removed || done && (core.chat || core.over) || nothing) {
            return core.lastEventAt + forgetAfter.closedMillis();
        }
        return done ? core.lastEventAt + forgetAfter.solvedMillis() : Long.MAX_VALUE;
    }
}
