package io.bellwether.metric;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Moves a {@link Cell} through Flink. */
public final class CellSerializer extends CodecSerializer<Cell> {

    private static final long serialVersionUID = 1L;

    /** How Flink moves it. */
    public static TypeInformation<Cell> typeInfo() {
        return new CodecTypeInfo<>(Cell.class, new CellSerializer());
    }

    @Override
    protected void write(Cell value, DataOutput out) throws IOException {
        Codecs.write(value, out);
    }

    @Override
    protected Cell read(DataInput in) throws IOException {
        return Codecs.readCell(in);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializerSnapshot<Cell> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Stands in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Cell> {
        public Snapshot() {
            super(CellSerializer::new);
        }
    }
}
