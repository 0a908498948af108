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
 * @param agent who has it; null while it waits, when it is over, and where the source does not say who took it
 * @param agentSince since when that agent has had it, epoch ms; of no meaning without one in service
 * @param overThreshold whether it was seen to wait longer than the service level's threshold, and waits still
 */
public record Contact(
        String queue,
        long enqueuedAt,
        long assignedAt,
        long endedAt,
        long handleMillis,
        SourceId agent,
        long agentSince,
        boolean overThreshold) {

    /** Has not happened. */
    public static final long NOT_YET = Long.MIN_VALUE;

    private static final int QUEUE = 1;
    private static final int AGENT = 2;
    private static final int ENQUEUED = 4;
    private static final int ASSIGNED = 8;
    private static final int ENDED = 16;
    private static final int AGENT_SINCE = 32;
    private static final int OVER_THRESHOLD = 64;

    static Contact enqueued(String queue, long time) {
        return new Contact(queue, time, NOT_YET, NOT_YET, 0, null, NOT_YET, false);
    }

    static Contact given(String queue, SourceId agent, long time) {
        return new Contact(queue, NOT_YET, time, NOT_YET, 0, agent, time, false);
    }

    Contact assigned(SourceId to, long time) {
        return new Contact(queue, enqueuedAt, time, NOT_YET, 0, to, time, false);
    }

    Contact handed(SourceId to, long time) {
        return new Contact(queue, enqueuedAt, assignedAt, NOT_YET, 0, to, time, false);
    }

    Contact ended(long time, long handle) {
        return new Contact(queue, enqueuedAt, assignedAt, time, handle, null, NOT_YET, false);
    }

    Contact kept() {
        return new Contact(queue, enqueuedAt, NOT_YET, NOT_YET, 0, null, NOT_YET, true);
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
    long begunAt() {
        return enqueuedAt == NOT_YET ? assignedAt : enqueuedAt;
    }

    /**
     * Writes it; {@link #read} reads it back.
     *
     * @param base a time near its own, epoch ms
     */
    public void write(long base, DataOutput out) throws IOException {
        out.writeByte((queue != null ? QUEUE : 0)
                | (agent != null ? AGENT : 0)
                | (enqueuedAt != NOT_YET ? ENQUEUED : 0)
                | (assignedAt != NOT_YET ? ASSIGNED : 0)
                | (endedAt != NOT_YET ? ENDED : 0)
                | (agentSince != NOT_YET ? AGENT_SINCE : 0)
                | (overThreshold ? OVER_THRESHOLD : 0));
        if (queue != null) {
            Texts.write(queue, out);
        }
        writeTime(enqueuedAt, base, out);
        writeTime(assignedAt, base, out);
        writeTime(endedAt, base, out);
        writeTime(agentSince, base, out);
        Varint.writeSigned(handleMillis, out);
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
        int present = in.readUnsignedByte();
        TextPool pool = TextPool.ofThread();
        String queue = (present & QUEUE) != 0 ? pool.read(in) : null;
        long enqueuedAt = readTime(present & ENQUEUED, base, in);
        long assignedAt = readTime(present & ASSIGNED, base, in);
        long endedAt = readTime(present & ENDED, base, in);
        long agentSince = readTime(present & AGENT_SINCE, base, in);
        long handleMillis = Varint.readSigned(in);
        SourceId agent = (present & AGENT) != 0 ? new SourceId(pool.read(in), pool.read(in)) : null;
        return new Contact(
                queue,
                enqueuedAt,
                assignedAt,
                endedAt,
                handleMillis,
                agent,
                agentSince,
                (present & OVER_THRESHOLD) != 0);
    }

    private static long readTime(int present, long base, DataInput in) throws IOException {
        return present == 0 ? NOT_YET : base + Varint.readSigned(in);
    }
}
