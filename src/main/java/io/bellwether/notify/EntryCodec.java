package io.bellwether.notify;

import io.bellwether.state.Codec;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How an {@link Entry} is kept. */
public final class EntryCodec extends Codec<Entry> {

    /** The one for everybody. */
    public static final EntryCodec INSTANCE = new EntryCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public EntryCodec() {
        super("outbox-entry", 2, Entry.class, ChangeCodec.INSTANCE);
    }

    @Override
    public void write(Entry value, DataOutput out) throws IOException {
        Varint.writeSigned(value.order(), out);
        ChangeCodec.INSTANCE.write(value.change(), out);
        out.writeBoolean(value.primary());
        out.writeLong(value.arrivedAt());
        out.writeBoolean(value.mayHaveArrived());
        out.writeBoolean(value.held());
        out.writeLong(value.staleUntil());
        out.writeLong(value.notBefore());
    }

    @Override
    public Entry read(DataInput in, Versions stored) throws IOException {
        return new Entry(
                Varint.readSigned(in),
                ChangeCodec.INSTANCE.read(in, stored),
                in.readBoolean(),
                in.readLong(),
                in.readBoolean(),
                stored.of(this) >= 2 && in.readBoolean(),
                stored.of(this) >= 2 ? in.readLong() : 0,
                stored.of(this) >= 2 ? in.readLong() : 0);
    }

    /** Version 1 held nothing back. */
    @Override
    public int oldest() {
        return 1;
    }
}
