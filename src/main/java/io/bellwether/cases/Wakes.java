package io.bellwether.cases;

import io.bellwether.event.SourceId;
import io.bellwether.state.Bell;

/**
 * Sees to it that each case is woken no later than it is to be looked at. A wake that is set too early stays: to be woken once
 * in vain costs less than to move it with each event. So does a later one, for when the earlier has rung; a third would
 * not. A case knows which of its wakes count; all others ring in vain.
 */
final class Wakes {

    /** The time of no wake. */
    static final long NONE = Long.MAX_VALUE;

    private final Bell<SourceId> bell;

    Wakes(Bell<SourceId> bell) {
        this.bell = bell;
    }

    /** The case is to be woken at that time at the latest. */
    void by(CaseState held, long time) {
        if (time >= held.wake) {
            return;
        }
        if (held.laterWake() == NONE) {
            held.laterWake(held.wake);
        } else {
            bell.unset(held.id, held.wake);
        }
        held.wake = time;
        bell.set(held.id, time);
    }

    /** A wake has rung: whether it is one that counts. */
    boolean rang(CaseState held, long time) {
        if (held.wake != time) {
            return false;
        }
        held.wake = held.laterWake();
        held.laterWake(NONE);
        return true;
    }

    /** The case need not be woken any more. */
    void none(CaseState held) {
        unset(held.id, held.wake);
        unset(held.id, held.laterWake());
        held.wake = NONE;
        held.laterWake(NONE);
    }

    private void unset(SourceId caseId, long time) {
        if (time != NONE) {
            bell.unset(caseId, time);
        }
    }

    /** Sets the wakes of a case that was restored. */
    void again(CaseState held) {
        if (held.wake != NONE) {
            bell.set(held.id, held.wake);
        }
        if (held.laterWake() != NONE) {
            bell.set(held.id, held.laterWake());
        }
    }
}
