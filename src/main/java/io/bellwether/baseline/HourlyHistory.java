package io.bellwether.baseline;

import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The hours of the last weeks: of each its median value, and by hour of the week how much values differ within an hour. Four
 * bytes an hour of history, and a kilobyte; an hour without a value costs nothing when it is written.
 */
final class HourlyHistory {

    static final int WEEK = 7 * 24;

    private static final long HOUR_MILLIS = 3_600_000;
    private static final long NONE = Long.MIN_VALUE;

    /** Values of the present hour that are looked at: one a minute. */
    private static final int IN_HOUR = 60;

    private static final long APART_MILLIS = HOUR_MILLIS / IN_HOUR;

    /** How fast the spread within an hour follows. */
    private static final double FOLLOWS = 0.3;

    /** By hour since the epoch, modulo its length; NaN for none. */
    private final float[] medians;

    private final float[] within = new float[WEEK];
    private final double[] present = new double[IN_HOUR];
    private int inPresent;
    private long hour = NONE;
    private long last = NONE;

    HourlyHistory(int weeks) {
        medians = new float[weeks * WEEK];
        Arrays.fill(medians, Float.NaN);
        Arrays.fill(within, Float.NaN);
    }

    static long hourOf(long localMillis) {
        return Math.floorDiv(localMillis, HOUR_MILLIS);
    }

    /** How many hours of history there can be. */
    int length() {
        return medians.length;
    }

    /** Takes a value; in an hour that is over (clocks were set back, or time is not in order) it counts to the present one. */
    void add(long localMillis, double value) {
        advance(hourOf(localMillis));
        if (inPresent < IN_HOUR && (last == NONE || Math.abs(localMillis - last) >= APART_MILLIS)) {
            present[inPresent++] = value;
            last = localMillis;
        }
    }

    /** Ends the hours before {@code to}. */
    void advance(long to) {
        if (hour == NONE) {
            hour = to;
        }
        if (to <= hour) {
            return;
        }
        settle();
        // the present hour has the place of the oldest, which goes when this one ends
        long gone = Math.min(to - 1 - hour, medians.length);
        for (long skipped = to - gone; skipped < to; skipped++) {
            medians[Math.floorMod(skipped, medians.length)] = Float.NaN;
        }
        hour = to;
    }

    private void settle() {
        if (inPresent == 0) {
            medians[Math.floorMod(hour, medians.length)] = Float.NaN;
            return;
        }
        double median = Medians.median(present, inPresent);
        medians[Math.floorMod(hour, medians.length)] = (float) median;
        if (inPresent > 1) {
            int slot = Math.floorMod(hour, WEEK);
            double deviation = Medians.within(present, inPresent, median);
            within[slot] = (float)
                    (Float.isNaN(within[slot]) ? deviation : within[slot] + FOLLOWS * (deviation - within[slot]));
        }
        inPresent = 0;
    }

    /** Writes the medians of hours {@code of - step}, {@code of - 2 step}, … that are known into an array; how many. */
    int before(long of, int step, int back, double[] into) {
        int count = 0;
        for (long at = of - step; at >= of - back && at >= hour - medians.length; at -= step) {
            if (at < hour) {
                float median = medians[Math.floorMod(at, medians.length)];
                if (!Float.isNaN(median)) {
                    into[count++] = median;
                }
            }
        }
        return count;
    }

    /** How many hours before {@code of} the oldest is that is known; 0 where none is. */
    int reach(long of) {
        for (int back = medians.length; back > 0; back--) {
            long at = of - back;
            boolean kept = at < hour && at >= hour - medians.length;
            if (kept && !Float.isNaN(medians[Math.floorMod(at, medians.length)])) {
                return back;
            }
        }
        return 0;
    }

    /** Standard deviation within hours that are a multiple of {@code step} away from {@code of}; 0 where it is not known. */
    double within(long of, int step) {
        double sum = 0;
        int count = 0;
        for (int slot = Math.floorMod(of, step); slot < WEEK; slot += step) {
            if (!Float.isNaN(within[slot])) {
                sum += (double) within[slot] * within[slot];
                count++;
            }
        }
        return count == 0 ? 0 : Math.sqrt(sum / count);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(hour);
        out.writeLong(last);
        Varint.writeUnsigned(inPresent, out);
        for (int i = 0; i < inPresent; i++) {
            out.writeDouble(present[i]);
        }
        writeSparse(medians, out);
        writeSparse(within, out);
    }

    void read(DataInput in) throws IOException {
        hour = in.readLong();
        last = in.readLong();
        inPresent = (int) Varint.readUnsigned(in);
        for (int i = 0; i < inPresent; i++) {
            present[i] = in.readDouble();
        }
        readSparse(medians, in);
        readSparse(within, in);
    }

    /** Runs: how many are missing, how many follow, those. */
    private static void writeSparse(float[] values, DataOutput out) throws IOException {
        for (int at = 0; at < values.length; ) {
            int from = at;
            while (from < values.length && Float.isNaN(values[from])) {
                from++;
            }
            int to = from;
            while (to < values.length && !Float.isNaN(values[to])) {
                to++;
            }
            Varint.writeUnsigned(from - at, out);
            Varint.writeUnsigned(to - from, out);
            for (int i = from; i < to; i++) {
                out.writeFloat(values[i]);
            }
            at = to;
        }
    }

    private static void readSparse(float[] values, DataInput in) throws IOException {
        for (int at = 0; at < values.length; ) {
            long missing = Varint.readUnsigned(in);
            long there = Varint.readUnsigned(in);
            if (missing + there == 0 || missing + there > values.length - at) {
                throw new IOException("stored hours are damaged: more than " + values.length);
            }
            Arrays.fill(values, at, at + (int) missing, Float.NaN);
            at += (int) missing;
            for (long i = 0; i < there; i++) {
                values[at++] = in.readFloat();
            }
        }
    }
}
