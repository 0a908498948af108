package io.bellwether.metric;

import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Count, sum, minimum, maximum and quantiles of whole numbers (ms or millionths), within 1 % of the true value.
 *
 * <p>DDSketch (Masson, Rim, Lee: VLDB 2019) with the library's index mapping and counts of our own: additions commute and
 * can be taken back, so any order of merging, any parallelism and any correction gives the same sketch. Minimum and
 * maximum are exact until something is taken back, then bounds of the outermost bucket.
 */
public final class Sketch {

    /** Nothing was observed. Never add to it. */
    public static final Sketch EMPTY = new Sketch();

    private static final IndexMapping MAPPING = new CubicallyInterpolatedMapping(0.01);

    private final TreeMap<Integer, Long> positive = new TreeMap<>();
    private final TreeMap<Integer, Long> negative = new TreeMap<>();
    private long zeros;
    private long count;
    private long sum;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    /** Adds a value (weight 1) or takes one back (weight −1). */
    public void add(long value, int weight) {
        count += weight;
        sum += weight * value;
        if (weight > 0) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        if (value == 0) {
            zeros += weight;
        } else if (value > 0) {
            bump(positive, MAPPING.index(value), weight);
        } else {
            bump(negative, MAPPING.index(-(double) value), weight);
        }
    }

    /** Adds all of another sketch to this one. */
    public void add(Sketch other) {
        count += other.count;
        sum += other.sum;
        zeros += other.zeros;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        other.positive.forEach((index, n) -> bump(positive, index, n));
        other.negative.forEach((index, n) -> bump(negative, index, n));
    }

    /** A new sketch of both. */
    public static Sketch plus(Sketch one, Sketch other) {
        Sketch both = new Sketch();
        both.add(one);
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

    /** The greatest value, or NaN of nothing. */
    public double max() {
        return count <= 0 ? Double.NaN : max;
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
        for (Map.Entry<Integer, Long> bucket : negative.descendingMap().entrySet()) {
            rank -= bucket.getValue();
            if (rank <= 0) {
                return clamp(-MAPPING.value(bucket.getKey()));
            }
        }
        rank -= zeros;
        if (rank <= 0) {
            return clamp(0);
        }
        for (Map.Entry<Integer, Long> bucket : positive.entrySet()) {
            rank -= bucket.getValue();
            if (rank <= 0) {
                return clamp(MAPPING.value(bucket.getKey()));
            }
        }
        return max;
    }

    private double clamp(double value) {
        return Math.max(min, Math.min(max, value));
    }

    private static void bump(TreeMap<Integer, Long> buckets, int index, long n) {
        long now = buckets.merge(index, n, Long::sum);
        if (now == 0) {
            buckets.remove(index);
        }
    }

    /** Writes it compactly; {@link #read} reads it back. */
    public void write(DataOutput out) throws IOException {
        out.writeLong(count);
        out.writeLong(sum);
        out.writeLong(min);
        out.writeLong(max);
        out.writeLong(zeros);
        write(positive, out);
        write(negative, out);
    }

    private static void write(TreeMap<Integer, Long> buckets, DataOutput out) throws IOException {
        out.writeInt(buckets.size());
        for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
            out.writeInt(bucket.getKey());
            out.writeLong(bucket.getValue());
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Sketch read(DataInput in) throws IOException {
        Sketch sketch = new Sketch();
        sketch.count = in.readLong();
        sketch.sum = in.readLong();
        sketch.min = in.readLong();
        sketch.max = in.readLong();
        sketch.zeros = in.readLong();
        read(sketch.positive, in);
        read(sketch.negative, in);
        return sketch;
    }

    private static void read(TreeMap<Integer, Long> buckets, DataInput in) throws IOException {
        for (int i = in.readInt(); i > 0; i--) {
            buckets.put(in.readInt(), in.readLong());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sketch that
                && count == that.count
                && sum == that.sum
                && zeros == that.zeros
                && positive.equals(that.positive)
                && negative.equals(that.negative);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(31 * count + sum);
    }
}
