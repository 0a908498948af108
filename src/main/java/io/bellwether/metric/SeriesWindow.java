package io.bellwether.metric;

/**
 * Differences of one series in one window, on the way from a combiner to the merger.
 *
 * @param start of the window, epoch ms
 */
public record SeriesWindow(Series series, long start, Window window) {}
