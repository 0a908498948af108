package io.bellwether.cases;

import io.bellwether.event.EventCodec;
import io.bellwether.event.ServiceEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything kept of one case: what it has become, and as much of the recent past as a late event may still change.
 *
 * <p>{@code core} is the fold of all events up to the watermark. While a correction is possible, {@code base} is an earlier
 * fold and {@code recent} the events since, so that a late event is put in its place by folding again from {@code base}.
 * When nothing recent is left, {@code base} is {@code core} itself and costs nothing.
 */
final class CaseState {

    static final long NO_TIMER = Long.MIN_VALUE;

    CaseCore core = new CaseCore();
    CaseCore base = core;
    /** Folded since {@code base}, in fold order. */
    final List<ServiceEvent> recent = new ArrayList<>(2);
    /** Not yet passed by the watermark, in order of arrival. */
    final List<ServiceEvent> pending = new ArrayList<>(2);
    /** The latest event or deadline that {@code base} does not contain. */
    long lastChange = CaseCore.NOT_YET;
    /** Up to where {@code base} has been folded. */
    long baseUntil = CaseCore.NOT_YET;
    /** The one timer that is registered. */
    long timer = NO_TIMER;

    boolean settled() {
        return base == core;
    }

    /** Nothing is known any more but what is yet to come. */
    CaseState next() {
        CaseState next = new CaseState();
        next.pending.addAll(pending);
        return next;
    }

    void write(DataOutput out) throws IOException {
        core.write(out);
        out.writeBoolean(settled());
        if (!settled()) {
            base.write(out);
        }
        writeEvents(recent, out);
        writeEvents(pending, out);
        out.writeLong(lastChange);
        out.writeLong(baseUntil);
        out.writeLong(timer);
    }

    static CaseState read(DataInput in) throws IOException {
        CaseState state = new CaseState();
        state.core = CaseCore.read(in);
        state.base = in.readBoolean() ? state.core : CaseCore.read(in);
        readEvents(state.recent, in);
        readEvents(state.pending, in);
        state.lastChange = in.readLong();
        state.baseUntil = in.readLong();
        state.timer = in.readLong();
        return state;
    }

    private static void writeEvents(List<ServiceEvent> events, DataOutput out) throws IOException {
        out.writeInt(events.size());
        for (ServiceEvent event : events) {
            EventCodec.ofThread().write(event, out);
        }
    }

    private static void readEvents(List<ServiceEvent> events, DataInput in) throws IOException {
        for (int i = in.readInt(); i > 0; i--) {
            events.add(EventCodec.ofThread().read(in));
        }
    }
}
