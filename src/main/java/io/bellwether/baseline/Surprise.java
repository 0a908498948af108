package io.bellwether.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How unlikely a number is after those before it, upwards or downwards: two {@link Tail}s. */
final class Surprise {

    /** Differences of less than this share of all that was ever seen are no news. */
    private static final double FINE = 0.005;

    private static final double ROUNDING = 1e-9;

    private final Tail up = new Tail();
    private final Tail down = new Tail();
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;

    /** See {@link Tail#surprise}; NaN says nothing. */
    double of(double number) {
        if (Double.isNaN(number)) {
            return 0;
        }
        double range = Math.max(highest, number) - Math.min(lowest, number);
        double unit = range * FINE + ROUNDING * Math.abs(number) + Double.MIN_NORMAL;
        return Math.max(up.surprise(number, unit), down.surprise(-number, unit));
    }

    /** Takes a number; NaN is none. */
    void add(double number) {
        if (Double.isNaN(number)) {
            return;
        }
        lowest = Math.min(lowest, number);
        highest = Math.max(highest, number);
        up.add(number);
        down.add(-number);
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(lowest);
        out.writeDouble(highest);
        up.write(out);
        down.write(out);
    }

    void read(DataInput in) throws IOException {
        lowest = in.readDouble();
        highest = in.readDouble();
        up.read(in);
        down.read(in);
    }
}
