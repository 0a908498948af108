package io.bellwether.notify;

import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link Told} is kept. */
public final class ToldCodec extends Codec<Told> {

    /** The one for everybody. */
    public static final ToldCodec INSTANCE = new ToldCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public ToldCodec() {
        super("outbox-told", 1, Told.class, ChangeCodec.INSTANCE);
    }

    @Override
    public void write(Told value, DataOutput out) throws IOException {
        ChangeCodec.INSTANCE.write(value.change(), out);
        out.writeLong(value.saidAt());
    }

    @Override
    public Told read(DataInput in, Versions stored) throws IOException {
        return new Told(ChangeCodec.INSTANCE.read(in, stored), in.readLong());
    }
}
