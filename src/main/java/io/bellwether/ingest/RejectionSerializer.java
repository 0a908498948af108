package io.bellwether.ingest;

import io.bellwether.event.Rejection;
import io.bellwether.event.RejectionReason;
import io.bellwether.metric.CodecSerializer;
import io.bellwether.metric.CodecTypeInfo;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Moves a {@link Rejection} to its dead letter. */
public final class RejectionSerializer extends CodecSerializer<Rejection> {

    private static final long serialVersionUID = 1L;

    /** How Flink moves it. */
    public static TypeInformation<Rejection> typeInfo() {
        return new CodecTypeInfo<>(Rejection.class, new RejectionSerializer());
    }

    @Override
    protected void write(Rejection value, DataOutput out) throws IOException {
        out.writeUTF(value.reason().name());
        out.writeUTF(value.detail());
        out.writeUTF(value.topic());
        out.writeInt(value.partition());
        out.writeLong(value.offset());
        out.writeInt(value.original().length);
        out.write(value.original());
    }

    @Override
    protected Rejection read(DataInput in) throws IOException {
        RejectionReason reason = RejectionReason.valueOf(in.readUTF());
        String detail = in.readUTF();
        String topic = in.readUTF();
        int partition = in.readInt();
        long offset = in.readLong();
        byte[] original = new byte[in.readInt()];
        in.readFully(original);
        return new Rejection(reason, detail, topic, partition, offset, original);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializerSnapshot<Rejection> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Stands in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Rejection> {
        public Snapshot() {
            super(RejectionSerializer::new);
        }
    }
}
