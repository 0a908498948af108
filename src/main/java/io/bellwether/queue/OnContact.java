package io.bellwether.queue;

import io.bellwether.event.SourceId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * For whoever keeps agents: an agent begins or ceases to have a contact. What a late event proves wrong is taken back by
 * its opposite at the same time, so the sum over all changes up to a time is 1 for who has the contact then, and 0 for
 * everybody else.
 *
 * @param agent who
 * @param caseId the chat
 * @param time epoch ms
 * @param delta 1 or −1
 */
public record OnContact(SourceId agent, SourceId caseId, long time, int delta) {

    /** Writes it; {@link #read} reads it back. */
    public void write(DataOutput out) throws IOException {
        write(agent, out);
        write(caseId, out);
        out.writeLong(time);
        out.writeByte(delta);
    }

    /** Reads what {@link #write} wrote. */
    public static OnContact read(DataInput in) throws IOException {
        return new OnContact(readId(in), readId(in), in.readLong(), in.readByte());
    }

    private static void write(SourceId id, DataOutput out) throws IOException {
        out.writeUTF(id.source());
        out.writeUTF(id.id());
    }

    private static SourceId readId(DataInput in) throws IOException {
        return new SourceId(in.readUTF(), in.readUTF());
    }
}
