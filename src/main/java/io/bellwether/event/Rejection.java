package io.bellwether.event;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A record that did not become an event, or came too late, with everything that a person needs to find and repair it. It
 * is cut where it is made: so whatever the record was, its dead letter fits wherever it goes.
 *
 * @param reason why, from the one vocabulary
 * @param detail what was wrong, naming the field; never contains message texts
 * @param origin where the record is
 * @param original the record's bytes, cut to {@value #LONGEST_ORIGINAL}, never within a character of UTF-8
 * @param size how many bytes the record had
 * @param sha256 of all of them, in hex
 */
public record Rejection(
        RejectionReason reason, String detail, Origin origin, byte[] original, int size, String sha256) {

    /**
     * The most bytes of a record that are kept: room for every event that a person wrote a form for. What is larger is an
     * attachment or a history, and is still in its topic, at its offset.
     */
    public static final int LONGEST_ORIGINAL = 64 << 10;

    /** The rejection of a record with these bytes. */
    public Rejection(RejectionReason reason, String detail, Origin origin, byte[] record) {
        this(reason, detail, origin, cut(record), record.length, hash(record));
    }

    /** The rejection of a record without a key. */
    public Rejection(RejectionReason reason, String detail, String topic, int partition, long offset, byte[] record) {
        this(reason, detail, new Origin(topic, partition, offset, null), record);
    }

    /**
     * The dead letter of an event that came too late.
     *
     * @param watermark how far time had come, epoch ms
     * @param what what became of it
     * @param record the event as JSON
     */
    public static Rejection late(ServiceEvent event, long watermark, String what, byte[] record) {
        String detail = "event " + event.id() + " of " + event.source() + " came " + (watermark - event.time()) / 1000
                + " s behind the watermark; " + what;
        return new Rejection(
                RejectionReason.LATE, detail, event.origin() == null ? Origin.UNKNOWN : event.origin(), record);
    }

    /**
     * The rejection of a record that nobody holds whole.
     *
     * @param beginning its first bytes
     * @param size of the whole; what is beyond an int is told as the largest
     * @param sha256 of the whole, in hex
     */
    public static Rejection ofBeginning(
            RejectionReason reason, String detail, Origin origin, byte[] beginning, long size, String sha256) {
        int known = (int) Math.min(Integer.MAX_VALUE, size);
        return new Rejection(reason, detail, origin, cut(beginning), known, sha256);
    }

    /** Whether {@link #original} is less than the record. */
    public boolean isCut() {
        return original.length < size;
    }

    /** Kafka topic, or the file's name in a replay. */
    public String topic() {
        return origin.topic();
    }

    /** Partition; 0 in a replay. */
    public int partition() {
        return origin.partition();
    }

    /** Offset; the line number (from 1) in a replay. */
    public long offset() {
        return origin.offset();
    }

    private static byte[] cut(byte[] record) {
        if (record.length <= LONGEST_ORIGINAL) {
            return record;
        }
        int end = LONGEST_ORIGINAL;
        // At most three bytes of a character follow its first one.
        while (end > LONGEST_ORIGINAL - 3 && (record[end] & 0xC0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(record, end);
    }

    private static String hash(byte[] record) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(record));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
