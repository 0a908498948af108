package io.bellwether.metric;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Moves a {@link RollupState} through Flink. */
public final class RollupStateSerializer extends CodecSerializer<RollupState> {

    private static final long serialVersionUID = 1L;

    /** How Flink moves it. */
    public static TypeInformation<RollupState> typeInfo() {
        return new CodecTypeInfo<>(RollupState.class, new RollupStateSerializer());
    }

    @Override
    protected void write(RollupState value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    protected RollupState read(DataInput in) throws IOException {
        return RollupState.read(in);
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializerSnapshot<RollupState> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Stands in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<RollupState> {
        public Snapshot() {
            super(RollupStateSerializer::new);
        }
    }
}
