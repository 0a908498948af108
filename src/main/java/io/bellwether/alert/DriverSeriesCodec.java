package io.bellwether.alert;

import io.bellwether.metric.CellCodec;
import io.bellwether.metric.CellKeyCodec;
import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link DriverSeries} is kept. */
public final class DriverSeriesCodec extends Codec<DriverSeries> {

    /** The one for everybody. */
    public static final DriverSeriesCodec INSTANCE = new DriverSeriesCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public DriverSeriesCodec() {
        super("driver-series", 1, DriverSeries.class, CellCodec.INSTANCE, CellKeyCodec.INSTANCE);
    }

    @Override
    public void write(DriverSeries value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    public DriverSeries read(DataInput in, Versions stored) throws IOException {
        return DriverSeries.read(in, stored);
    }

    @Override
    public boolean isMutable() {
        return true;
    }
}
