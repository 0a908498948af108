package io.bellwether.alert;

import io.bellwether.metric.CodecSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Moves a {@link SeriesState} in and out of Flink's state. */
public final class SeriesStateSerializer extends CodecSerializer<SeriesState> {

    private static final long serialVersionUID = 1L;

    @Override
    protected void write(SeriesState value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    protected SeriesState read(DataInput in) throws IOException {
        return SeriesState.read(in, io.bellwether.state.Versions.CURRENT);
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializerSnapshot<SeriesState> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Stands in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SeriesState> {
        public Snapshot() {
            super(SeriesStateSerializer::new);
        }
    }
}
