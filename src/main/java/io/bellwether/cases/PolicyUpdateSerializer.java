package io.bellwether.cases;

import io.bellwether.metric.CodecSerializer;
import io.bellwether.metric.CodecTypeInfo;
import io.bellwether.sla.PolicyBook;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/**
 * Moves a {@link PolicyUpdate} through Flink, by Java serialisation: a book is small, travels rarely and holds time zones.
 */
public final class PolicyUpdateSerializer extends CodecSerializer<PolicyUpdate> {

    /** Key of the one entry in the broadcast state. */
    public static final String CURRENT = "current";

    /** The broadcast state that holds it. */
    public static final MapStateDescriptor<String, PolicyUpdate> STATE =
            new MapStateDescriptor<>("policies", Types.STRING, typeInfo());

    private static final long serialVersionUID = 1L;

    @Override
    protected void write(PolicyUpdate value, DataOutput out) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
            objects.writeObject(value.book());
        }
        out.writeUTF(value.version());
        out.writeInt(bytes.size());
        out.write(bytes.toByteArray());
    }

    @Override
    protected PolicyUpdate read(DataInput in) throws IOException {
        String version = in.readUTF();
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        try (ObjectInputStream objects = new PolicyBookStream(bytes)) {
            return new PolicyUpdate(version, (PolicyBook) objects.readObject());
        } catch (ClassNotFoundException e) {
            throw new IOException("a policy book in state names a class that is gone", e);
        }
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializerSnapshot<PolicyUpdate> snapshotConfiguration() {
        return new Snapshot();
    }

    /** How Flink moves it. */
    public static TypeInformation<PolicyUpdate> typeInfo() {
        return new CodecTypeInfo<>(PolicyUpdate.class, new PolicyUpdateSerializer());
    }

    /** Resolves classes by the job's class loader, not by the cluster's. */
    private static final class PolicyBookStream extends ObjectInputStream {
        PolicyBookStream(byte[] bytes) throws IOException {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        protected Class<?> resolveClass(java.io.ObjectStreamClass described)
                throws IOException, ClassNotFoundException {
            return Class.forName(described.getName(), false, PolicyBook.class.getClassLoader());
        }
    }

    /** Stands in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<PolicyUpdate> {
        public Snapshot() {
            super(PolicyUpdateSerializer::new);
        }
    }
}
