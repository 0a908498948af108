package io.bellwether.event;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where a record came from. What is rejected says so, and so does an event that is behind the watermark when it comes in:
 * it may prove too late, and its dead letter is then to name its record. One that proved so also says when it happened.
 *
 * @param topic Kafka topic, or the file's name in a replay; empty where nobody knows
 * @param partition partition; 0 in a replay
 * @param offset offset; the line number (from 1) in a replay
 * @param key the record's key, cut to {@value #LONGEST_KEY} bytes; null where it had none
 * @param keySize bytes of the whole key
 * @param happenedAt when an event happened that was put at another time, epoch ms; {@link #THEN} for all others
 */
public record Origin(String topic, int partition, long offset, byte[] key, int keySize, long happenedAt) {
    /** It happened when it says. */
    public static final long THEN = -1;

    /** The longest key that is kept, in bytes. */
    public static final int LONGEST_KEY = 1024;

    /** Of an event that came from no record. */
    public static final Origin UNKNOWN = new Origin("", 0, 0, null);

    /** The origin of a record; its key is cut. */
    public Origin(String topic, int partition, long offset, byte[] key) {
        this(topic, partition, offset, cut(key), key == null ? 0 : key.length);
    }

    /** The origin of a record that was cut before. */
    public Origin(String topic, int partition, long offset, byte[] key, int keySize) {
        this(topic, partition, offset, key, keySize, THEN);
    }

    /** The same of an event that is put at another time than when it happened. */
    Origin happenedAt(long time) {
        return new Origin(topic, partition, offset, key, keySize, time);
    }

    /** The bytes that remain of a buffer, which stays as it is; null of null. */
    public static byte[] bytes(ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }

    private static byte[] cut(byte[] key) {
        return key == null || key.length <= LONGEST_KEY ? key : Arrays.copyOf(key, LONGEST_KEY);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Origin that
                && partition == that.partition
                && offset == that.offset
                && keySize == that.keySize
                && happenedAt == that.happenedAt
                && topic.equals(that.topic)
                && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * topic.hashCode() + partition) + Long.hashCode(offset);
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
