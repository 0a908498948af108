package io.bellwether.baseline;

import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The upper tail of a stream of numbers, by which it is known how unlikely a new one is: extreme value theory says that what
 * exceeds a high threshold follows a generalised Pareto distribution, whatever the stream itself follows, so no unit and no
 * setting per series is needed. The threshold is the least of the {@value #KEPT} highest numbers seen, the distribution is
 * fitted to their excesses by moments.
 *
 * <p>After {@value #LONG} numbers half of the memory is given up, every second of the highest with it, so that records of old
 * do not stand for ever. At most {@value #KEPT} floats are kept.
 */
final class Tail {

    /** So many of the highest numbers are kept. */
    static final int KEPT = 40;

    /** Before so many numbers nothing is said. */
    private static final int YOUNG = 100;

    /** A month of windows of a minute, four years of windows of an hour. */
    private static final int LONG = 40_000;

    private static final double HEAVIEST = 0.5;
    private static final double EXPONENTIAL = 1e-3;
    private static final int FEWEST = 3;

    /** Ascending. */
    private final float[] highest = new float[KEPT];

    private int size;
    private long seen;

    /**
     * How surprising a number is: minus the decimal logarithm of the share of numbers that are expected to be as high. 0 for
     * what is not among the highest.
     *
     * @param unit least scale of excesses: differences below it are rounding, not news
     */
    double surprise(double number, double unit) {
        if (seen < YOUNG || size < FEWEST || number <= highest[0]) {
            return 0;
        }
        double threshold = highest[0];
        double mean = 0;
        for (int i = 1; i < size; i++) {
            mean += highest[i] - threshold;
        }
        mean /= size - 1;
        double variance = 0;
        for (int i = 1; i < size; i++) {
            double off = highest[i] - threshold - mean;
            variance += off * off;
        }
        variance /= size - 1;
        double shape = variance > 0 ? Math.max(0, Math.min(HEAVIEST, (1 - mean * mean / variance) / 2)) : 0;
        double scale = Math.max(unit, Math.max(unit, mean) * (1 - shape));
        double excess = number - threshold;
        double beyond =
                shape < EXPONENTIAL ? excess / scale / Math.log(10) : Math.log10(1 + shape * excess / scale) / shape;
        return beyond - Math.log10((double) size / seen);
    }

    /** Takes a number. */
    void add(double number) {
        float value = (float) number;
        seen++;
        if (size < KEPT) {
            int at = size++;
            for (; at > 0 && highest[at - 1] > value; at--) {
                highest[at] = highest[at - 1];
            }
            highest[at] = value;
        } else if (value > highest[0]) {
            int at = 1;
            for (; at < KEPT && highest[at] < value; at++) {
                highest[at - 1] = highest[at];
            }
            highest[at - 1] = value;
        }
        if (seen >= LONG) {
            forgetHalf();
        }
    }

    private void forgetHalf() {
        for (int i = 0; 2 * i < size; i++) {
            highest[i] = highest[2 * i];
        }
        size = (size + 1) / 2;
        seen /= 2;
    }

    void write(DataOutput out) throws IOException {
        Varint.writeUnsigned(seen, out);
        out.writeByte(size);
        for (int i = 0; i < size; i++) {
            out.writeFloat(highest[i]);
        }
    }

    void read(DataInput in) throws IOException {
        seen = Varint.readUnsigned(in);
        size = in.readUnsignedByte();
        if (size > KEPT) {
            throw new IOException("a stored tail is damaged: it has " + size + " numbers");
        }
        Arrays.fill(highest, 0);
        for (int i = 0; i < size; i++) {
            highest[i] = in.readFloat();
        }
    }
}
