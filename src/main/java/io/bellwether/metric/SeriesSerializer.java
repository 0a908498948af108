package io.bellwether.metric;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Moves a {@link Series} through Flink. */
public final class SeriesSerializer extends CodecSerializer<Series> {

    private static final long serialVersionUID = 1L;

    /** How Flink moves it. */
    public static TypeInformation<Series> typeInfo() {
        return new CodecTypeInfo<>(Series.class, new SeriesSerializer());
    }

    @Override
    protected void write(Series value, DataOutput out) throws IOException {
        Codecs.write(value, out);
    }

    @Override
    protected Series read(DataInput in) throws IOException {
        return Codecs.readSeries(in);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializerSnapshot<Series> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Stands in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Series> {
        public Snapshot() {
            super(SeriesSerializer::new);
        }
    }
}
