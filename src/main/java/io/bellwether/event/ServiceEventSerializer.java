package io.bellwether.event;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Events on Flink's network and in its state, by {@link EventCodec}: without the text of messages, which may not leave
 * the operator that scored it.
 */
public final class ServiceEventSerializer extends TypeSerializer<ServiceEvent> {
    private static final long serialVersionUID = 1;

    private transient EventCodec codec;

    /** A serializer with its own scratch memory. */
    public ServiceEventSerializer() {}

    @Override
    public boolean isImmutableType() {
        return true;
    }

    /** Another one: the codec is not thread-safe. */
    @Override
    public TypeSerializer<ServiceEvent> duplicate() {
        return new ServiceEventSerializer();
    }

    @Override
    public ServiceEvent createInstance() {
        return ServiceEvent.of(EventType.CLOCK_HEARTBEAT, "", 0, "").build();
    }

    @Override
    public ServiceEvent copy(ServiceEvent from) {
        return from;
    }

    @Override
    public ServiceEvent copy(ServiceEvent from, ServiceEvent reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(ServiceEvent event, DataOutputView target) throws IOException {
        codec().write(event, target);
    }

    @Override
    public ServiceEvent deserialize(DataInputView source) throws IOException {
        return codec().read(source);
    }

    @Override
    public ServiceEvent deserialize(ServiceEvent reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ServiceEventSerializer;
    }

    @Override
    public int hashCode() {
        return ServiceEventSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<ServiceEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    private EventCodec codec() {
        if (codec == null) {
            codec = new EventCodec();
        }
        return codec;
    }

    /**
     * Records the codec's format. Each stored event carries its format too, so older state is read as it is; state of a
     * newer format is refused.
     */
    public static final class Snapshot implements TypeSerializerSnapshot<ServiceEvent> {
        private int format = EventCodec.FORMAT;

        /** The snapshot of the format that is written; also what Flink makes before it reads an older one. */
        public Snapshot() {}

        @Override
        public int getCurrentVersion() {
            return EventCodec.FORMAT;
        }

        /** Nothing beyond the version, which Flink writes. */
        @Override
        public void writeSnapshot(DataOutputView out) {}

        @Override
        public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader) {
            format = readVersion;
        }

        @Override
        public TypeSerializer<ServiceEvent> restoreSerializer() {
            return new ServiceEventSerializer();
        }

        @Override
        public TypeSerializerSchemaCompatibility<ServiceEvent> resolveSchemaCompatibility(
                TypeSerializerSnapshot<ServiceEvent> old) {
            return old instanceof Snapshot snapshot && snapshot.format <= EventCodec.FORMAT
                    ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                    : TypeSerializerSchemaCompatibility.incompatible();
        }
    }
}
