package io.bellwether.baseline;

import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The last values of a series, oldest dropped first. */
final class Recent {

    private final float[] values;
    private int next;
    private int size;

    Recent(int capacity) {
        values = new float[capacity];
    }

    void add(double value) {
        values[next] = (float) value;
        next = (next + 1) % values.length;
        size = Math.min(size + 1, values.length);
    }

    /** The mean of the last {@code count} values; NaN where there are fewer. */
    double mean(int count) {
        if (size < count) {
            return Double.NaN;
        }
        return sum(count) / count;
    }

    /** The mean of {@code value} and the last {@code count - 1} before it; NaN where there are fewer. */
    double meanWith(double value, int count) {
        if (size < count - 1) {
            return Double.NaN;
        }
        return (value + sum(count - 1)) / count;
    }

    private double sum(int count) {
        double sum = 0;
        for (int i = 1; i <= count; i++) {
            sum += values[(next - i + values.length) % values.length];
        }
        return sum;
    }

    void write(DataOutput out) throws IOException {
        Varint.writeUnsigned(size, out);
        for (int i = size; i >= 1; i--) {
            out.writeFloat(values[(next - i + values.length) % values.length]);
        }
    }

    void read(DataInput in) throws IOException {
        long stored = Varint.readUnsigned(in);
        if (stored > values.length) {
            throw new IOException("stored values are damaged: there are " + stored);
        }
        next = 0;
        size = 0;
        for (long i = 0; i < stored; i++) {
            add(in.readFloat());
        }
    }
}
