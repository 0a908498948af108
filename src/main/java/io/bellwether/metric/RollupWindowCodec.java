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

    /** Whether it belongs to one thread. */
    private final boolean own;

    private transient CellKeyPool keys;

    /** For who looks it up by its name. */
    public RollupWindowCodec() {
        this(false);
    }

    private RollupWindowCodec(boolean own) {
        super("rollup-window", 1, RollupWindow.class, CellKeyCodec.INSTANCE, WindowCodec.INSTANCE);
        this.own = own;
    }

    @Override
    public void write(RollupWindow value, DataOutput out) throws IOException {
        out.write(value.key().bytes());
        out.writeLong(value.start());
        WindowCodec.INSTANCE.write(value.window(), out);
    }

    @Override
    public RollupWindow read(DataInput in, Versions stored) throws IOException {
        return new RollupWindow(readKey(in, stored), in.readLong(), WindowCodec.INSTANCE.read(in, stored));
    }

    private CellKey readKey(DataInput in, Versions stored) throws IOException {
        if (!own) {
            return CellKeyCodec.INSTANCE.read(in, stored);
        }
        keys = keys == null ? new CellKeyPool() : keys;
        return keys.read(in);
    }

    @Override
    public boolean isMutable() {
        return true;
    }

    @Override
    public RollupWindow copy(RollupWindow value) {
        return new RollupWindow(value.key(), value.start(), value.window().copy());
    }

    /** One that remembers keys. */
    @Override
    public Codec<RollupWindow> forThread() {
        return new RollupWindowCodec(true);
    }
}
