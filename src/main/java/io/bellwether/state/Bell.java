package io.bellwether.state;

/**
 * Rings for keys when their time has come.
 *
 * @param <K> the key
 */
public interface Bell<K> {

    /** @param time epoch ms event time */
    void set(K key, long time);

    /** That wake is of no use any more. It may ring nevertheless. */
    void unset(K key, long time);
}
