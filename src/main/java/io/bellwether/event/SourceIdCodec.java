package io.bellwether.event;

import io.bellwether.state.Codec;
import io.bellwether.state.Texts;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link SourceId} is written: each text behind its length, so that no two have the same bytes. A key in state: its
 * bytes never change. */
public final class SourceIdCodec extends Codec<SourceId> {

    /** The one for everybody. */
    public static final SourceIdCodec INSTANCE = new SourceIdCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public SourceIdCodec() {
        super("source-id", 1, SourceId.class);
    }

    @Override
    public void write(SourceId value, DataOutput out) throws IOException {
        Texts.write(value.source(), out);
        Texts.write(value.id(), out);
    }

    @Override
    public SourceId read(DataInput in, Versions stored) throws IOException {
        // systems are few, and many cases of each are kept
        return new SourceId(Texts.read(in).intern(), Texts.read(in));
    }
}
