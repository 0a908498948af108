package io.bellwether.metric;

import io.bellwether.state.Codec;
import io.bellwether.state.Texts;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link CellKey} is written. A key in state: its bytes never change. */
public final class CellKeyCodec extends Codec<CellKey> {

    /** The one for everybody. */
    public static final CellKeyCodec INSTANCE = new CellKeyCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public CellKeyCodec() {
        super("cell-key", 1, CellKey.class);
    }

    @Override
    public void write(CellKey value, DataOutput out) throws IOException {
        Measurement.CODES.write(value.measurement(), out);
        Texts.writeAll(value.dimensions(), out);
        Texts.writeAll(value.values(), out);
        Texts.writeAll(value.tags(), out);
    }

    @Override
    public CellKey read(DataInput in, Versions stored) throws IOException {
        return new CellKey(Measurement.CODES.read(in), Texts.readAll(in), Texts.readAll(in), Texts.readAll(in));
    }
}
