package io.bellwether.state;

import java.io.IOException;
import java.util.ServiceLoader;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What stands in a savepoint of everything that a {@link Codec} wrote: the codec's name, its version, and those of its
 * parts. The one class of ours that savepoints name: it is never moved nor renamed.
 *
 * <p>To a later release it is compatible as it is where all versions are the same, and after migration where some are older
 * and still read. Else it is not; who tries to read it then learns what to do.
 *
 * @param <T> the codec's type
 */
public final class CodecSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {

    private StoredVersions stored;
    /** Null where this release has no codec of that name. */
    private Codec<T> codec;

    /** For Flink, which reads it then. */
    public CodecSerializerSnapshot() {}

    /** Of what the codec writes. */
    CodecSerializerSnapshot(Codec<T> codec) {
        this.stored = new StoredVersions(codec);
        this.codec = codec;
    }

    @Override
    public int getCurrentVersion() {
        return StoredVersions.FORMAT;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        stored.write(out);
    }

    @Override
    public void readSnapshot(int format, DataInputView in, ClassLoader classes) throws IOException {
        stored = StoredVersions.read(format, in);
        codec = find(stored.name(), classes);
    }

    /** The name is the type's, too: no name is used for two. */
    @SuppressWarnings("unchecked")
    private static <T> Codec<T> find(String name, ClassLoader classes) {
        for (Codec<?> codec : ServiceLoader.load(Codec.class, classes)) {
            if (codec.name().equals(name)) {
                return (Codec<T>) codec;
            }
        }
        return null;
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        String problem = stored.problem(codec);
        if (problem != null) {
            throw new IncompatibleStateException(problem);
        }
        return new CodecSerializer<>(codec, stored.of(codec));
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
        if (!(old instanceof CodecSerializerSnapshot<T> other)) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        if (other.stored.equals(stored)) {
            return TypeSerializerSchemaCompatibility.compatibleAsIs();
        }
        return other.stored.problem(codec) == null
                ? TypeSerializerSchemaCompatibility.compatibleAfterMigration()
                : TypeSerializerSchemaCompatibility.incompatible();
    }

    @Override
    public String toString() {
        return stored.toString();
    }
}
