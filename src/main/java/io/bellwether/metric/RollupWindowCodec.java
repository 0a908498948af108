package io.bellwether.metric;

import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link RollupWindow} is written. */
public final class RollupWindowCodec extends Codec<RollupWindow> {

    /** The one for everybody. */
    public static final RollupWindowCodec INSTANCE = new RollupWindowCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public RollupWindowCodec() {
        super("rollup-window", 1, RollupWindow.class, CellKeyCodec.INSTANCE, WindowCodec.INSTANCE);
    }

    @Override
    public void write(RollupWindow value, DataOutput out) throws IOException {
        CellKeyCodec.INSTANCE.write(value.key(), out);
        out.writeLong(value.start());
        WindowCodec.INSTANCE.write(value.window(), out);
    }

    @Override
    public RollupWindow read(DataInput in, Versions stored) throws IOException {
        return new RollupWindow(
                CellKeyCodec.INSTANCE.read(in, stored), in.readLong(), WindowCodec.INSTANCE.read(in, stored));
    }

    @Override
    public boolean isMutable() {
        return true;
    }
}
