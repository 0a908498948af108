package io.bellwether.simulate;

import java.util.function.DoubleUnaryOperator;

/**
 * A stationary queue by formula: Poisson arrivals, exponential handling and patience (Erlang A, M/M/n+M). The chances of
 * the number of contacts come from the balance of arrivals and departures, those of the wait from the density of the wait
 * that somebody with endless patience would have.
 *
 * @param arrivals an hour
 * @param handle mean seconds
 * @param patience mean seconds; infinite for nobody leaves (Erlang C)
 */
record Erlang(double arrivals, double handle, double patience, int agents) {

    private static final int MOST = 2_000;
    private static final double STEP = 0.1;

    private double lambda() {
        return arrivals / 3_600;
    }

    private double leaving() {
        return 1 / patience;
    }

    /** Chances of so many contacts in service and waiting. */
    private double[] states() {
        double[] states = new double[MOST];
        states[0] = 1;
        double sum = 1;
        for (int k = 1; k < MOST; k++) {
            double departures = Math.min(k, agents) / handle + Math.max(0, k - agents) * leaving();
            states[k] = states[k - 1] * lambda() / departures;
            sum += states[k];
        }
        for (int k = 0; k < MOST; k++) {
            states[k] /= sum;
        }
        return states;
    }

    /** Share of contacts that find nobody free. */
    double waits() {
        double[] states = states();
        double waits = 0;
        for (int k = agents; k < MOST; k++) {
            waits += states[k];
        }
        return waits;
    }

    /** Mean seconds in the queue of all contacts, also of those who leave. */
    double meanWait() {
        double[] states = states();
        double waiting = 0;
        for (int k = agents; k < MOST; k++) {
            waiting += (k - agents) * states[k];
        }
        return waiting / lambda();
    }

    /** Share of contacts that leave. */
    double abandoned() {
        return leaving() * meanWait();
    }

    /** Share of contacts that are served within so many seconds. */
    double servedWithin(double seconds) {
        return 1 - waits() + integral(seconds, this::stays);
    }

    /** Mean seconds in the queue of those who are served. */
    double meanWaitOfServed() {
        return integral(100 * handle, x -> x * stays(x)) / (1 - abandoned());
    }

    private double stays(double seconds) {
        return Math.exp(-leaving() * seconds);
    }

    /** The integral of a function over the density of positive waits, by the rule of Simpson. */
    private double integral(double to, DoubleUnaryOperator of) {
        double atNoWait = lambda() * states()[agents - 1];
        int steps = 2 * (int) Math.round(to / STEP / 2);
        double step = to / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double x = i * step;
            double came = patience == Double.POSITIVE_INFINITY ? x : patience * (1 - stays(x));
            double density = atNoWait * Math.exp(lambda() * came - agents / handle * x);
            sum += density * of.applyAsDouble(x) * (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2);
        }
        return sum * step / 3;
    }
}
