package io.bellwether.metric;

import java.util.List;
import java.util.Set;

/**
 * How long the last in line may expect to wait, from what is known at a window's end: so many others have to be served with
 * so much work each, by as many agents as are at it. What agents × slots × occupancy come to is the contacts in service, each
 * with a slot, but not those of agents who are away: they finish what they have and take nobody else. Where staff is there and
 * serves nobody, each of them takes one.
 *
 * <p>Agents get free at random, so the wait for the n-th to get free is spread as a gamma distribution of shape n: the range
 * is where eight of ten such waits end.
 */
final class ExpectedWait {

    /** Only there is it known who is there to serve. */
    static final List<String> BREAKDOWN = List.of("queue");

    private static final double MILLIS = 1_000;
    /** Of the normal distribution: a tenth is beyond it, to either side. */
    private static final double A_TENTH = 1.2816;

    private static final Quantity WAITING = Quantity.atEnd(Measure.QUEUE_WAITING);
    private static final List<Quantity> OF = List.of(
            WAITING,
            Quantity.count(Measure.QUEUE_TRAILING_WORK),
            Quantity.count(Measure.QUEUE_TRAILING_HANDLED),
            Quantity.atEnd(Measure.QUEUE_IN_SERVICE),
            Quantity.atEnd(Measure.QUEUE_STAFFED_TAKEN),
            Quantity.atEnd(Measure.QUEUE_STAFFED));

    private static final String WORDS = " × {} / {} / n, n = {}, at most {}, or {} where that is 0";
    private static final String NONE =
            "0 where waiting is 0; no value where staffed is 0, nor in a breakdown other than by queue";

    private ExpectedWait() {}

    /** The mean. */
    static Reading mean() {
        return reading("{}" + WORDS, 0);
    }

    /** An end of the range: −1 or 1. */
    static Reading end(int side) {
        String sign = side < 0 ? "−" : "+";
        return reading("{} × (1 − 1 / (9w) " + sign + " 1.2816 / (3√w))³" + WORDS + ", w = waiting", side);
    }

    private static Reading reading(String pattern, int side) {
        return new Reading(
                Set.of(
                        Measure.QUEUE_WAITING,
                        Measure.QUEUE_TRAILING_WORK,
                        Measure.QUEUE_TRAILING_HANDLED,
                        Measure.QUEUE_IN_SERVICE,
                        Measure.QUEUE_STAFFED_TAKEN,
                        Measure.QUEUE_STAFFED),
                cell -> value(cell, side),
                WAITING,
                new Formula(pattern, OF).and(NONE),
                null);
    }

    private static double value(Cell cell, int side) {
        long staffed = cell.atEnd(Measure.QUEUE_STAFFED);
        if (staffed <= 0 || !cell.key().dimensions().equals(BREAKDOWN)) {
            return Double.NaN;
        }
        long waiting = cell.atEnd(Measure.QUEUE_WAITING);
        if (waiting == 0) {
            return 0;
        }
        long busy = Math.min(cell.atEnd(Measure.QUEUE_IN_SERVICE), cell.atEnd(Measure.QUEUE_STAFFED_TAKEN));
        double work = (double) cell.count(Measure.QUEUE_TRAILING_WORK) / cell.count(Measure.QUEUE_TRAILING_HANDLED);
        return waiting * spread(waiting, side) * work / MILLIS / (busy > 0 ? busy : staffed);
    }

    /** An end of the range over the mean, after Wilson and Hilferty: within 7 % of the distribution's own. */
    private static double spread(double n, int side) {
        return side == 0 ? 1 : Math.pow(1 - 1 / (9 * n) + side * A_TENTH / (3 * Math.sqrt(n)), 3);
    }
}
