package io.bellwether.influx;

/**
 * Points that wait in a file of their own.
 *
 * @param file its name in the folder of its writer
 * @param points how many
 * @param bytes how large it is
 */
record Segment(String file, int points, long bytes) {}
