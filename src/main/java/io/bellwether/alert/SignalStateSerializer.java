package io.bellwether.alert;

import io.bellwether.metric.CodecSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Moves a {@link SignalState} in and out of Flink's state. */
public final class SignalStateSerializer extends CodecSerializer<SignalState> {

    private static final long serialVersionUID = 1L;

    @Override
    protected void write(SignalState value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    protected SignalState read(DataInput in) throws IOException {
        return SignalState.read(in);
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializerSnapshot<SignalState> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Stands in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SignalState> {
        public Snapshot() {
            super(SignalStateSerializer::new);
        }
    }
}
