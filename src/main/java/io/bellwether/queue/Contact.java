package io.bellwether.queue;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One stay of a chat in a queue, as far as it has come.
 *
 * @param queue the queue's name; null where the source names none
 * @param enqueuedAt epoch ms
 * @param assignedAt when an agent took it; {@link #NOT_YET} while it waits
 * @param endedAt when it left the agent; {@link #NOT_YET} before
 * @param handleMillis the handle time observed at {@code endedAt}, taken back when the wrap-up lengthens it
 */
public record Contact(String queue, long enqueuedAt, long assignedAt, long endedAt, long handleMillis) {

    /** Has not happened. */
    public static final long NOT_YET = Long.MIN_VALUE;

    static Contact enqueued(String queue, long time) {
        return new Contact(queue, time, NOT_YET, NOT_YET, 0);
    }

    Contact assigned(long time) {
        return new Contact(queue, enqueuedAt, time, NOT_YET, 0);
    }

    Contact ended(long time, long handle) {
        return new Contact(queue, enqueuedAt, assignedAt, time, handle);
    }

    /** In the queue, without an agent. */
    public boolean waiting() {
        return assignedAt == NOT_YET;
    }

    /** With an agent. */
    public boolean inService() {
        return assignedAt != NOT_YET && endedAt == NOT_YET;
    }

    /** Writes it; {@link #read} reads it back. */
    public void write(DataOutput out) throws IOException {
        out.writeBoolean(queue != null);
        if (queue != null) {
            out.writeUTF(queue);
        }
        out.writeLong(enqueuedAt);
        out.writeLong(assignedAt);
        out.writeLong(endedAt);
        out.writeLong(handleMillis);
    }

    /** Reads what {@link #write} wrote. */
    public static Contact read(DataInput in) throws IOException {
        return new Contact(
                in.readBoolean() ? in.readUTF() : null, in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }
}
