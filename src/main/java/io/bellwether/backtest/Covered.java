package io.bellwether.backtest;

/**
 * The part of time that a history covers.
 *
 * @param from epoch ms
 * @param to epoch ms, not before {@code from}
 */
public record Covered(long from, long to) {

    /** How many shifts of that length it is; the least part of one counts as that part. */
    double shifts(long shiftMillis) {
        return (double) (to - from) / shiftMillis;
    }
}
