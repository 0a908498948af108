package io.bellwether.alert;

import io.bellwether.baseline.Baseline;
import io.bellwether.metric.CellCodec;
import io.bellwether.metric.CellKeyCodec;
import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link SeriesState} is kept. */
public final class SeriesStateCodec extends Codec<SeriesState> {

    /** The one for everybody. */
    public static final SeriesStateCodec INSTANCE = new SeriesStateCodec();

    /** The first version that says since when panes keep what texts name. */
    static final int WITH_NAMED = 2;

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public SeriesStateCodec() {
        super("series-rules", WITH_NAMED, SeriesState.class, CellCodec.INSTANCE, CellKeyCodec.INSTANCE, Baseline.FORM);
    }

    @Override
    public void write(SeriesState value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    public SeriesState read(DataInput in, Versions stored) throws IOException {
        return SeriesState.read(in, stored);
    }

    @Override
    public int oldest() {
        return 1;
    }

    @Override
    public boolean isMutable() {
        return true;
    }
}
