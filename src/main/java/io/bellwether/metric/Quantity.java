package io.bellwether.metric;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * A whole number that can be read out of any {@link Cell}: what ratios are made of.
 *
 * @param measures all that it looks at
 */
public record Quantity(Set<Measure> measures, ToLongFunction<Cell> of) {

    /** What was counted. */
    static Quantity count(Measure measure) {
        return new Quantity(Set.of(measure), cell -> cell.count(measure));
    }

    /** How many values a timing has. */
    static Quantity values(Measure measure) {
        return new Quantity(Set.of(measure), cell -> cell.timing(measure).count());
    }

    /** A level at the window's end. */
    static Quantity atEnd(Measure measure) {
        return new Quantity(Set.of(measure), cell -> cell.atEnd(measure));
    }

    /** A level times the time that it held, over the window, in ms. */
    static Quantity integral(Measure measure) {
        return new Quantity(Set.of(measure), cell -> cell.integralMs(measure));
    }

    Quantity plus(Quantity other) {
        return new Quantity(union(measures, other.measures), cell -> of.applyAsLong(cell) + other.of.applyAsLong(cell));
    }

    Quantity minus(Quantity other) {
        return new Quantity(union(measures, other.measures), cell -> of.applyAsLong(cell) - other.of.applyAsLong(cell));
    }

    static Set<Measure> union(Set<Measure> one, Set<Measure> other) {
        Set<Measure> all = EnumSet.copyOf(one);
        all.addAll(other);
        return Collections.unmodifiableSet(all);
    }
}
