package io.bellwether.staffing;

import java.util.function.DoubleUnaryOperator;

/** Integrals of what has one peak and no edges: the rule of Gauss and Legendre, on ever smaller parts until it does not change. */
final class Quadrature {

    /** An exponent that has fallen so far from its greatest value adds nothing: e^−50 is 2e−22. */
    static final double FALL = 50;

    static final int HALVINGS = 60;
    private static final int DEEPEST = 30;
    private static final double EXACT = 1e-11;

    /** Nodes and weights of the rule of 8 points on −1 to 1, which are symmetric. */
    private static final double[] NODES = {
        0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363
    };

    private static final double[] WEIGHTS = {
        0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763
    };

    private Quadrature() {}

    static double integral(double from, double to, DoubleUnaryOperator of) {
        if (!(to > from)) {
            return 0;
        }
        // whatever is steep stands at an end: parts that halve towards both ends find it
        double middle = (from + to) / 2;
        double left = rule(from, middle, of);
        double right = rule(middle, to, of);
        double size = Math.abs(left) + Math.abs(right);
        return refined(from, middle, left, size, DEEPEST, of) + refined(middle, to, right, size, DEEPEST, of);
    }

    private static double refined(
            double from, double to, double whole, double size, int deeper, DoubleUnaryOperator of) {
        double middle = (from + to) / 2;
        double left = rule(from, middle, of);
        double right = rule(middle, to, of);
        double halves = left + right;
        double total = Math.max(size, Math.abs(halves));
        if (Math.abs(halves - whole) <= EXACT * total || deeper == 0) {
            return halves;
        }
        return refined(from, middle, left, total, deeper - 1, of) + refined(middle, to, right, total, deeper - 1, of);
    }

    private static double rule(double from, double to, DoubleUnaryOperator of) {
        double half = (to - from) / 2;
        double middle = (from + to) / 2;
        double sum = 0;
        for (int i = 0; i < NODES.length; i++) {
            double off = half * NODES[i];
            sum += WEIGHTS[i] * (of.applyAsDouble(middle - off) + of.applyAsDouble(middle + off));
        }
        return half * sum;
    }
}
