package io.bellwether.metric;

import io.bellwether.state.Codec;
import io.bellwether.state.Texts;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link Series} is written. A key in state: its bytes never change. */
public final class SeriesCodec extends Codec<Series> {

    /** The one for everybody. */
    public static final SeriesCodec INSTANCE = new SeriesCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public SeriesCodec() {
        super("series", 1, Series.class);
    }

    @Override
    public void write(Series value, DataOutput out) throws IOException {
        Measurement.CODES.write(value.measurement(), out);
        Texts.writeAll(value.dimensions(), out);
        Texts.writeAll(value.tags(), out);
    }

    @Override
    public Series read(DataInput in, Versions stored) throws IOException {
        return new Series(Measurement.CODES.read(in), Texts.readAll(in), Texts.readAll(in));
    }
}
