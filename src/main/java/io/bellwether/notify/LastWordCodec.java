package io.bellwether.notify;

import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link LastWord} is kept. */
public final class LastWordCodec extends Codec<LastWord> {

    /** The one for everybody. */
    public static final LastWordCodec INSTANCE = new LastWordCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public LastWordCodec() {
        super("outbox-told", 1, LastWord.class, ChangeCodec.INSTANCE);
    }

    @Override
    public void write(LastWord value, DataOutput out) throws IOException {
        ChangeCodec.INSTANCE.write(value.change(), out);
        out.writeLong(value.saidAt());
    }

    @Override
    public LastWord read(DataInput in, Versions stored) throws IOException {
        return new LastWord(ChangeCodec.INSTANCE.read(in, stored), in.readLong());
    }
}
