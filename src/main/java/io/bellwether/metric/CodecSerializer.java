package io.bellwether.metric;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A Flink serializer around a type's own {@code write} and {@code read}. Each type has one subclass with a public
 * constructor without arguments; its class name stands in savepoints, so it is never renamed.
 *
 * @param <T> the type; whether it may change after it was written decides {@link #isImmutableType}
 */
public abstract class CodecSerializer<T> extends TypeSerializerSingleton<T> {

    /** Writes a value so that {@link #read} gives an equal one. */
    protected abstract void write(T value, DataOutput out) throws IOException;

    /** Reads one value. */
    protected abstract T read(DataInput in) throws IOException;

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
        write(value, target);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return read(source);
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return read(source);
    }

    @Override
    public T copy(T from) {
        if (isImmutableType()) {
            return from;
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
            write(from, new DataOutputStream(bytes));
            return read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException("copying a " + from.getClass().getSimpleName(), e);
        }
    }

    @Override
    public T copy(T from, T reuse) {
        return copy(from);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        write(read(source), target);
    }

    @Override
    public T createInstance() {
        return null;
    }

    @Override
    public int getLength() {
        return -1;
    }
}
