package io.bellwether.state;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that is written in a way that has a name and a version: a {@link Codec}, or a piece that several codecs write in
 * their own context and that can be told alone by its version. Immutable.
 */
public class Part implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final int version;
    private final List<Part> parts;

    /**
     * @param name in savepoints, for ever
     * @param version that is written, from 1
     * @param parts that this one is made of, beside what is its own
     */
    public Part(String name, int version, Part... parts) {
        this.name = name;
        this.version = version;
        this.parts = List.of(parts);
    }

    public final String name() {
        return name;
    }

    public final int version() {
        return version;
    }

    /**
     * The oldest version that is still read: no other than the present one, unless who reads the older ones says so here. State
     * of older ones is refused in words.
     */
    public int oldest() {
        return version;
    }

    /** The present versions of this one and of all that it is made of, by name. */
    public final Map<String, Integer> versions() {
        Map<String, Integer> versions = new TreeMap<>();
        all().forEach((part, one) -> versions.put(part, one.version));
        return versions;
    }

    /** This one and all that it is made of, by name. */
    final Map<String, Part> all() {
        Map<String, Part> all = new TreeMap<>();
        collect(all);
        return all;
    }

    private void collect(Map<String, Part> all) {
        Part other = all.put(name, this);
        if (other != null && (other.getClass() != getClass() || other.version != version)) {
            throw new IllegalStateException("two ways to write have the name " + name);
        }
        parts.forEach(part -> part.collect(all));
    }

    @Override
    public final String toString() {
        return name + " version " + version;
    }
}
