package io.bellwether.metric;

import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Count, sum, minimum, maximum and quantiles of whole numbers (ms or millionths), within 1 % of the true value.
 *
 * <p>DDSketch (Masson, Rim, Lee: VLDB 2019) with the library's index mapping and counts of our own: additions commute and
 * can be taken back, so any order of merging, any parallelism and any correction gives the same sketch. The maximum is
 * exact until it is taken back, then within 1 % as the quantiles are.
 */
public final class Sketch {

    /** Nothing was observed. Never add to it. */
    public static final Sketch EMPTY = new Sketch();

    private static final IndexMapping MAPPING = new CubicallyInterpolatedMapping(0.01);

    /** Subtracted from the library's bucket numbers, so that those of whole numbers begin with 1. */
    private static final int BEFORE_FIRST = MAPPING.index(1) - 1;

    /** Values by bucket: 0 for zero, below it the buckets of negative values, so that keys are in the order of values. */
    private final Tally buckets;

    private long count;
    private long sum;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    public Sketch() {
        this(new Tally(1));
    }

    private Sketch(Tally buckets) {
        this.buckets = buckets;
    }

    /** Adds a value (weight 1) or takes one back (weight −1). */
    public void add(long value, int weight) {
        count += weight;
        sum += weight * value;
        if (weight > 0) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        buckets.add(bucket(value), weight);
    }

    private static long bucket(long value) {
        if (value == 0) {
            return 0;
        }
        return value > 0 ? MAPPING.index(value) - BEFORE_FIRST : BEFORE_FIRST - MAPPING.index(-(double) value);
    }

    private static double middle(long bucket) {
        if (bucket == 0) {
            return 0;
        }
        double value = MAPPING.value((int) Math.abs(bucket) + BEFORE_FIRST);
        return bucket > 0 ? value : -value;
    }

    /** Adds all of another sketch to this one. */
    public void add(Sketch other) {
        count += other.count;
        sum += other.sum;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        buckets.add(other.buckets);
    }

    /** Whether nothing was ever added, also nothing that was taken back. */
    boolean isUntouched() {
        return min == Long.MAX_VALUE && max == Long.MIN_VALUE && count == 0 && buckets.isUntouched();
    }

    /** Makes it as empty as a new one, with room for what it had. */
    void clear() {
        count = 0;
        sum = 0;
        min = Long.MAX_VALUE;
        max = Long.MIN_VALUE;
        buckets.clear();
    }

    /** An independent copy. */
    public Sketch copy() {
        Sketch copy = new Sketch(buckets.copy());
        copy.count = count;
        copy.sum = sum;
        copy.min = min;
        copy.max = max;
        return copy;
    }

    /** A new sketch of both. */
    public static Sketch plus(Sketch one, Sketch other) {
        Sketch both = one.copy();
        both.add(other);
        return both;
    }

    /** How many values; 0 where all were taken back; negative in a difference that only takes back. */
    public long count() {
        return count;
    }

    /** Their sum. */
    public long sum() {
        return sum;
    }

    /** The mean, or NaN of nothing. */
    public double mean() {
        return count <= 0 ? Double.NaN : (double) sum / count;
    }

    /** The variance of a sample, within 1 % of the values, or NaN of less than two. */
    public double variance() {
        if (count < 2) {
            return Double.NaN;
        }
        double mean = mean();
        double squares = 0;
        for (int i = 0; i < buckets.size(); i++) {
            double off = clamp(middle(buckets.key(i))) - mean;
            squares += buckets.sum(i, 0) * off * off;
        }
        return squares / (count - 1);
    }

    /** The greatest value, or NaN of nothing. */
    public double max() {
        if (count <= 0) {
            return Double.NaN;
        }
        int last = buckets.size() - 1;
        while (last > 0 && buckets.sum(last, 0) <= 0) {
            last--;
        }
        long bucket = buckets.key(last);
        return bucket == bucket(max) ? max : middle(bucket);
    }

    /**
     * The value at a rank: the smallest value that at least {@code q} of all values do not exceed, within 1 %.
     *
     * @param q 0 to 1
     * @return NaN of nothing
     */
    public double quantile(double q) {
        if (count <= 0) {
            return Double.NaN;
        }
        long rank = Math.max(1, (long) Math.ceil(q * count));
        int size = buckets.size();
        for (int i = 0; i < size; i++) {
            rank -= buckets.sum(i, 0);
            if (rank <= 0) {
                return clamp(middle(buckets.key(i)));
            }
        }
        return max;
    }

    private double clamp(double value) {
        return Math.max(min, Math.min(max, value));
    }

    /** Writes it compactly; {@link #read} reads it back. */
    void write(DataOutput out) throws IOException {
        Varint.writeSigned(count, out);
        Varint.writeSigned(sum, out);
        Varint.writeSigned(min, out);
        Varint.writeSigned(max, out);
        buckets.write(out);
    }

    /** Reads what {@link #write} wrote. */
    static Sketch read(DataInput in) throws IOException {
        long count = Varint.readSigned(in);
        long sum = Varint.readSigned(in);
        long min = Varint.readSigned(in);
        long max = Varint.readSigned(in);
        Sketch sketch = new Sketch(Tally.read(1, in));
        sketch.count = count;
        sketch.sum = sum;
        sketch.min = min;
        sketch.max = max;
        return sketch;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sketch that && count == that.count && sum == that.sum && buckets.sameAs(that.buckets);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(31 * count + sum);
    }
}
