package io.bellwether.state;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/** Which versions of codecs wrote what is read. Immutable. */
public final class Versions implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What this release writes. */
    public static final Versions CURRENT = new Versions(null);

    /** Null for the present ones. */
    private final TreeMap<String, Integer> byName;

    private Versions(TreeMap<String, Integer> byName) {
        this.byName = byName;
    }

    /** These versions, by name of codec. */
    public static Versions of(Map<String, Integer> byName) {
        return new Versions(new TreeMap<>(byName));
    }

    /** The version that a part had; 0 where what was written did not have it. */
    public int of(Part part) {
        return byName == null ? part.version() : byName.getOrDefault(part.name(), 0);
    }

    /** Whether all is as it would be written now. */
    public boolean areCurrent() {
        return byName == null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Versions that && (byName == null ? that.byName == null : byName.equals(that.byName));
    }

    @Override
    public int hashCode() {
        return byName == null ? 0 : byName.hashCode();
    }

    private Object readResolve() {
        return byName == null ? CURRENT : this;
    }
}
