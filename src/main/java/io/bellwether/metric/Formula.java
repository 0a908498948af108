package io.bellwether.metric;

import io.bellwether.metric.Term.How;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a number comes about, as data: sums of quantities, and the words around them. What reads it ({@link Reading}) is made
 * from the same quantities, so that nobody computes otherwise than is printed. Times are in seconds.
 *
 * @param pattern the words; {@code {}} stands for the next of the quantities
 */
public record Formula(String pattern, List<Quantity> of) {

    private static final String PLACE = "{}";
    private static final double SECONDS = 0.001;
    private static final Pattern RATIO = Pattern.compile("(\\S+ × )?\\{} / \\{}(;.*)?");

    public Formula {
        of = List.copyOf(of);
    }

    static Formula ratio(double scale, Quantity part, Quantity whole) {
        boolean plain = scale == 1 || scale == SECONDS;
        String factor = plain ? "" : (scale == Math.rint(scale) ? Long.toString((long) scale) : scale) + " × ";
        return new Formula(factor + "{} / {}", List.of(part, whole)).noneWithout(whole);
    }

    /** Of what is counted, or a sum of that. */
    static Formula of(Quantity quantity) {
        if (quantity.terms().size() > 1) {
            return new Formula(PLACE, List.of(quantity));
        }
        Term term = quantity.terms().get(0);
        String window = term.measure().measurement().isInterval() ? "interval" : "window";
        String words =
                switch (term.how()) {
                    case COUNT -> "count in the " + window;
                    case VALUES -> "count of " + term.ownName() + " in the " + window;
                    case AT_END -> "count at the " + window + "'s end";
                    case INTEGRAL, SUM -> "{} in the " + window;
                };
        return new Formula(words, List.of(quantity));
    }

    /** Something of the values of timings, which has no value where there are none. */
    static Formula ofValues(String what, Measure... timings) {
        List<Quantity> values = Stream.of(timings).map(Quantity::values).toList();
        String names = String.join(
                " and ",
                values.stream().map(each -> each.terms().get(0).ownName()).toList());
        return new Formula(what + " of " + names, List.of())
                .noneWithout(values.stream().reduce(Quantity::plus).orElseThrow());
    }

    /** What is divided by where it is one sum over another, else null. */
    Quantity denominator() {
        return RATIO.matcher(pattern).matches() ? of.get(1) : null;
    }

    /** The same, with no value where that is 0. */
    Formula noneWithout(Quantity needed) {
        List<Quantity> all = new ArrayList<>(of);
        // behind those that have a place; words may say a quantity without naming it
        all.add(places(), needed);
        return new Formula(pattern + "; no value where {} is 0", all);
    }

    private int places() {
        return (pattern.length() - pattern.replace(PLACE, "").length()) / PLACE.length();
    }

    /** The same and a remark. */
    Formula and(String remark) {
        return new Formula(pattern + "; " + remark, of);
    }

    /**
     * As people read it, in the names of fields of the same measurement; behind it where there is no value, and what those
     * of its parts are that are no fields.
     */
    public String text() {
        StringBuilder text = new StringBuilder();
        int from = 0;
        List<Quantity> left = new ArrayList<>(of);
        for (int at = pattern.indexOf(PLACE); at >= 0; at = pattern.indexOf(PLACE, from)) {
            Quantity next = left.remove(0);
            text.append(pattern, from, at).append(pattern.equals(PLACE) ? next.sumText() : next.text());
            from = at + PLACE.length();
        }
        String body = text.append(pattern.substring(from)).toString();
        parts(body)
                .forEach((name, words) ->
                        text.append("; ").append(name).append(" = ").append(words));
        return text.toString();
    }

    private Map<String, String> parts(String body) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (Quantity quantity : of) {
            for (Term term : quantity.terms()) {
                String words = FormulaParts.WORDS.get(term.measure());
                String name = term.ownName();
                boolean named =
                        Pattern.compile("\\b" + name + "\\b").matcher(body).find();
                if (words != null && (named || term.how() == How.SUM)) {
                    parts.put(name, words);
                }
            }
        }
        return parts;
    }
}
