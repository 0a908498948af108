package io.bellwether.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stands beside what a codec wrote: its name, its version, and those of its parts.
 *
 * @param name of the codec
 * @param versions by name, the codec's own among them
 */
record StoredVersions(String name, Map<String, Integer> versions) {

    static final int FORMAT = 1;

    /** Of what the codec writes. */
    StoredVersions(Codec<?> codec) {
        this(codec.name(), codec.versions());
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(name);
        out.writeShort(versions.size());
        for (Map.Entry<String, Integer> part : versions.entrySet()) {
            out.writeUTF(part.getKey());
            out.writeInt(part.getValue());
        }
    }

    /** @param format in which it was written */
    static StoredVersions read(int format, DataInput in) throws IOException {
        if (format != FORMAT) {
            throw new IncompatibleStateException(
                    "it is described in format " + format + ", and this release reads " + FORMAT);
        }
        String name = in.readUTF();
        Map<String, Integer> versions = new TreeMap<>();
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            versions.put(in.readUTF(), in.readInt());
        }
        return new StoredVersions(name, versions);
    }

    /** Why this release cannot read it; null where it can. */
    String problem(Codec<?> codec) {
        if (codec == null || !codec.name().equals(name)) {
            return codec == null
                    ? "this release keeps nothing that is named " + name
                    : "there is " + name + " where " + codec.name() + " is expected";
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

    /** For the codec's reading. */
    Versions of(Codec<?> codec) {
        return versions.equals(codec.versions()) ? Versions.CURRENT : Versions.of(versions);
    }

    @Override
    public String toString() {
        return name + " " + versions;
    }
}
