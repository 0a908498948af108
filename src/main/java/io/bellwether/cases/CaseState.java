package io.bellwether.cases;

import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Everything kept of one case: what it has become, and as much of the recent past as a late event may still change.
 *
 * <p>The core is the fold of all events up to the watermark. While a correction is possible there is a base, an earlier
 * fold, and the recent events since, so that a late event is put in its place by folding again from the base. Base and
 * recent events are kept packed; so is the core of a case that rests, which is one that is settled or has been quiet
 * for a while, until something happens to it.
 */
final class CaseState {

    /** A chat that runs is packed when nothing has happened for so long: most messages follow sooner. */
    private static final long QUIET_CHAT = 60_000;
    /** Of any other case whatever belongs together comes at once, and then nothing for long. */
    private static final long QUIET = 5_000;

    private CaseCore core = new CaseCore();
    /** The core of a case that rests; {@code core} is null then. */
    private byte[] resting;
    /** Before then the core of a case that rests does nothing by itself; {@link CaseCore#NOT_YET} where that is not known. */
    private long idleUntil = CaseCore.NOT_YET;
    /** The earlier fold; null while no correction is possible, empty for a case of which nothing was known. */
    private byte[] base;
    /** Folded since the base, in fold order; null while the case is settled. */
    private PackedEvents recent;
    /** The latest event or deadline that the base does not contain. */
    long lastChange = CaseCore.NOT_YET;
    /** Up to where the base has been folded. */
    long baseUntil = CaseCore.NOT_YET;
    /** When it is woken next: see {@link Wakes}. */
    long wake = Wakes.NONE;
    /** A wake that was set before an earlier one was needed, and has its use when that has rung. */
    long laterWake = Wakes.NONE;
    /** Its case, as the one object that all who keep it on the heap share; not written. */
    SourceId id;

    /** The fold of all events up to the watermark. */
    CaseCore core() {
        if (core == null) {
            core = PackedCore.unpack(resting);
            resting = null;
        }
        return core;
    }

    /** The core, to look at and not to change: a case that rests goes on resting. */
    CaseCore look() {
        return core == null ? PackedCore.unpack(resting) : core;
    }

    void core(CaseCore next) {
        core = next;
        resting = null;
    }

    /** Whether no late event can change any more what has been folded. */
    boolean settled() {
        return base == null;
    }

    /** Whether the core is packed. */
    boolean rests() {
        return core == null;
    }

    /** Before when a case that rests does nothing by itself, epoch ms; {@link CaseCore#NOT_YET} where nobody knows. */
    long idleUntil() {
        return core == null ? idleUntil : CaseCore.NOT_YET;
    }

    /**
     * Packs the core, until it is asked for again.
     *
     * @param idle before when it does nothing by itself, epoch ms
     */
    void rest(long idle) {
        if (core != null) {
            resting = PackedCore.pack(core);
            idleUntil = idle;
            core = null;
        }
        if (recent != null) {
            recent.trim();
        }
    }

    /** When it is worth packing the core of a case that does not rest if nothing happens until then, epoch ms event time. */
    long quietAt() {
        boolean over = core.status != null && core.status.isDone();
        return lastChange + (core.chat && !over ? QUIET_CHAT : QUIET);
    }

    /** From now on the core moves on and what it is now is kept as the base. */
    void unsettle() {
        base = core == null ? resting : PackedCore.pack(core);
        core();
        baseUntil = lastChange;
        recent = new PackedEvents();
    }

    /** No late event will be put in its place before now any more. */
    void settle() {
        base = null;
        recent = null;
    }

    /** What was folded since the base, of a case that is not settled. */
    PackedEvents recent() {
        return recent;
    }

    /** A copy of the base, of a case that is not settled. */
    CaseCore base() {
        return PackedCore.unpack(base);
    }

    /** Moves the base on. */
    void base(CaseCore next, List<ServiceEvent> since) {
        base = PackedCore.pack(next);
        recent(since);
    }

    /** Puts other events in the place of those since the base. */
    void recent(List<ServiceEvent> since) {
        recent.clear();
        recent.addAll(since);
    }

    /**
     * Nothing is known any more but what stays of a case that is forgotten.
     *
     * @param left a new one where what there was is too old to be sent again
     */
    CaseState next(CaseCore left) {
        CaseState next = new CaseState();
        next.core = left;
        next.id = id;
        return next;
    }

    /** Whether there is nothing to keep. */
    boolean isNothing() {
        return settled() && (core == null ? resting.length == 0 : core.isUnknown() && core.seen.isEmpty());
    }

    /** An independent copy, whose core is packed; bytes that do not change any more are shared. */
    CaseState copy() {
        CaseState copy = new CaseState();
        copy.resting = core == null ? resting : PackedCore.pack(core);
        copy.idleUntil = idleUntil();
        copy.core = null;
        copy.base = base;
        copy.recent = recent == null ? null : recent.copy();
        copy.lastChange = lastChange;
        copy.baseUntil = baseUntil;
        copy.wake = wake;
        copy.laterWake = laterWake;
        copy.id = id;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        PackedCore.write(core == null ? resting : PackedCore.pack(core), out);
        out.writeBoolean(settled());
        if (!settled()) {
            PackedCore.write(base, out);
            recent.write(out);
        }
        out.writeLong(lastChange);
        out.writeLong(baseUntil);
        out.writeLong(wake);
        out.writeBoolean(laterWake != Wakes.NONE);
        if (laterWake != Wakes.NONE) {
            out.writeLong(laterWake);
        }
    }

    static CaseState read(DataInput in, Versions stored) throws IOException {
        CaseState state = new CaseState();
        state.core = null;
        state.resting = PackedCore.read(in, stored);
        if (!in.readBoolean()) {
            state.base = PackedCore.read(in, stored);
            state.recent = PackedEvents.read(in, stored);
        }
        state.lastChange = in.readLong();
        state.baseUntil = in.readLong();
        state.wake = in.readLong();
        if (in.readBoolean()) {
            state.laterWake = in.readLong();
        }
        return state;
    }
}
