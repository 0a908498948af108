package io.bellwether.alert;

import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link LimitState} is kept. */
public final class LimitStateCodec extends Codec<LimitState> {

    /** The one for everybody. */
    public static final LimitStateCodec INSTANCE = new LimitStateCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public LimitStateCodec() {
        super("alert-limit", 1, LimitState.class, TransitionCodec.INSTANCE);
    }

    @Override
    public void write(LimitState value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    public LimitState read(DataInput in, Versions stored) throws IOException {
        return LimitState.read(in, stored);
    }

    @Override
    public boolean isMutable() {
        return true;
    }
}
