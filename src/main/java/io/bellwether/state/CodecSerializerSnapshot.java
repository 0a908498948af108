package io.bellwether.state;

import java.io.IOException;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
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

    private static final int FORMAT = 1;

    private String name;
    private Map<String, Integer> versions;
    /** Null where this release has no codec of that name. */
    private Codec<T> codec;

    /** For Flink, which reads it then. */
    public CodecSerializerSnapshot() {}

    /** Of what the codec writes. */
    CodecSerializerSnapshot(Codec<T> codec) {
        this.name = codec.name();
        this.versions = codec.versions();
        this.codec = codec;
    }

    @Override
    public int getCurrentVersion() {
        return FORMAT;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(name);
        out.writeShort(versions.size());
        for (Map.Entry<String, Integer> part : versions.entrySet()) {
            out.writeUTF(part.getKey());
            out.writeInt(part.getValue());
        }
    }

    @Override
    public void readSnapshot(int format, DataInputView in, ClassLoader classes) throws IOException {
        if (format != FORMAT) {
            throw new IOException("this state was written by a newer release, which describes it in format " + format
                    + " where this one knows " + FORMAT + "; " + IncompatibleStateException.WHAT_TO_DO);
        }
        name = in.readUTF();
        versions = new TreeMap<>();
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            versions.put(in.readUTF(), in.readInt());
        }
        codec = find(name, classes);
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
        String problem = problem();
        if (problem != null) {
            throw new IncompatibleStateException(problem);
        }
        return new CodecSerializer<>(codec, isCurrent() ? Versions.CURRENT : Versions.of(versions));
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
        if (!(old instanceof CodecSerializerSnapshot<T> stored) || !stored.name.equals(name)) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        if (stored.versions.equals(versions)) {
            return TypeSerializerSchemaCompatibility.compatibleAsIs();
        }
        return stored.problem() == null
                ? TypeSerializerSchemaCompatibility.compatibleAfterMigration()
                : TypeSerializerSchemaCompatibility.incompatible();
    }

    private boolean isCurrent() {
        return codec.versions().equals(versions);
    }

    /** Why this release cannot read it; null where it can. */
    private String problem() {
        if (codec == null) {
            return "this release keeps nothing that is named " + name;
        }
        for (Part part : codec.all().values()) {
            // a part that was not there came with a later version of what holds it
            int was = versions.getOrDefault(part.name(), part.version());
            String of = part == codec ? name : part.name() + " in " + name;
            if (was > part.version()) {
                return of + " was written in version " + was + " by a newer release, and this one reads up to "
                        + part.version();
            }
            if (was < part.oldest()) {
                return of + " was written in version " + was + " by an older release, and this one reads from "
                        + part.oldest();
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return name + " " + versions;
    }
}
