package io.bellwether.webhook;

import io.bellwether.state.Codec;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link Head} is kept. */
public final class HeadCodec extends Codec<Head> {

    /** The one for everybody. */
    public static final HeadCodec INSTANCE = new HeadCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public HeadCodec() {
        super("outbox-head", 1, Head.class);
    }

    @Override
    public void write(Head value, DataOutput out) throws IOException {
        Texts.write(value.receiver(), out);
        Texts.writeMap(value.group(), out);
        Varint.writeSigned(value.waitMillis(), out);
        Varint.writeSigned(value.nextOrder(), out);
        Varint.writeSigned(value.size(), out);
        Varint.writeSigned(value.told(), out);
        out.writeLong(value.dueAt());
        Varint.writeSigned(value.failures(), out);
        Varint.writeSigned(value.flightEnd(), out);
    }

    @Override
    public Head read(DataInput in, Versions stored) throws IOException {
        return new Head(
                Texts.read(in),
                Texts.readMap(in),
                Varint.readSigned(in),
                Varint.readSigned(in),
                (int) Varint.readSigned(in),
                (int) Varint.readSigned(in),
                in.readLong(),
                (int) Varint.readSigned(in),
                Varint.readSigned(in));
    }
}
