package io.bellwether.metric;

import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** How many of the things that a level counts are of which age at a window's end; together as many as the level. Immutable. */
public final class Ages {

    /** Of a level that is zero, or of which this is not kept. */
    public static final Ages NONE = new Ages(new long[AgeBucket.count()]);

    private final long[] counts;

    /** @param counts by ordinal of the bucket; not to be changed afterwards */
    private Ages(long[] counts) {
        this.counts = counts;
    }

    /** @param counts by ordinal of the {@link AgeBucket}, one for each */
    public static Ages of(long... counts) {
        if (counts.length != AgeBucket.count()) {
            throw new IllegalArgumentException("there are " + AgeBucket.count() + " ages, not " + counts.length);
        }
        return new Ages(counts.clone());
    }

    /**
     * Those of things by the time since when they have been so.
     *
     * @param sinceTimes null for none
     * @param now at which they are asked for, epoch ms
     * @param less changes that are to be taken back first; null for none
     */
    static Ages of(SinceTimes sinceTimes, long now, Tally less) {
        long[] counts = new long[AgeBucket.count()];
        if (sinceTimes != null) {
            sinceTimes.countAges(now, counts);
        }
        for (int i = 0; less != null && i < less.size(); i++) {
            counts[AgeBucket.of(now - less.key(i)).ordinal()] -= less.sum(i, 0);
        }
        return new Ages(counts);
    }

    /** How many are of that age. */
    public long count(AgeBucket bucket) {
        return counts[bucket.ordinal()];
    }

    void write(DataOutput out) throws IOException {
        for (long count : counts) {
            Varint.writeSigned(count, out);
        }
    }

    static Ages read(DataInput in) throws IOException {
        long[] counts = new long[AgeBucket.count()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Varint.readSigned(in);
        }
        return new Ages(counts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ages that && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return Arrays.toString(counts);
    }
}
