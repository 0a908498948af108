package io.bellwether.event;

/**
 * Who a case or an agent is: an id, and the system that gave it. Systems count on their own, so ticket 1001 of one and
 * chat 1001 of another are two cases. Immutable.
 *
 * @param source the system whose id it is
 * @param id as people know it
 */
public record SourceId(String source, String id) implements Comparable<SourceId> {

    /** Both in one text, of two never the same: {@code source|id}; a {@code |} or {@code %} of the source is written %7C, %25. */
    public String joined() {
        return source.replace("%", "%25").replace("|", "%7C") + '|' + id;
    }

    /** The same in every JVM, as Flink asks of a key. */
    @Override
    public int hashCode() {
        return 31 * source.hashCode() + id.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof SourceId that && id.equals(that.id) && source.equals(that.source);
    }

    @Override
    public int compareTo(SourceId other) {
        int bySource = source.compareTo(other.source);
        return bySource != 0 ? bySource : id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return id + " of " + source;
    }
}
