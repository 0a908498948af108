package io.bellwether.metric;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Moves a {@link CellKey} through Flink. */
public final class CellKeySerializer extends CodecSerializer<CellKey> {

    private static final long serialVersionUID = 1L;

    /** How Flink moves it. */
    public static TypeInformation<CellKey> typeInfo() {
        return new CodecTypeInfo<>(CellKey.class, new CellKeySerializer());
    }

    @Override
    protected void write(CellKey value, DataOutput out) throws IOException {
        Codecs.write(value, out);
    }

    @Override
    protected CellKey read(DataInput in) throws IOException {
        return Codecs.readKey(in);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializerSnapshot<CellKey> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Stands in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<CellKey> {
        public Snapshot() {
            super(CellKeySerializer::new);
        }
    }
}
