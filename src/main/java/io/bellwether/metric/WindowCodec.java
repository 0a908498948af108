package io.bellwether.metric;

import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link Window} is written: what was observed, each measure by its code. */
public final class WindowCodec extends Codec<Window> {

    /** The one for everybody. */
    public static final WindowCodec INSTANCE = new WindowCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public WindowCodec() {
        super("window", 1, Window.class, SketchCodec.INSTANCE);
    }

    @Override
    public void write(Window value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    public Window read(DataInput in, Versions stored) throws IOException {
        return Window.read(in, stored);
    }

    @Override
    public boolean isMutable() {
        return true;
    }

    @Override
    public Window copy(Window value) {
        return value.copy();
    }
}
