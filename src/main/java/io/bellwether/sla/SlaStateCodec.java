package io.bellwether.sla;

import io.bellwether.event.Status;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The saved form of {@link SlaState}: bit sets that tell which fields follow, those that say nothing new being left out;
 * times as differences, integers of variable length (seven bits a byte, sign in the lowest bit).
 */
final class SlaStateCodec {
    private static final long NEVER = WorkCalendar.NEVER;

    private static final int BEGUN = 1;
    private static final int AGENT_CREATED = 2;
    private static final int REPLIED = 4;
    private static final int HUMAN = 8;
    private static final int GONE = 16;
    private static final int CHAT = 32;
    private static final int OTHER_STATUS = 64;
    /** From here on in the second byte. */
    private static final int OTHER_AGENT = 128;

    private static final int OTHER_QUEUE = 256;
    private static final int TIMES = 512;

    private SlaStateCodec() {}

    static void write(SlaState state, Known known, DataOutput out) throws IOException {
        boolean otherStatus = state.status != known.status();
        boolean otherAgent = state.agent != Known.hash(known.agent());
        boolean otherQueue = state.queue != Known.hash(known.queue());
        Varint.writeUnsigned(
                (state.begun ? BEGUN : 0)
                        | (state.agentCreated ? AGENT_CREATED : 0)
                        | (state.replied ? REPLIED : 0)
                        | (state.human ? HUMAN : 0)
                        | (state.gone ? GONE : 0)
                        | (state.chat ? CHAT : 0)
                        | (otherStatus ? OTHER_STATUS : 0)
                        | (otherAgent ? OTHER_AGENT : 0)
                        | (otherQueue ? OTHER_QUEUE : 0)
                        | present(state) * TIMES,
                out);
        out.writeInt(state.book);
        if (otherStatus) {
            Status.CODES.write(state.status, out);
        }
        if (otherAgent) {
            out.writeLong(state.agent);
        }
        if (otherQueue) {
            out.writeLong(state.queue);
        }
        writeTimes(state, known.since(), out);
        out.writeByte(state.clocks.size());
        ClockState before = ClockCodec.NO_CLOCK;
        for (ClockState clock : state.clocks) {
            ClockCodec.write(clock, before, known.since(), out);
            before = clock;
        }
    }

    static SlaState read(Known known, DataInput in) throws IOException {
        SlaState state = new SlaState();
        int flags = (int) Varint.readUnsigned(in);
        state.begun = (flags & BEGUN) != 0;
        state.agentCreated = (flags & AGENT_CREATED) != 0;
        state.replied = (flags & REPLIED) != 0;
        state.human = (flags & HUMAN) != 0;
        state.gone = (flags & GONE) != 0;
        state.chat = (flags & CHAT) != 0;
        state.book = in.readInt();
        state.status = (flags & OTHER_STATUS) != 0 ? Status.CODES.read(in) : known.status();
        state.agent = (flags & OTHER_AGENT) != 0 ? in.readLong() : Known.hash(known.agent());
        state.queue = (flags & OTHER_QUEUE) != 0 ? in.readLong() : Known.hash(known.queue());
        readTimes(state, flags / TIMES, known.since(), in);
        ClockState before = ClockCodec.NO_CLOCK;
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            before = ClockCodec.read(before, known.since(), in);
            state.clocks.add(before);
        }
        return state;
    }

    /** A bit for each time that is written. */
    private static int present(SlaState state) {
        return (state.createdAt == NEVER ? 0 : 1)
                | (state.waitingSince == NEVER ? 0 : 2)
                | (state.reopenedAt == NEVER ? 0 : 4)
                | (state.doneAt == NEVER ? 0 : 8)
                | (state.dueAt == NEVER ? 0 : 16)
                | (state.firstReplyDueAt == NEVER ? 0 : 32);
    }

    private static void writeTimes(SlaState state, long since, DataOutput out) throws IOException {
        writeTime(state.createdAt, since, out);
        writeTime(state.waitingSince, since, out);
        writeTime(state.reopenedAt, since, out);
        writeTime(state.doneAt, since, out);
        writeTime(state.dueAt, since, out);
        writeTime(state.firstReplyDueAt, since, out);
    }

    private static void writeTime(long time, long since, DataOutput out) throws IOException {
        if (time != NEVER) {
            Varint.writeSigned(time - since, out);
        }
    }

    private static void readTimes(SlaState state, int present, long since, DataInput in) throws IOException {
        state.createdAt = readTime(present & 1, since, in);
        state.waitingSince = readTime(present & 2, since, in);
        state.reopenedAt = readTime(present & 4, since, in);
        state.doneAt = readTime(present & 8, since, in);
        state.dueAt = readTime(present & 16, since, in);
        state.firstReplyDueAt = readTime(present & 32, since, in);
    }

    private static long readTime(int present, long since, DataInput in) throws IOException {
        return present == 0 ? NEVER : since + Varint.readSigned(in);
    }
}
