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

    /** A {@link CaseCore}, or the bytes of one that rests: one field, since most cases of millions rest. */
    private Object core = new CaseCore();
    /** What a late event may still change, and what else most cases do without; null where there is nothing of it. */
    private RecentPast past;
    /** The latest event or deadline that the base does not contain. */
    long lastChange = CaseCore.NOT_YET;
    /** When it is woken next: see {@link Wakes}. */
    long wake = Wakes.NONE;
    /** Its case, as the one object that all who keep it on the heap share; not written. */
    SourceId id;

    /** The fold of all events up to the watermark. */
    CaseCore core() {
        if (core instanceof byte[] resting) {
            core = PackedCore.unpack(resting);
        }
        return (CaseCore) core;
    }

    /** The core, to look at and not to change: a case that rests goes on resting. */
    CaseCore look() {
        return core instanceof byte[] resting ? PackedCore.unpack(resting) : (CaseCore) core;
    }

    void core(CaseCore next) {
        core = next;
    }

    /** The core's bytes, also where it does not rest. */
    private byte[] packed() {
        return core instanceof byte[] resting ? resting : PackedCore.pack((CaseCore) core);
    }

    /** Whether no late event can change any more what has been folded. */
    boolean settled() {
        return past == null || past.base == null;
    }

    /** Whether the core is packed. */
    boolean rests() {
        return core instanceof byte[];
    }

    /**
     * Before when a case that rests does nothing by itself, epoch ms; {@link CaseCore#NOT_YET} where nobody knows. That is
     * forgotten when a settled one goes to rest: it is woken when it has something to do.
     */
    long idleUntil() {
        return rests() && past != null ? past.idleUntil : CaseCore.NOT_YET;
    }

    /** A wake that was set before an earlier one was needed, and has its use when that has rung. */
    long laterWake() {
        return past == null ? Wakes.NONE : past.laterWake;
    }

    void laterWake(long time) {
        if (time != laterWake()) {
            past = past == null ? new RecentPast() : past;
            past.laterWake = time;
        }
    }

    /**
     * Packs the core, until it is asked for again.
     *
     * @param idle before when it does nothing by itself, epoch ms
     */
    void rest(long idle) {
        boolean moved = !rests();
        core = packed();
        if (settled() && laterWake() == Wakes.NONE) {
            past = null;
            return;
        }
        if (moved) {
            past.idleUntil = idle;
        }
        if (!settled()) {
            past.events.trim();
        }
    }

    /** When it is worth packing the core of a case that does not rest if nothing happens until then, epoch ms event time. */
    long quietAt() {
        CaseCore moving = (CaseCore) core;
        boolean over = moving.status != null && moving.status.isDone();
        return lastChange + (moving.chat && !over ? QUIET_CHAT : QUIET);
    }

    /** From now on the core moves on and what it is now is kept as the base. */
    void unsettle() {
        past = past == null ? new RecentPast() : past;
        past.begin(packed(), lastChange, new PackedEvents());
        core();
    }

    /** No late event will be put in its place before now any more. */
    void settle() {
        if (past != null) {
            past.base = null;
            past.events = null;
        }
    }

    /** What was folded since the base, of a case that is not settled. */
    PackedEvents recent() {
        return past.events;
    }

    /** A copy of the base, of a case that is not settled. */
    CaseCore base() {
        return PackedCore.unpack(past.base);
    }

    /** Up to where the base has been folded, of a case that is not settled; epoch ms. */
    long baseUntil() {
        return past.baseUntil;
    }

    /** Moves the base on: to that time at least. */
    void base(CaseCore next, long until, List<ServiceEvent> since) {
        past.base = PackedCore.pack(next);
        past.baseUntil = Math.max(past.baseUntil, until);
        recent(since);
    }

    /** Puts other events in the place of those since the base. */
    void recent(List<ServiceEvent> since) {
        past.events.clear();
        past.events.addAll(since);
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
        return settled()
                && (core instanceof CaseCore known ? known.isUnknown() && known.seen.isEmpty() : packed().length == 0);
    }

    /** An independent copy, whose core is packed; bytes that do not change any more are shared. */
    CaseState copy() {
        CaseState copy = new CaseState();
        copy.core = packed();
        copy.past = past == null ? null : past.copy(idleUntil());
        copy.lastChange = lastChange;
        copy.wake = wake;
        copy.id = id;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        PackedCore.write(packed(), out);
        out.writeBoolean(settled());
        if (!settled()) {
            PackedCore.write(past.base, out);
            out.writeLong(past.baseUntil);
            past.events.write(out);
        }
        out.writeLong(lastChange);
        out.writeLong(wake);
        out.writeBoolean(laterWake() != Wakes.NONE);
        if (laterWake() != Wakes.NONE) {
            out.writeLong(laterWake());
        }
    }

    static CaseState read(DataInput in, Versions stored) throws IOException {
        CaseState state = new CaseState();
        state.core = PackedCore.read(in, stored);
        if (!in.readBoolean()) {
            state.past = new RecentPast();
            state.past.begin(PackedCore.read(in, stored), in.readLong(), PackedEvents.read(in, stored));
        }
        state.lastChange = in.readLong();
        state.wake = in.readLong();
        if (in.readBoolean()) {
            state.laterWake(in.readLong());
        }
        return state;
    }

    /** Kept while a correction is possible, and rarely longer. */
    private static final class RecentPast {

        /** The earlier fold; empty for a case of which nothing was known, null for one that is settled. */
        private byte[] base;
        /** Up to where it has been folded, epoch ms. */
        private long baseUntil;
        /** Folded since, in fold order; null with the base. */
        private PackedEvents events;

        private long idleUntil = CaseCore.NOT_YET;
        private long laterWake = Wakes.NONE;

        void begin(byte[] earlier, long until, PackedEvents since) {
            base = earlier;
            baseUntil = until;
            events = since;
        }

        RecentPast copy(long idle) {
            RecentPast copy = new RecentPast();
            copy.begin(base, baseUntil, events == null ? null : events.copy());
            copy.idleUntil = idle;
            copy.laterWake = laterWake;
            return copy;
        }
    }
}
