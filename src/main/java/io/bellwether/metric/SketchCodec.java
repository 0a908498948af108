package io.bellwether.metric;

import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link Sketch} is written. */
public final class SketchCodec extends Codec<Sketch> {

    /** The one for everybody. */
    public static final SketchCodec INSTANCE = new SketchCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public SketchCodec() {
        super("sketch", 1, Sketch.class);
    }

    @Override
    public void write(Sketch value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    public Sketch read(DataInput in, Versions stored) throws IOException {
        return Sketch.read(in);
    }

    @Override
    public boolean isMutable() {
        return true;
    }

    @Override
    public Sketch copy(Sketch value) {
        return value.copy();
    }
}
