package io.bellwether.event;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Keys of cases and agents in Flink's state: two texts, each behind its length, so that no two keys have the same bytes. */
public final class SourceIdSerializer extends TypeSerializer<SourceId> {
    private static final long serialVersionUID = 1;

    private transient StoredBytes bytes;

    /** A serializer with its own scratch memory. */
    public SourceIdSerializer() {}

    @Override
    public boolean isImmutableType() {
        return true;
    }

    /** Another one: scratch memory is not for several threads. */
    @Override
    public TypeSerializer<SourceId> duplicate() {
        return new SourceIdSerializer();
    }

    @Override
    public SourceId createInstance() {
        return new SourceId("", "");
    }

    @Override
    public SourceId copy(SourceId from) {
        return from;
    }

    @Override
    public SourceId copy(SourceId from, SourceId reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(SourceId key, DataOutputView target) throws IOException {
        bytes().writeText(key.source(), target);
        bytes().writeText(key.id(), target);
    }

    @Override
    public SourceId deserialize(DataInputView source) throws IOException {
        return new SourceId(bytes().readLabel(source), bytes().readText(source));
    }

    @Override
    public SourceId deserialize(SourceId reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceIdSerializer;
    }

    @Override
    public int hashCode() {
        return SourceIdSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<SourceId> snapshotConfiguration() {
        return new Snapshot();
    }

    private StoredBytes bytes() {
        if (bytes == null) {
            bytes = new StoredBytes();
        }
        return bytes;
    }

    /** Stands in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SourceId> {
        public Snapshot() {
            super(SourceIdSerializer::new);
        }
    }
}
