package io.bellwether.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * What Flink wants of the states of sources and sinks, for which it keeps no snapshots: the versions of a {@link Codec} and its
 * parts stand in front of each value, of which there are few.
 *
 * @param <T> the codec's type
 */
public final class CodecVersionedSerializer<T> implements SimpleVersionedSerializer<T> {

    private final Codec<T> codec;

    public CodecVersionedSerializer(Codec<T> codec) {
        this.codec = codec;
    }

    /** That of the list of versions. */
    @Override
    public int getVersion() {
        return StoredVersions.FORMAT;
    }

    @Override
    public byte[] serialize(T value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        DataOutputStream out = new DataOutputStream(bytes);
        new StoredVersions(codec).write(out);
        codec.write(value, out);
        return bytes.toByteArray();
    }

    @Override
    public T deserialize(int format, byte[] serialized) throws IOException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(serialized);
        DataInputStream in = new DataInputStream(bytes);
        T value = codec.read(in, versions(format, in));
        if (bytes.available() > 0) {
            throw new IOException(
                    "a stored " + codec.name() + " is damaged: " + bytes.available() + " bytes are left behind it");
        }
        return value;
    }

    /**
     * Reads what stands in front of a value, for whoever reads the value by itself.
     *
     * @throws IncompatibleStateException where this release does not read what comes behind
     */
    public Versions versions(int format, DataInput in) throws IOException {
        StoredVersions stored = StoredVersions.read(format, in);
        String problem = stored.problem(codec);
        if (problem != null) {
            throw new IncompatibleStateException(problem);
        }
        return stored.of(codec);
    }
}
