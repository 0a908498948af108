package io.bellwether.quality;

import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Where a customer's sentiment went in the course of a contact: half of what the last three messages score above the first
 * three, −100 to 100 (the formula of Genesys with clusters of three; domain reference, section 5). Messages between count
 * for nothing. Immutable; scores are kept in thousandths, in whole numbers.
 *
 * @param count messages so far
 * @param start sum of the first three scores, thousandths
 * @param last the latest score, thousandths
 * @param second the one before
 * @param third the one before that
 */
public record Trend(int count, int start, int last, int second, int third) {

    /** Nobody has said anything. */
    public static final Trend UNKNOWN = new Trend(0, 0, 0, 0, 0);

    private static final double UNIT = 1e3;
    private static final int CLUSTER = 3;
    private static final int LEAST_MESSAGES = 2 * CLUSTER;

    /** How a contact went. */
    public enum Course {
        IMPROVING,
        SLIGHTLY_IMPROVING,
        FLAT,
        SLIGHTLY_DECLINING,
        DECLINING;

        private static final long MUCH = 55_000_000;
        private static final long LITTLE = 20_000_000;

        /** @param millionths of a point, −100 to 100 points */
        public static Course of(long millionths) {
            if (Math.abs(millionths) <= LITTLE) {
                return FLAT;
            }
            boolean much = Math.abs(millionths) > MUCH;
            if (millionths > 0) {
                return much ? IMPROVING : SLIGHTLY_IMPROVING;
            }
            return much ? DECLINING : SLIGHTLY_DECLINING;
        }
    }

    /**
     * After another message.
     *
     * @param score −1 to 1
     */
    public Trend after(double score) {
        int next = (int) Math.round(score * UNIT);
        return new Trend(count + 1, count < CLUSTER ? start + next : start, next, last, second);
    }

    /** Whether enough was said for {@link #millionths} to mean anything. */
    public boolean isKnown() {
        return count >= LEAST_MESSAGES;
    }

    /** Millionths of a point: 100 × (mean of the last three − mean of the first three) / 2. */
    public long millionths() {
        return Math.round(1e6 / UNIT * 100 * (last + second + third - start) / CLUSTER / 2);
    }

    /** Writes it; {@link #read} reads it back, being told the count. */
    void write(DataOutput out) throws IOException {
        for (int i = 0; i < Math.min(count, CLUSTER + 1); i++) {
            Varint.writeSigned(i == 0 ? last : i == 1 ? second : i == 2 ? third : start, out);
        }
    }

    static Trend read(int count, DataInput in) throws IOException {
        int last = count > 0 ? (int) Varint.readSigned(in) : 0;
        int second = count > 1 ? (int) Varint.readSigned(in) : 0;
        int third = count > 2 ? (int) Varint.readSigned(in) : 0;
        int start = count > CLUSTER ? (int) Varint.readSigned(in) : last + second + third;
        return new Trend(count, start, last, second, third);
    }
}
