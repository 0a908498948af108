package io.bellwether.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/** The least, the middle and the most of some runs: a single figure would hide how noisy the machine is. */
record Spread(double min, double median, double max) {

    /** @throws IllegalArgumentException of nothing */
    static Spread of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no runs to summarise");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }

    void json(ObjectNode node) {
        node.put("min", min).put("median", median).put("max", max);
    }
}
