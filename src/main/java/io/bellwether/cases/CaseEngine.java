package io.bellwether.cases;

import io.bellwether.event.SeenIds;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.Status;
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

    private static final String OVER = "its case was over";

    private final CaseFold fold;
    private final long latenessMillis;
    private final long redeliveryMillis;
    private final Forgetting forgetting;

    CaseEngine(CaseSettings settings, PolicyBook policies) {
        this.fold = new CaseFold(settings, policies);
        this.latenessMillis = settings.latenessMillis();
        this.redeliveryMillis = settings.redeliveryMillis();
        this.forgetting = new Forgetting(fold, settings.forgetAfter(), redeliveryMillis);
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
        // at the end of a bounded input, what comes before that has not been fired
        fireUntil(caseId, state, time - 1, out);
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
        } else if (state.core().seen.isClosed(event.time())) {
            out.refused(event, OVER);
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
            foldAgain(caseId, base, recent.get(passed++), Discard.OUTPUT);
        }
        fold.advance(caseId, base, horizon - 1, Discard.OUTPUT);
        state.base(base, horizon - 1, recent.subList(passed, recent.size()));
    }

    private void correct(SourceId caseId, CaseState state, ServiceEvent event, long watermark, CaseOutput out) {
        boolean tooLate = event.time() < watermark - latenessMillis;
        long horizon = tooLate ? watermark - latenessMillis : event.time();
        boolean settled = state.settled();
        if (settled) {
            state.unsettle();
        }
        long effective = Math.max(horizon, state.baseUntil() + 1);
        ServiceEvent placed = effective == event.time() ? event : event.at(effective);
        List<ServiceEvent> recent = state.recent().unpack(caseId);
        int found = Collections.binarySearch(recent, placed, ServiceEvent.FOLD_ORDER);
        int at = found < 0 ? -found - 1 : found;
        if (effective != event.time() && beginsAgain(caseId, state.base(), recent.subList(0, at), placed)) {
            if (settled) {
                state.settle();
            }
            out.refused(event, "its case was over, or what it begins was");
            return;
        }
        out.late(event, tooLate);
        Correction correction = new Correction(out, event);
        refold(caseId, state, recent, watermark, correction.before());
        recent.add(at, placed);
        state.core(refold(caseId, state, recent, watermark, correction.after()));
        state.recent(recent);
        state.lastChange = Math.max(state.lastChange, placed.time());
        correction.emit();
    }

    /**
     * Whether an event that is not put in its own place comes behind the end of its case that it happened before: it would
     * begin again what nothing ends, as behind the end of a callback. But what is open still, such as a callback, it may end.
     *
     * @param before the events since the base that come before it
     */
    private boolean beginsAgain(SourceId caseId, CaseCore base, List<ServiceEvent> before, ServiceEvent placed) {
        CaseCore core = base;
        before.forEach(event -> foldAgain(caseId, core, event, Discard.OUTPUT));
        if (core.ends.areAfter(placed)) {
            return true;
        }
        if (core.status == null || !core.status.isDone() || placed.happenedAt() >= core.statusHappenedAt) {
            return false;
        }
        fold.advance(caseId, core, placed.time() - 1, Discard.OUTPUT);
        Status over = core.status;
        List<LevelLedger.Held> open = core.levels.held();
        foldAgain(caseId, core, placed, Discard.OUTPUT);
        return core.status != over || !core.levels.isPartOf(open);
    }

    private void foldAgain(SourceId caseId, CaseCore core, ServiceEvent event, CaseOutput out) {
        fold.advance(caseId, core, event.time() - 1, out);
        core.seen.add(event, event.time(), redeliveryMillis);
        fold.fold(caseId, core, event, out);
    }

    private CaseCore refold(
            SourceId caseId, CaseState state, List<ServiceEvent> recent, long watermark, CaseOutput out) {
        CaseCore core = state.base();
        for (ServiceEvent event : recent) {
            foldAgain(caseId, core, event, out);
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
        // a settled one is woken just when it has something to do
        state.rest(state.settled() ? CaseCore.NOT_YET : idleUntil(state));
    }

    /** Until when what was folded does nothing by itself but settle. */
    private long idleUntil(CaseState state) {
        if (state.idleUntil() != CaseCore.NOT_YET) {
            return state.idleUntil();
        }
        long deadline = fold.nextDeadline(state.core());
        long forgotten = forgetting.at(state.core());
        return Math.min(deadline, state.settled() ? forgotten : Math.max(forgotten, settlesAt(state)));
    }

    /** What the case's SLA clocks show at a time, as far as its events have been folded. */
    List<ClockView> clocks(CaseState state, long at) {
        return fold.clocks(state.core(), at);
    }

    /** What cases are folded by. */
    CaseFold fold() {
        return fold;
    }

    /** Whether nothing is expected of the case any more. */
    boolean forgettable(CaseState state, long watermark) {
        return state.settled() && state.idleUntil() <= watermark && forgetting.at(state.core()) <= watermark;
    }

    /**
     * Forgets the case: gives back what it still counts in. For as long as one of its events may be sent again their ids
     * stay, and what is over stays over.
     *
     * @return what goes on; {@link CaseState#isNothing} where nothing does
     */
    CaseState forget(SourceId caseId, CaseState state, long time, CaseOutput out) {
        return state.next(forgetting.forget(caseId, state.core(), time, out));
    }
}
