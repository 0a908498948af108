package io.bellwether.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * How a number is made of others, as data: sums of quantities, and the words around them. What reads it ({@link Reading}) is
 * made from the same quantities, so that nobody computes otherwise than is printed.
 *
 * @param pattern the words; {@code {}} stands for the next of the quantities
 */
public record Formula(String pattern, List<Quantity> of) {

    /** Of what is counted or measured and not computed. */
    static final Formula NONE = new Formula("", List.of());

    private static final String PLACE = "{}";

    public Formula {
        of = List.copyOf(of);
    }

    static Formula ratio(double scale, Quantity part, Quantity whole) {
        String factor = scale == 1 ? "" : (scale == Math.rint(scale) ? Long.toString((long) scale) : scale) + " × ";
        return new Formula(factor + "{} / {}", List.of(part, whole));
    }

    /** As people read it, in the names of fields of the same measurement; empty where nothing is computed. */
    public String text() {
        StringBuilder text = new StringBuilder();
        int from = 0;
        List<Quantity> left = new ArrayList<>(of);
        for (int at = pattern.indexOf(PLACE); at >= 0; at = pattern.indexOf(PLACE, from)) {
            text.append(pattern, from, at).append(left.remove(0).text());
            from = at + PLACE.length();
        }
        return text.append(pattern.substring(from)).toString();
    }
}
