package io.bellwether.metric;

import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * How a {@link Metric} is read out of a cell.
 *
 * @param measures all that is looked at
 * @param value NaN for none
 * @param samples how many values stand behind it
 * @param formula what value computes
 * @param plain what it says where it says just that, else null
 */
public record Reading(
        Set<Measure> measures, ToDoubleFunction<Cell> value, Quantity samples, Formula formula, Term plain) {

    Reading(Set<Measure> measures, ToDoubleFunction<Cell> value, Quantity samples, Formula formula) {
        this(measures, value, samples, formula, null);
    }

    /** Of whole numbers, each its own sample. */
    static Reading of(Quantity quantity) {
        Term only = quantity.terms().size() == 1 ? quantity.terms().get(0) : null;
        return new Reading(
                quantity.measures(), cell -> quantity.of().applyAsLong(cell), quantity, Formula.of(quantity), only);
    }

    /** Of the values of a timing, in another unit. */
    static Reading of(Measure timing, ToDoubleFunction<Sketch> value, Formula formula) {
        return new Reading(
                Set.of(timing), cell -> value.applyAsDouble(cell.timing(timing)), Quantity.values(timing), formula);
    }

    /** Of sums over sums. */
    static Reading ratio(double scale, Quantity part, Quantity whole) {
        return new Reading(
                Quantity.union(part.measures(), whole.measures()),
                cell -> {
                    long denominator = whole.of().applyAsLong(cell);
                    return denominator == 0
                            ? Double.NaN
                            : scale * ((double) part.of().applyAsLong(cell) / denominator);
                },
                whole,
                Formula.ratio(scale, part, whole),
                null);
    }

    Reading by(Quantity other) {
        return new Reading(Quantity.union(measures, other.measures()), value, other, formula, plain);
    }

    /** The same, with no value where of these there is nothing: then nobody knows. */
    Reading onlyWith(Quantity known) {
        return new Reading(
                Quantity.union(measures, known.measures()),
                cell -> known.of().applyAsLong(cell) == 0 ? Double.NaN : value.applyAsDouble(cell),
                samples,
                formula.noneWithout(known),
                plain);
    }

    Reading onlyOf(String key, String tag) {
        return new Reading(
                measures,
                cell -> cell.key().tags().contains(tag) ? value.applyAsDouble(cell) : Double.NaN,
                samples,
                formula.and("no value where " + key + " is not " + tag),
                plain);
    }

    /** Whether what it divides by is what stands behind it. */
    boolean isMean() {
        Quantity denominator = formula.denominator();
        return denominator != null && denominator.terms().equals(samples.terms());
    }

    /** The same, said otherwise. */
    Reading as(Formula other) {
        return new Reading(measures, value, samples, other, plain);
    }
}
