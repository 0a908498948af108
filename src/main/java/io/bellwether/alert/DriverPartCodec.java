package io.bellwether.alert;

import io.bellwether.metric.CellCodec;
import io.bellwether.state.Codec;
import io.bellwether.state.TextPool;
import io.bellwether.state.Texts;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link DriverPart} is written. */
public final class DriverPartCodec extends Codec<DriverPart> {

    /** The one for everybody. */
    public static final DriverPartCodec INSTANCE = new DriverPartCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public DriverPartCodec() {
        super("driver-part", 1, DriverPart.class, CellCodec.INSTANCE);
    }

    @Override
    public void write(DriverPart value, DataOutput out) throws IOException {
        Texts.write(value.place(), out);
        out.writeLong(value.toldAt());
        CellCodec.INSTANCE.write(value.cell(), out);
    }

    @Override
    public DriverPart read(DataInput in, Versions stored) throws IOException {
        return new DriverPart(TextPool.ofThread().read(in), in.readLong(), CellCodec.INSTANCE.read(in, stored));
    }
}
