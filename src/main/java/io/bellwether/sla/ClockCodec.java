package io.bellwether.sla;

import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The saved form of a {@link ClockState} within {@link SlaStateCodec}: only what differs from a clock that was begun with
 * its case, has counted ever since, and of which nothing is promised. What an ended one would have done by itself is not
 * saved: it is computed anew should its end be taken back.
 */
final class ClockCodec {

    /** Before the first clock of a case. */
    static final ClockState NO_CLOCK = new ClockState(ClockKind.FIRST_REPLY);

    private static final long NEVER = WorkCalendar.NEVER;

    /** Bits beside kind (four) and phase (two). */
    private static final int OTHER_CALENDAR = 64;

    private static final int OTHER_POLICY = 128;

    private static final int VISIBLE = 1;
    private static final int START = 1 << 1;
    private static final int SINCE = 1 << 2;
    private static final int CONSUMED = 1 << 3;
    private static final int TARGET = 1 << 4;
    private static final int DEADLINE = 1 << 5;
    private static final int RISK2 = 1 << 6;
    /** From here on in the second byte. */
    private static final int RISK1 = 1 << 7;

    private static final int INSTANCE = 1 << 8;
    private static final int STOP_ID = 1 << 9;
    private static final int BREACHED = 1 << 10;
    private static final int BASE = 1 << 11;
    private static final int FIRED1 = 1 << 12;
    private static final int AT_RISK = 1 << 13;
    /** From here on in the third byte. */
    private static final int FIRED2 = 1 << 14;

    private static final int HELD = 1 << 15;
    private static final int ABSOLUTE = 1 << 16;
    private static final int INHERITED = 1 << 17;
    private static final int NEXT_REPLY = 1 << 18;

    private ClockCodec() {}

    /** What a clock shares with the one before, as most do, is not written again. */
    static void write(ClockState clock, ClockState before, long begin, DataOutput out) throws IOException {
        boolean otherCalendar = clock.calendar != before.calendar;
        boolean otherPolicy = clock.policy != before.policy;
        out.writeByte(clock.kind.code() << 2
                | clock.phase.code()
                | (otherCalendar ? OTHER_CALENDAR : 0)
                | (otherPolicy ? OTHER_POLICY : 0));
        int mask = mask(clock, begin);
        Varint.writeUnsigned(mask, out);
        if (otherCalendar) {
            out.writeInt(clock.calendar);
        }
        if (otherPolicy) {
            Varint.writeUnsigned(clock.policy, out);
        }
        signed(mask & START, clock.start - begin, out);
        signed(mask & SINCE, clock.since - clock.start, out);
        signed(mask & CONSUMED, clock.consumed - (clock.since - clock.start), out);
        signed(mask & TARGET, clock.rule, out);
        signed(mask & TARGET, clock.target, out);
        signed(mask & DEADLINE, clock.deadline - clock.start, out);
        signed(mask & RISK2, clock.deadline - clock.risk2, out);
        signed(mask & RISK1, clock.deadline - clock.risk1, out);
        signed(mask & INSTANCE, clock.instance, out);
        if ((mask & STOP_ID) != 0) {
            out.writeLong(clock.stopId);
        }
        signed(mask & BREACHED, clock.breachedAt - clock.start, out);
        signed(mask & BREACHED, clock.breachedAt - clock.overdueSince, out);
        signed(mask & BASE, clock.base, out);
        signed(mask & AT_RISK, clock.atRiskSince - clock.start, out);
        if ((mask & NEXT_REPLY) != 0) {
            Varint.writeSigned(clock.nextReplyAt - clock.since, out);
            out.writeLong(clock.nextReplyId);
        }
    }

    private static int mask(ClockState clock, long begin) {
        boolean runs = clock.phase == ClockState.Phase.RUNNING;
        return (clock.visible ? VISIBLE : 0)
                | (clock.start != begin ? START : 0)
                | (clock.since != clock.start ? SINCE : 0)
                | (clock.consumed != clock.since - clock.start ? CONSUMED : 0)
                | (clock.rule != 0 || clock.target != 0 ? TARGET : 0)
                | (clock.deadline != NEVER ? DEADLINE : 0)
                | (runs && clock.risk2 != NEVER ? RISK2 : 0)
                | (runs && clock.risk1 != NEVER ? RISK1 : 0)
                | (clock.instance != 1 ? INSTANCE : 0)
                | (clock.stopId != 0 ? STOP_ID : 0)
                | (clock.breachedAt != NEVER ? BREACHED : 0)
                | (clock.base != 0 ? BASE : 0)
                | (clock.fired1 ? FIRED1 : 0)
                | (clock.atRiskSince != NEVER ? AT_RISK : 0)
                | (clock.fired2 ? FIRED2 : 0)
                | (clock.held ? HELD : 0)
                | (clock.absolute ? ABSOLUTE : 0)
                | (clock.inherited ? INHERITED : 0)
                | (clock.nextReplyAt != NEVER ? NEXT_REPLY : 0);
    }

    static ClockState read(ClockState before, long begin, DataInput in) throws IOException {
        int head = in.readUnsignedByte();
        int mask = (int) Varint.readUnsigned(in);
        ClockState clock = new ClockState(ClockKind.CODES.of(head >> 2 & 0xF));
        clock.phase = ClockState.Phase.CODES.of(head & 3);
        clock.visible = (mask & VISIBLE) != 0;
        clock.fired1 = (mask & FIRED1) != 0;
        clock.fired2 = (mask & FIRED2) != 0;
        clock.held = (mask & HELD) != 0;
        clock.absolute = (mask & ABSOLUTE) != 0;
        clock.inherited = (mask & INHERITED) != 0;
        clock.calendar = (head & OTHER_CALENDAR) != 0 ? in.readInt() : before.calendar;
        clock.policy = (head & OTHER_POLICY) != 0 ? (int) Varint.readUnsigned(in) : before.policy;
        clock.start = begin + signed(mask & START, in);
        clock.since = clock.start + signed(mask & SINCE, in);
        clock.consumed = clock.since - clock.start + signed(mask & CONSUMED, in);
        clock.rule = (int) signed(mask & TARGET, in);
        clock.target = signed(mask & TARGET, in);
        clock.deadline = (mask & DEADLINE) != 0 ? clock.start + Varint.readSigned(in) : NEVER;
        clock.risk2 = (mask & RISK2) != 0 ? clock.deadline - Varint.readSigned(in) : NEVER;
        clock.risk1 = (mask & RISK1) != 0 ? clock.deadline - Varint.readSigned(in) : NEVER;
        clock.instance = (mask & INSTANCE) != 0 ? (int) Varint.readSigned(in) : 1;
        clock.stopId = (mask & STOP_ID) != 0 ? in.readLong() : 0;
        if ((mask & BREACHED) != 0) {
            clock.breachedAt = clock.start + Varint.readSigned(in);
            clock.overdueSince = clock.breachedAt - Varint.readSigned(in);
        }
        clock.base = signed(mask & BASE, in);
        clock.atRiskSince = (mask & AT_RISK) != 0 ? clock.start + Varint.readSigned(in) : NEVER;
        if ((mask & NEXT_REPLY) != 0) {
            clock.nextReplyAt = clock.since + Varint.readSigned(in);
            clock.nextReplyId = in.readLong();
        }
        return clock;
    }

    private static void signed(int present, long value, DataOutput out) throws IOException {
        if (present != 0) {
            Varint.writeSigned(value, out);
        }
    }

    /** 0 where it is not present. */
    private static long signed(int present, DataInput in) throws IOException {
        return present == 0 ? 0 : Varint.readSigned(in);
    }
}
