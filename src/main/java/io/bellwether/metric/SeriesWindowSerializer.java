package io.bellwether.metric;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Moves a {@link SeriesWindow} through Flink. */
public final class SeriesWindowSerializer extends CodecSerializer<SeriesWindow> {

    private static final long serialVersionUID = 1L;

    /** How Flink moves it. */
    public static TypeInformation<SeriesWindow> typeInfo() {
        return new CodecTypeInfo<>(SeriesWindow.class, new SeriesWindowSerializer());
    }

    @Override
    protected void write(SeriesWindow value, DataOutput out) throws IOException {
        Codecs.write(value.series(), out);
        out.writeLong(value.start());
        value.window().write(out);
    }

    @Override
    protected SeriesWindow read(DataInput in) throws IOException {
        return new SeriesWindow(Codecs.readSeries(in), in.readLong(), Window.read(in));
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializerSnapshot<SeriesWindow> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Stands in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SeriesWindow> {
        public Snapshot() {
            super(SeriesWindowSerializer::new);
        }
    }
}
