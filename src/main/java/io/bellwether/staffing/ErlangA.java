package io.bellwether.staffing;

import java.util.function.DoubleUnaryOperator;

/**
 * Erlang A (M/M/n+M): a customer leaves after an exponential time without an answer.
 *
 * <p>All figures come from the wait V that somebody with endless patience would have (Baccelli and Hebuterne 1981; Zeltyn
 * and Mandelbaum 2005). With λ arrivals a second, nµ = n / AHT, θ = 1 / patience, B of {@link ErlangB} and
 * {@code g(x) = λ(1 − e^(−θx))/θ − nµx}, its density at x > 0 is {@code f(x) = B·nµ·e^g(x) / (1 − B + B·nµ·J)}, where J is
 * the integral of e^g over all x > 0. So the share that waits is ∫f; who would wait x is still there with chance
 * {@code e^(−θx)}. The greatest value of g is taken out of all exponents: nothing overflows, whatever the load.
 */
final class ErlangA implements QueueModel {

    private final Load load;
    private final double leaving;
    private final int servers;
    private final double serving;
    /** Where e^g is greatest, and how many come there a second who have not left. */
    private final double mode;

    private final double left;
    /** Beyond these e^g adds nothing that a double could hold. */
    private final double low;

    private final double high;
    /** What e^(g − greatest) is multiplied by. */
    private final double scale;

    private final double waits;

    ErlangA(Load load, double patienceSeconds, int servers) {
        this.load = load;
        this.servers = servers;
        leaving = 1 / patienceSeconds;
        serving = servers / load.handleSeconds();
        mode = serving == 0 ? 0 : Math.max(0, Math.log(load.perSecond() / serving) / leaving);
        left = Math.min(load.perSecond(), serving);
        high = serving == 0 ? 0 : upper();
        low = lower();
        double blocked = ErlangB.blocked(load.erlangs(), servers);
        double all = serving * integral(high, x -> 1);
        // the greatest value of g is how far it falls back to x = 0, where it is 0
        double sum = (1 - blocked) * Math.exp(-fall(0)) + blocked * all;
        scale = serving == 0 ? 0 : blocked * serving / sum;
        waits = serving == 0 ? 1 : Math.min(1, blocked * all / sum);
    }

    /** The greatest value of g less that at x: sums of what is positive, so small differences keep their digits. */
    private double fall(double x) {
        return (serving - left) * (x - mode) + left / leaving * bend(leaving * (x - mode));
    }

    /** {@code z + e^(−z) − 1}, by its series where that would lose digits. */
    private static double bend(double z) {
        return Math.abs(z) > 0.03
                ? z + Math.expm1(-z)
                : z * z / 2 * (1 - z / 3 * (1 - z / 4 * (1 - z / 5 * (1 - z / 6 * (1 - z / 7)))));
    }

    private double upper() {
        double step = Quadrature.FALL / serving;
        double far = mode + step;
        while (fall(far) < Quadrature.FALL) {
            step *= 2;
            far += step;
        }
        return edge(far);
    }

    private double lower() {
        return fall(0) < Quadrature.FALL ? 0 : edge(0);
    }

    /** Where, between the mode and what is far from it, so much has been fallen. */
    private double edge(double beyond) {
        double near = mode;
        double far = beyond;
        for (int i = 0; i < Quadrature.HALVINGS; i++) {
            double middle = (near + far) / 2;
            if (fall(middle) < Quadrature.FALL) {
                near = middle;
            } else {
                far = middle;
            }
        }
        return far;
    }

    /**
     * The integral of a function times e^(g − greatest) from 0 on, in parts of one scale each: up to the mode, while somebody
     * of ordinary patience may be there still, and what is left of the wait behind that.
     */
    private double integral(double to, DoubleUnaryOperator weight) {
        DoubleUnaryOperator of = x -> weight.applyAsDouble(x) * Math.exp(-fall(x));
        double end = Math.min(to, high);
        double first = Math.min(end, mode);
        double second = Math.min(end, mode + Quadrature.FALL / leaving);
        return Quadrature.integral(low, first, of)
                + Quadrature.integral(Math.max(low, first), second, of)
                + Quadrature.integral(Math.max(low, second), end, of);
    }

    private double stayed(double to, DoubleUnaryOperator weight) {
        return integral(to, x -> weight.applyAsDouble(x) * Math.exp(-leaving * x));
    }

    @Override
    public double waits() {
        return waits;
    }

    @Override
    public double abandoned() {
        return servers == 0 ? 1 : Math.min(1, scale * integral(high, x -> -Math.expm1(-leaving * x)));
    }

    @Override
    public double answeredWithin(double seconds) {
        return Math.max(0, Math.min(1, 1 - waits + scale * stayed(seconds, x -> 1)));
    }

    /** Little's law: who waits leaves at the rate θ, so {@code abandoned = θ·Wq}. */
    @Override
    public double meanWait() {
        return abandoned() / leaving;
    }

    @Override
    public double meanWaitOfAnswered() {
        double answered = 1 - abandoned();
        return answered <= 0 ? Double.POSITIVE_INFINITY : scale * stayed(high, x -> x) / answered;
    }

    @Override
    public double occupancy() {
        return servers == 0 ? 1 : Math.min(1, load.erlangs() * (1 - abandoned()) / servers);
    }
}
