package io.bellwether.forecast;

import io.bellwether.forecast.ArrivalCounts.Block;
import java.util.Map;

/**
 * How long agents have a contact, by queue and slot of the day: the mean of the last weeks, led by that of the queue and by that of all
 * as far as few were handled.
 */
final class Handling {

    private static final long HALF_LIFE_DAYS = 28;
    private static final double OF_SLOT = 50;
    private static final double OF_QUEUE = 20;

    private final double[][] seconds;

    private Handling(double[][] seconds) {
        this.seconds = seconds;
    }

    /** Seconds; NaN where no handle time of any queue is known. */
    double seconds(int queue, int slot) {
        return seconds[queue][slot];
    }

    static Handling of(ArrivalDays history) {
        int queues = history.queues().size();
        int slots = history.grid().slots();
        double[][] sums = new double[queues][slots];
        double[][] counts = new double[queues][slots];
        for (int q = 0; q < queues; q++) {
            add(history, q, sums[q], counts[q]);
        }
        double all = mean(sums, counts);
        for (int q = 0; q < queues; q++) {
            double sum = OF_QUEUE * all;
            double of = OF_QUEUE;
            for (int s = 0; s < slots; s++) {
                sum += sums[q][s];
                of += counts[q][s];
            }
            for (int s = 0; s < slots; s++) {
                sums[q][s] = (sums[q][s] + OF_SLOT * sum / of) / (counts[q][s] + OF_SLOT);
            }
        }
        return new Handling(sums);
    }

    private static double mean(double[][] sums, double[][] counts) {
        double sum = 0;
        double of = 0;
        for (int q = 0; q < sums.length; q++) {
            for (int s = 0; s < sums[q].length; s++) {
                sum += sums[q][s];
                of += counts[q][s];
            }
        }
        return of == 0 ? Double.NaN : sum / of;
    }

    private static void add(ArrivalDays history, int q, double[] sums, double[] counts) {
        Grid grid = history.grid();
        int slots = grid.slots();
        for (Map.Entry<Long, Block> entry : history.blocks(q).entrySet()) {
            long first = entry.getKey() * slots;
            Block block = entry.getValue();
            for (int i = 0; i < slots; i++) {
                long index = first + i;
                if (block.handled(i) > 0 && index >= history.from() && index < history.to()) {
                    double weight = Math.pow(0.5, (double) (history.to() - index) / slots / HALF_LIFE_DAYS);
                    int slot = Math.floorMod(grid.cell(index), slots);
                    sums[slot] += weight * block.handleMillis(i) / 1000.0;
                    counts[slot] += weight * block.handled(i);
                }
            }
        }
    }
}
