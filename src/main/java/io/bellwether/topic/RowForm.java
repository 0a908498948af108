package io.bellwether.topic;

import java.io.Serializable;
import java.util.List;

/**
 * How what is told of owners, such as the cases with their clocks, becomes records of a topic of which Kafka keeps the newest of
 * each key. Whoever tells of an owner tells all its rows; what was told of it before is void.
 *
 * @param <T> what is told of an owner
 * @param <R> a row: another one only when something happened to it, so that {@code equals} says whether a record is due
 */
public interface RowForm<T, R> extends Serializable {

    /** The name of the counter of records that were written. */
    String written();

    /** The name of the counter of records that no broker takes. */
    String refused();

    /** The owner's key: what {@link #ownerOf} makes of the keys of its rows. */
    String owner(T told);

    /** All its rows; none where it has none any more. */
    List<R> rows(T told);

    /** The key of a row's record; no two rows of an owner have the same. */
    String key(R row);

    /** The owner of the row with that key; empty where it is the key of none. */
    String ownerOf(String key);

    /** The value of a row's record. */
    byte[] value(R row);
}
