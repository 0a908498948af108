package io.bellwether.metric;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Moves a {@link Observation} through Flink. */
public final class ObservationSerializer extends CodecSerializer<Observation> {

    private static final long serialVersionUID = 1L;

    /** How Flink moves it. */
    public static TypeInformation<Observation> typeInfo() {
        return new CodecTypeInfo<>(Observation.class, new ObservationSerializer());
    }

    @Override
    protected void write(Observation value, DataOutput out) throws IOException {
        out.writeShort(value.measure().ordinal());
        Codecs.write(value.series(), out);
        out.writeLong(value.time());
        out.writeLong(value.value());
        out.writeLong(value.since());
        out.writeByte(value.weight());
    }

    @Override
    protected Observation read(DataInput in) throws IOException {
        return new Observation(
                Measure.values()[in.readUnsignedShort()],
                Codecs.readSeries(in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readByte());
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializerSnapshot<Observation> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Stands in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Observation> {
        public Snapshot() {
            super(ObservationSerializer::new);
        }
    }
}
