package io.bellwether.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How unlikely a number is after those before it, upwards or downwards: two {@link Tail}s. */
final class Surprise {

    /** Differences of less than this share of all that was ever seen are no news. */
    private static final double FINE = 0.005;

    /** What is kept is rounded to a float: so small a share of a value is none of its own. */
    private static final double ROUNDING = 0x1p-22;

    private final Tail up = new Tail();
    private final Tail down = new Tail();
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;

    /**
     * See {@link Tail#surprise}; NaN says nothing.
     *
     * @param size how large the values are of which the number was made, from 0
     */
    double of(double number, double size) {
        if (Double.isNaN(number)) {
            return 0;
        }
        double rounded = (float) number;
        double range = Math.max(highest, rounded) - Math.min(lowest, rounded);
        double unit = range * FINE + ROUNDING * size + Double.MIN_NORMAL;
        return Math.max(up.surprise(rounded, unit), down.surprise(-rounded, unit));
    }

    /** Takes a number; NaN is none. */
    void add(double number) {
        if (Double.isNaN(number)) {
            return;
        }
        double rounded = (float) number;
        lowest = Math.min(lowest, rounded);
        highest = Math.max(highest, rounded);
        up.add(rounded);
        down.add(-rounded);
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
