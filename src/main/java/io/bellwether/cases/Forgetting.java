package io.bellwether.cases;

import io.bellwether.event.SeenIds;
import io.bellwether.event.SourceId;

/** When nothing is expected of a case any more, and what is left of it then. Pure. */
final class Forgetting {

    private final CaseFold fold;
    private final ForgetAfter after;
    private final long redeliveryMillis;

    Forgetting(CaseFold fold, ForgetAfter after, long redeliveryMillis) {
        this.fold = fold;
        this.after = after;
        this.redeliveryMillis = redeliveryMillis;
    }

    /** When the case is to be forgotten if nothing more happens, epoch ms; {@link Long#MAX_VALUE} where it is waited for. */
    long at(CaseCore core) {
        if (core.isUnknown()) {
            return idsUntil(core.seen);
        }
        if (!CaseCallbacks.isOpen(core) || core.removed) {
            long over = whenOver(core);
            if (over != Long.MAX_VALUE) {
                return over;
            }
        }
        // A case that still has a deadline is waited for, however silent it is.
        return fold.nextDeadline(core) == Long.MAX_VALUE ? core.lastEventAt + after.silentMillis() : Long.MAX_VALUE;
    }

    /** {@link Long#MAX_VALUE} for a case that goes on. */
    private long whenOver(CaseCore core) {
        boolean done = core.status != null && core.status.isDone();
        boolean nothing = core.status == null && core.levels.isEmpty();
        if (core.removed || done && (core.chat || core.over) || nothing) {
            return core.lastEventAt + after.closedMillis();
        }
        return done ? core.lastEventAt + after.solvedMillis() : Long.MAX_VALUE;
    }

    /** Gives back what the case still counts in; what is kept of it. */
    CaseCore forget(SourceId caseId, CaseCore core, long time, CaseOutput out) {
        if (!core.isUnknown()) {
            fold.release(caseId, core, time, out);
        }
        CaseCore left = core.afterlife();
        left.seen.close(core.overUntil());
        return time < idsUntil(left.seen) ? left : new CaseCore();
    }

    /** From when on no event whose id is here can come again without being refused for its age. */
    private long idsUntil(SeenIds seen) {
        return seen.isEmpty() ? Long.MAX_VALUE : seen.lastAt() + redeliveryMillis + 1;
    }
}
