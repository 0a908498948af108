package io.bellwether.metric;

import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * How a {@link Metric} is read out of a cell.
 *
 * @param measures all that is looked at
 * @param value NaN for none
 * @param samples how many values stand behind it
 */
public record Reading(Set<Measure> measures, ToDoubleFunction<Cell> value, Quantity samples) {

    /** Of whole numbers, each its own sample. */
    static Reading of(Quantity quantity) {
        return new Reading(quantity.measures(), cell -> quantity.of().applyAsLong(cell), quantity);
    }

    /** Of the values of a timing, in another unit. */
    static Reading of(Measure timing, ToDoubleFunction<Sketch> value) {
        return new Reading(Set.of(timing), cell -> value.applyAsDouble(cell.timing(timing)), Quantity.values(timing));
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
                whole);
    }

    Reading by(Quantity other) {
        return new Reading(Quantity.union(measures, other.measures()), value, other);
    }

    Reading onlyOf(String tag) {
        return new Reading(
                measures, cell -> cell.key().tags().contains(tag) ? value.applyAsDouble(cell) : Double.NaN, samples);
    }
}
