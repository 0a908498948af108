package io.bellwether.metric;

/**
 * Differences of one rolled-up series in one window, on the way from a combiner to the rollup.
 *
 * @param start of the window, epoch ms
 */
public record RollupWindow(CellKey key, long start, Window window) {}
