package io.bellwether.metric;

import io.bellwether.state.Codec;
import io.bellwether.state.Packing;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link RollupWindow} is written: the length of the window stands before it, so that it need not be read. */
public final class RollupWindowCodec extends Codec<RollupWindow> {

    /** The one for everybody. */
    public static final RollupWindowCodec INSTANCE = new RollupWindowCodec();

    private static final long serialVersionUID = 1L;

    /** Whether it belongs to one thread. */
    private final boolean own;

    private transient CellKeyPool keys;
    private transient Packing packing;

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
        byte[] unread = value.unread();
        if (unread != null) {
            Varint.writeUnsigned(unread.length, out);
            out.write(unread);
        } else {
            writeWindow(value.window(), out);
        }
    }

    private void writeWindow(Window window, DataOutput out) throws IOException {
        Packing bytes = packing();
        bytes.shorten(0);
        WindowCodec.INSTANCE.write(window, bytes);
        Varint.writeUnsigned(bytes.size(), out);
        bytes.writeTo(out);
    }

    private Packing packing() {
        if (!own) {
            return new Packing();
        }
        packing = packing == null ? new Packing() : packing;
        return packing;
    }

    @Override
    public RollupWindow read(DataInput in, Versions stored) throws IOException {
        CellKey key = readKey(in, stored);
        long start = in.readLong();
        byte[] bytes = new byte[Texts.readCount(in)];
        in.readFully(bytes);
        return RollupWindow.ofBytes(key, start, bytes, stored);
    }

    private CellKey readKey(DataInput in, Versions stored) throws IOException {
        if (!own || !stored.areCurrent()) {
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
        return value.copy();
    }

    /** One that remembers keys. */
    @Override
    public Codec<RollupWindow> forThread() {
        return new RollupWindowCodec(true);
    }
}
