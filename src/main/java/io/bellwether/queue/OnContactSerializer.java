package io.bellwether.queue;

import io.bellwether.metric.CodecSerializer;
import io.bellwether.metric.CodecTypeInfo;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Carries {@link OnContact} between operators. */
public final class OnContactSerializer extends CodecSerializer<OnContact> {

    private static final long serialVersionUID = 1L;

    /** Flink's name for the type. */
    public static TypeInformation<OnContact> typeInfo() {
        return new CodecTypeInfo<>(OnContact.class, new OnContactSerializer());
    }

    @Override
    protected void write(OnContact value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    protected OnContact read(DataInput in) throws IOException {
        return OnContact.read(in);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializerSnapshot<OnContact> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Stands in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<OnContact> {
        public Snapshot() {
            super(OnContactSerializer::new);
        }
    }
}
