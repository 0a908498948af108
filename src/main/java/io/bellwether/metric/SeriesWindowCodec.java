package io.bellwether.metric;

import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link SeriesWindow} is written. */
public final class SeriesWindowCodec extends Codec<SeriesWindow> {

    /** The one for everybody. */
    public static final SeriesWindowCodec INSTANCE = new SeriesWindowCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public SeriesWindowCodec() {
        super("series-window", 1, SeriesWindow.class, SeriesCodec.INSTANCE, WindowCodec.INSTANCE);
    }

    @Override
    public void write(SeriesWindow value, DataOutput out) throws IOException {
        SeriesCodec.INSTANCE.write(value.series(), out);
        out.writeLong(value.start());
        WindowCodec.INSTANCE.write(value.window(), out);
    }

    @Override
    public SeriesWindow read(DataInput in, Versions stored) throws IOException {
        return new SeriesWindow(
                SeriesCodec.INSTANCE.read(in, stored), in.readLong(), WindowCodec.INSTANCE.read(in, stored));
    }

    @Override
    public boolean isMutable() {
        return true;
    }
}
