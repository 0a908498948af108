package io.bellwether.metric;

import io.bellwether.metric.Term.How;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * A whole number that can be read out of any {@link Cell}: what ratios are made of.
 *
 * @param measures all that it looks at
 * @param terms the same as {@code of}, to be printed
 */
public record Quantity(Set<Measure> measures, ToLongFunction<Cell> of, List<Term> terms) {

    private static Quantity of(How how, Measure measure, ToLongFunction<Cell> of) {
        return new Quantity(Set.of(measure), of, List.of(new Term(1, how, measure)));
    }

    /** What was counted. */
    static Quantity count(Measure measure) {
        return of(How.COUNT, measure, cell -> cell.count(measure));
    }

    /** What was counted of several things. */
    static Quantity counts(Measure first, Measure... more) {
        return Stream.of(more).map(Quantity::count).reduce(count(first), Quantity::plus);
    }

    /** How many values a timing has. */
    static Quantity values(Measure measure) {
        return of(How.VALUES, measure, cell -> cell.timing(measure).count());
    }

    /** The sum of the values of a timing. */
    static Quantity sum(Measure measure) {
        return of(How.SUM, measure, cell -> cell.timing(measure).sum());
    }

    /** A level at the window's end. */
    static Quantity atEnd(Measure measure) {
        return of(How.AT_END, measure, cell -> cell.atEnd(measure));
    }

    /** A level times the time that it held, over the window, in ms. */
    static Quantity integral(Measure measure) {
        return of(How.INTEGRAL, measure, cell -> cell.integralMs(measure));
    }

    Quantity plus(Quantity other) {
        return new Quantity(
                union(measures, other.measures),
                cell -> of.applyAsLong(cell) + other.of.applyAsLong(cell),
                joined(other.terms));
    }

    Quantity minus(Quantity other) {
        return new Quantity(
                union(measures, other.measures),
                cell -> of.applyAsLong(cell) - other.of.applyAsLong(cell),
                joined(other.terms.stream().map(Term::negated).toList()));
    }

    private List<Term> joined(List<Term> more) {
        List<Term> all = new ArrayList<>(terms);
        all.addAll(more);
        return List.copyOf(all);
    }

    /** As people read it, in parentheses where it is a sum. */
    String text() {
        return terms.size() == 1 ? sumText() : "(" + sumText() + ")";
    }

    String sumText() {
        StringBuilder text = new StringBuilder();
        for (Term term : terms) {
            String sign = term.sign() < 0 ? "− " : text.isEmpty() ? "" : "+ ";
            text.append(text.isEmpty() ? "" : " ").append(sign).append(term.name());
        }
        return text.toString();
    }

    static Set<Measure> union(Set<Measure> one, Set<Measure> other) {
        Set<Measure> all = EnumSet.copyOf(one);
        all.addAll(other);
        return Collections.unmodifiableSet(all);
    }
}
