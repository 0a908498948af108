package io.bellwether.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The one way to write values of a type, for the network between operators and for state. Written are always the bytes of
 * the present {@link #version}; read are those of every version from {@link #oldest} on, which is no other
 * than the present one unless a codec says so and reads by what was stored.
 *
 * <p>No record carries a version: the network joins operators of one release, and for state Flink keeps a snapshot beside
 * each state, which says once what version of this codec, and of each codec within it, all its values have. Flink then reads
 * what is older with the versions that were written and writes it anew: on the heap all of it when it restores, with RocksDB
 * when the state is first opened.
 *
 * <p>Rules. Who changes the bytes raises the version and reads the old ones for as long as promised; a test holds the bytes of
 * each. A name is never changed nor used again. Constants are written by their {@link Coded code}, never by ordinal or name.
 * What others write too is a {@link Part} or a codec of its own, which is named: it has a version of its own.
 * What is a key in state keeps its version for ever, for Flink finds it by its bytes.
 *
 * <p>Every codec has a public constructor without arguments and stands in
 * {@code META-INF/services/io.bellwether.state.Codec}, by which a state finds it, wherever its class may have moved.
 *
 * @param <T> the type; null is no value
 */
public abstract class Codec<T> extends Part {

    private static final long serialVersionUID = 1L;

    private final Class<T> type;

    /**
     * @param name in savepoints, for ever
     * @param version that is written, from 1
     * @param parts that this one uses
     */
    protected Codec(String name, int version, Class<T> type, Part... parts) {
        super(name, version, parts);
        this.type = type;
    }

    /** Writes a value in the present version; equal values have equal bytes. */
    public abstract void write(T value, DataOutput out) throws IOException;

    /**
     * Reads one value.
     *
     * @param stored what was written, of this codec and of its parts
     */
    public abstract T read(DataInput in, Versions stored) throws IOException;

    /** Whether a value may change after it was handed on. Then Flink copies it where it has to keep what it was. */
    public boolean isMutable() {
        return false;
    }

    /** An independent copy of a mutable value; an immutable one is its own copy. */
    public T copy(T value) {
        return isMutable() ? fromBytes(toBytes(value), Versions.CURRENT) : value;
    }

    /** This one, or one with scratch memory of its own for another thread. */
    public Codec<T> forThread() {
        return this;
    }

    public final Class<T> type() {
        return type;
    }

    /** The bytes of a value. */
    public final byte[] toBytes(T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try {
            write(value, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed for " + name(), e);
        }
        return bytes.toByteArray();
    }

    /** The value of bytes that hold nothing else. */
    public final T fromBytes(byte[] bytes, Versions stored) {
        ByteArrayInputStream rest = new ByteArrayInputStream(bytes);
        try {
            T value = read(new DataInputStream(rest), stored);
            if (rest.available() > 0) {
                throw new IOException(rest.available() + " bytes are left behind it");
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException("a stored " + name() + " is damaged: " + e.getMessage(), e);
        }
    }

    /** The bytes of the present version for bytes that a value keeps packed and that may be of an older one. */
    public final byte[] renewed(byte[] bytes, Versions stored) {
        return stored.areCurrent() ? bytes : toBytes(fromBytes(bytes, stored));
    }
}
