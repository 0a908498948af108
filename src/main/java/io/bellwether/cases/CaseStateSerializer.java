package io.bellwether.cases;

import io.bellwether.metric.CodecSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Keeps a {@link CaseState} in Flink's state. */
public final class CaseStateSerializer extends CodecSerializer<CaseState> {

    private static final long serialVersionUID = 1L;

    @Override
    protected void write(CaseState value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    protected CaseState read(DataInput in) throws IOException {
        return CaseState.read(in);
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializerSnapshot<CaseState> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Stands in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<CaseState> {
        public Snapshot() {
            super(CaseStateSerializer::new);
        }
    }
}
