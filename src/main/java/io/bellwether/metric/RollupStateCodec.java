package io.bellwether.metric;

import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link RollupState} is kept. */
public final class RollupStateCodec extends Codec<RollupState> {

    /** The one for everybody. */
    public static final RollupStateCodec INSTANCE = new RollupStateCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public RollupStateCodec() {
        super("rollup", 1, RollupState.class, WindowCodec.INSTANCE);
    }

    @Override
    public void write(RollupState value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    public RollupState read(DataInput in, Versions stored) throws IOException {
        return RollupState.read(in, stored);
    }

    @Override
    public boolean isMutable() {
        return true;
    }

    @Override
    public RollupState copy(RollupState value) {
        return value.copy();
    }
}
