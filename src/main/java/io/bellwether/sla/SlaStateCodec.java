package io.bellwether.sla;

import io.bellwether.event.Status;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The saved form of {@link SlaState}: bit sets that tell which fields follow, times as differences to
 * the case's base time, integers of variable length (seven bits a byte, sign in the lowest bit).
 */
final class SlaStateCodec {
    private static final long NEVER = WorkCalendar.NEVER;
    /** Bits beside kind (four) and phase (two). */
    private static final int SAME_CALENDAR = 64;

    private static final int SAME_POLICY = 128;
    /** Before the first clock. */
    private static final ClockState NO_CLOCK = new ClockState(ClockKind.FIRST_REPLY);

    private SlaStateCodec() {}

    static void write(SlaState state, DataOutput out) throws IOException {
        out.writeInt(state.book);
        out.writeByte((state.begun ? 1 : 0)
                | (state.agentCreated ? 2 : 0)
                | (state.replied ? 4 : 0)
                | (state.human ? 8 : 0)
                | (state.gone ? 16 : 0)
                | (state.agent != 0 ? 32 : 0)
                | (state.queue != 0 ? 64 : 0)
                | (state.chat ? 128 : 0));
        Status.CODES.write(state.status, out);
        long base = base(state);
        Varint.writeSigned(base, out);
        writeTimes(
                out,
                base,
                state.createdAt,
                state.reopenedAt,
                state.doneAt,
                state.waitingSince,
                state.dueAt,
                state.firstReplyDueAt);
        if (state.agent != 0) {
            out.writeLong(state.agent);
        }
        if (state.queue != 0) {
            out.writeLong(state.queue);
        }
        out.writeByte(state.clocks.size());
        ClockState before = NO_CLOCK;
        for (ClockState clock : state.clocks) {
            write(clock, before, base, out);
            before = clock;
        }
    }

    static SlaState read(DataInput in) throws IOException {
        SlaState state = new SlaState();
        state.book = in.readInt();
        int flags = in.readUnsignedByte();
        state.begun = (flags & 1) != 0;
        state.agentCreated = (flags & 2) != 0;
        state.replied = (flags & 4) != 0;
        state.human = (flags & 8) != 0;
        state.gone = (flags & 16) != 0;
        state.chat = (flags & 128) != 0;
        state.status = Status.CODES.read(in);
        long base = Varint.readSigned(in);
        long[] times = readTimes(in, base, 6);
        state.createdAt = times[0];
        state.reopenedAt = times[1];
        state.doneAt = times[2];
        state.waitingSince = times[3];
        state.dueAt = times[4];
        state.firstReplyDueAt = times[5];
        state.agent = (flags & 32) != 0 ? in.readLong() : 0;
        state.queue = (flags & 64) != 0 ? in.readLong() : 0;
        ClockState before = NO_CLOCK;
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            before = readClock(in, before, base);
            state.clocks.add(before);
        }
        return state;
    }

    /** What a clock shares with the one before, as most do, is not written again. */
    private static void write(ClockState clock, ClockState before, long base, DataOutput out) throws IOException {
        boolean sameCalendar = clock.calendar == before.calendar;
        boolean samePolicy = clock.policy == before.policy;
        out.writeByte(clock.kind.code() << 2
                | clock.phase.code()
                | (sameCalendar ? SAME_CALENDAR : 0)
                | (samePolicy ? SAME_POLICY : 0));
        out.writeByte((clock.visible ? 1 : 0)
                | (clock.held ? 2 : 0)
                | (clock.absolute ? 4 : 0)
                | (clock.fired1 ? 8 : 0)
                | (clock.fired2 ? 16 : 0)
                | (clock.inherited ? 32 : 0)
                | (clock.stopId != 0 ? 128 : 0));
        Varint.writeSigned(clock.instance, out);
        Varint.writeSigned(clock.start - base, out);
        Varint.writeSigned(clock.since - clock.start, out);
        Varint.writeSigned(clock.consumed, out);
        Varint.writeSigned(clock.base, out);
        if (!samePolicy) {
            Varint.writeSigned(clock.policy, out);
        }
        Varint.writeSigned(clock.rule, out);
        Varint.writeSigned(clock.target, out);
        writeTimes(
                out,
                clock.start,
                clock.deadline,
                clock.risk1,
                clock.risk2,
                clock.atRiskSince,
                clock.breachedAt,
                clock.overdueSince,
                clock.nextReplyAt);
        if (!sameCalendar) {
            out.writeInt(clock.calendar);
        }
        if (clock.stopId != 0) {
            out.writeLong(clock.stopId);
        }
        if (clock.nextReplyAt != NEVER) {
            out.writeLong(clock.nextReplyId);
        }
    }

    private static ClockState readClock(DataInput in, ClockState before, long base) throws IOException {
        int head = in.readUnsignedByte();
        ClockState clock = new ClockState(ClockKind.CODES.of(head >> 2 & 0xF));
        clock.phase = ClockState.Phase.CODES.of(head & 3);
        int flags = in.readUnsignedByte();
        clock.visible = (flags & 1) != 0;
        clock.held = (flags & 2) != 0;
        clock.absolute = (flags & 4) != 0;
        clock.fired1 = (flags & 8) != 0;
        clock.fired2 = (flags & 16) != 0;
        clock.inherited = (flags & 32) != 0;
        clock.instance = (int) Varint.readSigned(in);
        clock.start = base + Varint.readSigned(in);
        clock.since = clock.start + Varint.readSigned(in);
        clock.consumed = Varint.readSigned(in);
        clock.base = Varint.readSigned(in);
        clock.policy = (head & SAME_POLICY) != 0 ? before.policy : (int) Varint.readSigned(in);
        clock.rule = (int) Varint.readSigned(in);
        clock.target = Varint.readSigned(in);
        long[] times = readTimes(in, clock.start, 7);
        clock.deadline = times[0];
        clock.risk1 = times[1];
        clock.risk2 = times[2];
        clock.atRiskSince = times[3];
        clock.breachedAt = times[4];
        clock.overdueSince = times[5];
        clock.nextReplyAt = times[6];
        clock.calendar = (head & SAME_CALENDAR) != 0 ? before.calendar : in.readInt();
        clock.stopId = (flags & 128) != 0 ? in.readLong() : 0;
        clock.nextReplyId = clock.nextReplyAt != NEVER ? in.readLong() : 0;
        return clock;
    }

    private static long base(SlaState state) {
        if (state.createdAt != NEVER) {
            return state.createdAt;
        }
        return state.clocks.isEmpty() ? 0 : state.clocks.get(0).start;
    }

    private static void writeTimes(DataOutput out, long base, long... times) throws IOException {
        int present = 0;
        for (int i = 0; i < times.length; i++) {
            present |= times[i] == NEVER ? 0 : 1 << i;
        }
        out.writeByte(present);
        for (long time : times) {
            if (time != NEVER) {
                Varint.writeSigned(time - base, out);
            }
        }
    }

    private static long[] readTimes(DataInput in, long base, int count) throws IOException {
        int present = in.readUnsignedByte();
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            times[i] = (present & 1 << i) == 0 ? NEVER : base + Varint.readSigned(in);
        }
        return times;
    }
}
