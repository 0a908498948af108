package io.bellwether.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Flink's serializer of every type of ours: that of a {@link Codec}. It writes the codec's present version, and reads that
 * one or, made for a state, the versions that the state was written in.
 *
 * @param <T> the codec's type
 */
public final class CodecSerializer<T> extends TypeSerializer<T> {

    private static final long serialVersionUID = 1L;

    private final Codec<T> codec;
    private final Versions stored;

    public CodecSerializer(Codec<T> codec) {
        this(codec, Versions.CURRENT);
    }

    CodecSerializer(Codec<T> codec, Versions stored) {
        this.codec = codec;
        this.stored = stored;
    }

    Codec<T> codec() {
        return codec;
    }

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
        codec.write(value, target);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return codec.read(source, stored);
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return codec.read(source, stored);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        codec.write(codec.read(source, stored), target);
    }

    @Override
    public T copy(T from) {
        return codec.copy(from);
    }

    @Override
    public T copy(T from, T reuse) {
        return codec.copy(from);
    }

    @Override
    public boolean isImmutableType() {
        return !codec.isMutable();
    }

    @Override
    public TypeSerializer<T> duplicate() {
        Codec<T> own = codec.forThread();
        return own == codec ? this : new CodecSerializer<>(own, stored);
    }

    /** None: nothing of ours is reused. */
    @Override
    public T createInstance() {
        return null;
    }

    @Override
    public int getLength() {
        return -1;
    }

    /** What is written from now on, also where older bytes are read. */
    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new CodecSerializerSnapshot<>(codec);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodecSerializer<?> that
                && codec.name().equals(that.codec.name())
                && stored.equals(that.stored);
    }

    @Override
    public int hashCode() {
        return codec.name().hashCode();
    }

    @Override
    public String toString() {
        return codec.toString();
    }
}
