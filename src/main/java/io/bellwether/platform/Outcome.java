package io.bellwether.platform;

/**
 * What something adds to an indicator of a day.
 *
 * @param consumer whose day it is, where the indicator counts those; else empty
 * @param day local epoch day that it counts for
 * @param time when that became certain, epoch ms
 * @param numerator in thousandths: 1,000 for a success, milliseconds of a time
 * @param denominator units
 * @param squares of the units' values, in thousandths
 * @param atRisk units that begin (+1) or cease (−1) to be at risk
 */
public record Outcome(
        String platform,
        String indicator,
        String shop,
        String consumer,
        long day,
        long time,
        long numerator,
        long denominator,
        long squares,
        long atRisk) {

    /** The same so many times. */
    Outcome times(long n) {
        return n == 1
                ? this
                : new Outcome(
                        platform,
                        indicator,
                        shop,
                        consumer,
                        day,
                        time,
                        n * numerator,
                        n * denominator,
                        n * squares,
                        n * atRisk);
    }

    /** What tells sums of days apart. */
    String key() {
        return platform + '\0' + indicator + '\0' + shop;
    }

    /** What tells consumers of an indicator apart. */
    String consumerKey() {
        return key() + '\0' + consumer;
    }
}
