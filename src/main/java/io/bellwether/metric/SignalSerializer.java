package io.bellwether.metric;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Moves a {@link Signal} through Flink. */
public final class SignalSerializer extends CodecSerializer<Signal> {

    private static final long serialVersionUID = 1L;

    /** How Flink moves it. */
    public static TypeInformation<Signal> typeInfo() {
        return new CodecTypeInfo<>(Signal.class, new SignalSerializer());
    }

    @Override
    protected void write(Signal value, DataOutput out) throws IOException {
        out.writeByte(value.kind().ordinal());
        out.writeUTF(value.subject());
        out.writeUTF(value.source());
        out.writeUTF(value.clock());
        out.writeInt(value.instance());
        out.writeByte(value.level());
        out.writeLong(value.time());
        out.writeLong(value.targetMillis());
        out.writeLong(value.consumedMillis());
        out.writeLong(value.deadline());
        out.writeBoolean(value.backfill());
        Codecs.writeMap(value.dimensions(), out);
        Codecs.writeMap(value.detail(), out);
    }

    @Override
    protected Signal read(DataInput in) throws IOException {
        return new Signal(
                Signal.Kind.values()[in.readUnsignedByte()],
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readInt(),
                in.readUnsignedByte(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readBoolean(),
                Codecs.readMap(in),
                Codecs.readMap(in));
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializerSnapshot<Signal> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Stands in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Signal> {
        public Snapshot() {
            super(SignalSerializer::new);
        }
    }
}
