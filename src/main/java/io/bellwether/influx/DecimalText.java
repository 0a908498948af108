package io.bellwether.influx;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The shortest decimal that reads back as the same double, the same on every JDK. ({@code Double.toString} is not: before
 * JDK 19 it sometimes writes more digits than needed.)
 */
final class DecimalText {

    /** Below it every whole number is a double of its own. */
    private static final double EXACT = 1L << 53;

    private static final long MICRO = 1_000_000;

    private DecimalText() {}

    static void append(double value, StringBuilder out) {
        if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            out.append((long) value);
            return;
        }
        double scaled = Math.rint(value * MICRO);
        // Both are whole and exact, so the quotient is the double nearest to the decimal that is written.
        if (Math.abs(scaled) < 1e15 && scaled / MICRO == value) {
            appendMicros((long) scaled, out);
            return;
        }
        appendShortest(value, out);
    }

    private static void appendMicros(long micros, StringBuilder out) {
        if (micros < 0) {
            out.append('-');
        }
        long rest = Math.abs(micros);
        out.append(rest / MICRO).append('.');
        long fraction = rest % MICRO;
        for (long digit = MICRO / 10; fraction > 0; digit /= 10) {
            out.append((char) ('0' + fraction / digit));
            fraction %= digit;
        }
    }

    private static void appendShortest(double value, StringBuilder out) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 15; digits <= 17; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (digits == 17 || rounded.doubleValue() == value) {
                double size = Math.abs(value);
                boolean plain = size >= 1e-7 && size < 1e21;
                BigDecimal shortest = rounded.stripTrailingZeros();
                out.append(plain ? shortest.toPlainString() : shortest.toString());
                return;
            }
        }
    }
}
