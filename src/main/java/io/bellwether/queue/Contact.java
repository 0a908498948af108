package io.bellwether.queue;

import io.bellwether.event.SourceId;
import io.bellwether.state.TextPool;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One stay of a chat: its wait in a queue and its time with agents, as far as it has come. Which event begins, moves and
 * ends it is for {@link Contacts} to say.
 *
 * @param queue the queue's name; null where the source names none
 * @param enqueuedAt epoch ms; {@link #NOT_YET} where an agent had the chat from the first: it never waited here
 * @param assignedAt when an agent took it; {@link #NOT_YET} while it waits
 * @param endedAt when it left the last agent; {@link #NOT_YET} before
 * @param handleMillis the handle time observed at {@code endedAt}, taken back when the wrap-up lengthens it
 * @param agent who has it, or had it at its end; null while it waits, and where the source does not say who took it
 * @param agentSince since when that agent has had it, epoch ms; of no meaning without one in service
 * @param overThreshold whether it was seen to wait longer than the service level's threshold, and waits still
 * @param hold how long its agents have held it
 * @param wrappedUp whether its wrap-up is known, so that the handle time is final
 */
public record Contact(
        String queue,
        long enqueuedAt,
        long assignedAt,
        long endedAt,
        long handleMillis,
        SourceId agent,
        long agentSince,
        boolean overThreshold,
        Hold hold,
        boolean wrappedUp) {

    /**
     * How long a contact has been held.
     *
     * @param millis by holds that are over
     * @param since of the present one, epoch ms; {@link Contact#NOT_YET} without
     */
    public record Hold(long millis, long since) {

        private static final Hold NONE = new Hold(0, NOT_YET);

        boolean isOn() {
            return since != NOT_YET;
        }

        private Hold begun(long time) {
            return isOn() ? this : new Hold(millis, time);
        }

        private Hold over(long time) {
            return isOn() ? new Hold(until(time), NOT_YET) : this;
        }

        /** All of it, with the present one up to a time, ms. */
        long until(long time) {
            return isOn() ? millis + time - since : millis;
        }
    }

    /** Has not happened. */
    public static final long NOT_YET = Long.MIN_VALUE;

    private static final int QUEUE = 1;
    private static final int AGENT = 2;
    private static final int ENQUEUED = 4;
    private static final int ASSIGNED = 8;
    private static final int ENDED = 16;
    private static final int AGENT_SINCE = 32;
    private static final int OVER_THRESHOLD = 64;
    private static final int WRAPPED_UP = 128;
    private static final int HELD = 256;
    private static final int ON_HOLD = 512;

    static Contact enqueued(String queue, long time) {
        return new Contact(queue, time, NOT_YET, NOT_YET, 0, null, NOT_YET, false, Hold.NONE, false);
    }

    static Contact given(String queue, SourceId agent, long time) {
        return new Contact(queue, NOT_YET, time, NOT_YET, 0, agent, time, false, Hold.NONE, false);
    }

    Contact assigned(SourceId to, long time) {
        return new Contact(queue, enqueuedAt, time, NOT_YET, 0, to, time, false, Hold.NONE, false);
    }

    Contact handed(SourceId to, long time) {
        return new Contact(queue, enqueuedAt, assignedAt, NOT_YET, 0, to, time, false, hold.over(time), false);
    }

    Contact held(long time) {
        return with(hold.begun(time));
    }

    Contact resumed(long time) {
        return with(hold.over(time));
    }

    private Contact with(Hold other) {
        return new Contact(queue, enqueuedAt, assignedAt, NOT_YET, 0, agent, agentSince, false, other, false);
    }

    Contact ended(long time) {
        return new Contact(
                queue, enqueuedAt, assignedAt, time, time - assignedAt, agent, NOT_YET, false, hold.over(time), false);
    }

    Contact wrappedUp(long time) {
        return new Contact(
                queue, enqueuedAt, assignedAt, endedAt, time - assignedAt, agent, NOT_YET, false, hold, true);
    }

    Contact kept() {
        return new Contact(queue, enqueuedAt, NOT_YET, NOT_YET, 0, null, NOT_YET, true, Hold.NONE, false);
    }

    /** In the queue, without an agent. */
    public boolean waiting() {
        return assignedAt == NOT_YET;
    }

    /** With an agent. */
    public boolean inService() {
        return assignedAt != NOT_YET && endedAt == NOT_YET;
    }

    /** It waits or is with an agent. */
    public boolean isOpen() {
        return endedAt == NOT_YET;
    }

    /** When it began: the time under which {@code queue_interval} counts it. */
    public long begunAt() {
        return enqueuedAt == NOT_YET ? assignedAt : enqueuedAt;
    }

    /**
     * Writes it; {@link #read} reads it back.
     *
     * @param base a time near its own, epoch ms
     */
    public void write(long base, DataOutput out) throws IOException {
        int present = (queue != null ? QUEUE : 0)
                | (agent != null ? AGENT : 0)
                | (enqueuedAt != NOT_YET ? ENQUEUED : 0)
                | (assignedAt != NOT_YET ? ASSIGNED : 0)
                | (endedAt != NOT_YET ? ENDED : 0)
                | (agentSince != NOT_YET ? AGENT_SINCE : 0)
                | (overThreshold ? OVER_THRESHOLD : 0)
                | (wrappedUp ? WRAPPED_UP : 0)
                | (hold.millis() != 0 ? HELD : 0)
                | (hold.isOn() ? ON_HOLD : 0);
        Varint.writeUnsigned(present, out);
        if (queue != null) {
            Texts.write(queue, out);
        }
        writeTime(enqueuedAt, base, out);
        writeTime(assignedAt, base, out);
        writeTime(endedAt, base, out);
        writeTime(agentSince, base, out);
        Varint.writeSigned(handleMillis, out);
        if (hold.millis() != 0) {
            Varint.writeSigned(hold.millis(), out);
        }
        writeTime(hold.since(), base, out);
        if (agent != null) {
            Texts.write(agent.source(), out);
            Texts.write(agent.id(), out);
        }
    }

    private static void writeTime(long time, long base, DataOutput out) throws IOException {
        if (time != NOT_YET) {
            Varint.writeSigned(time - base, out);
        }
    }

    /** Reads what {@link #write} wrote with the same base. */
    public static Contact read(long base, DataInput in) throws IOException {
        int present = (int) Varint.readUnsigned(in);
        TextPool pool = TextPool.ofThread();
        String queue = (present & QUEUE) != 0 ? pool.read(in) : null;
        long enqueuedAt = readTime(present & ENQUEUED, base, in);
        long assignedAt = readTime(present & ASSIGNED, base, in);
        long endedAt = readTime(present & ENDED, base, in);
        long agentSince = readTime(present & AGENT_SINCE, base, in);
        long handleMillis = Varint.readSigned(in);
        long heldMillis = (present & HELD) != 0 ? Varint.readSigned(in) : 0;
        long heldSince = readTime(present & ON_HOLD, base, in);
        SourceId agent = (present & AGENT) != 0 ? new SourceId(pool.read(in), pool.read(in)) : null;
        return new Contact(
                queue,
                enqueuedAt,
                assignedAt,
                endedAt,
                handleMillis,
                agent,
                agentSince,
                (present & OVER_THRESHOLD) != 0,
                heldMillis == 0 && heldSince == NOT_YET ? Hold.NONE : new Hold(heldMillis, heldSince),
                (present & WRAPPED_UP) != 0);
    }

    private static long readTime(int present, long base, DataInput in) throws IOException {
        return present == 0 ? NOT_YET : base + Varint.readSigned(in);
    }
}
