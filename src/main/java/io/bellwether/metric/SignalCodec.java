package io.bellwether.metric;

import io.bellwether.state.Codec;
import io.bellwether.state.TextPool;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link Signal} is written. */
public final class SignalCodec extends Codec<Signal> {

    /** The one for everybody. */
    public static final SignalCodec INSTANCE = new SignalCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public SignalCodec() {
        super("signal", 1, Signal.class);
    }

    @Override
    public void write(Signal value, DataOutput out) throws IOException {
        Signal.Kind.CODES.write(value.kind(), out);
        Texts.write(value.subject(), out);
        Texts.write(value.source(), out);
        Texts.write(value.clock(), out);
        Varint.writeSigned(value.instance(), out);
        out.writeByte(value.level());
        out.writeLong(value.time());
        Varint.writeSigned(value.targetMillis(), out);
        Varint.writeSigned(value.consumedMillis(), out);
        Varint.writeSigned(value.deadline(), out);
        out.writeBoolean(value.backfill());
        Texts.writeMap(value.dimensions(), out);
        Texts.writeMap(value.detail(), out);
    }

    @Override
    public Signal read(DataInput in, Versions stored) throws IOException {
        TextPool pool = TextPool.ofThread();
        return new Signal(
                Signal.Kind.CODES.read(in),
                Texts.read(in),
                pool.read(in),
                pool.read(in),
                (int) Varint.readSigned(in),
                in.readUnsignedByte(),
                in.readLong(),
                Varint.readSigned(in),
                Varint.readSigned(in),
                Varint.readSigned(in),
                in.readBoolean(),
                pool.readMap(in),
                pool.readMap(in));
    }
}
