package io.bellwether.webhook;

import io.bellwether.notify.GroupTimesPart;
import io.bellwether.notify.Rounds;
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
        super("outbox-head", 2, Head.class, GroupTimesPart.INSTANCE);
    }

    @Override
    public void write(Head value, DataOutput out) throws IOException {
        Texts.write(value.receiver(), out);
        Texts.writeMap(value.group(), out);
        GroupTimesPart.INSTANCE.write(value.times(), out);
        Varint.writeSigned(value.nextOrder(), out);
        Varint.writeSigned(value.size(), out);
        Varint.writeSigned(value.told(), out);
        out.writeLong(value.dueAt());
        Varint.writeSigned(value.failures(), out);
        Varint.writeSigned(value.flightEnd(), out);
        out.writeLong(value.rounds().beganAt());
        Varint.writeSigned(value.rounds().end(), out);
        out.writeLong(value.rounds().repeatAt());
        Varint.writeSigned(value.rounds().repeats(), out);
        out.writeBoolean(value.held());
    }

    @Override
    public Head read(DataInput in, Versions stored) throws IOException {
        return new Head(
                Texts.read(in),
                Texts.readMap(in),
                stored.of(this) < 2 ? GroupTimesPart.INSTANCE.readWait(in) : GroupTimesPart.INSTANCE.read(in),
                Varint.readSigned(in),
                (int) Varint.readSigned(in),
                (int) Varint.readSigned(in),
                in.readLong(),
                (int) Varint.readSigned(in),
                Varint.readSigned(in),
                stored.of(this) < 2
                        ? Rounds.NONE
                        : new Rounds(in.readLong(), Varint.readSigned(in), in.readLong(), Varint.readSigned(in)),
                stored.of(this) >= 2 && in.readBoolean());
    }

    /** Version 1 knew of no rounds and held nothing. */
    @Override
    public int oldest() {
        return 1;
    }
}
