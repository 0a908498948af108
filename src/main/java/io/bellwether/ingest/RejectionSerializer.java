package io.bellwether.ingest;

import io.bellwether.event.Origin;
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
        Origin origin = value.origin();
        out.writeUTF(origin.topic());
        out.writeInt(origin.partition());
        out.writeLong(origin.offset());
        out.writeInt(origin.keySize());
        writeBytes(origin.key(), out);
        writeBytes(value.original(), out);
        out.writeInt(value.size());
        out.writeUTF(value.sha256());
    }

    @Override
    protected Rejection read(DataInput in) throws IOException {
        RejectionReason reason = RejectionReason.valueOf(in.readUTF());
        String detail = in.readUTF();
        String topic = in.readUTF();
        int partition = in.readInt();
        long offset = in.readLong();
        int keySize = in.readInt();
        Origin origin = new Origin(topic, partition, offset, readBytes(in), keySize);
        return new Rejection(reason, detail, origin, readBytes(in), in.readInt(), in.readUTF());
    }

    private static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static byte[] readBytes(DataInput in) throws IOException {
        int length = in.readInt();
        byte[] bytes = length < 0 ? null : new byte[length];
        if (bytes != null) {
            in.readFully(bytes);
        }
        return bytes;
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
