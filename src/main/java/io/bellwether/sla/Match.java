package io.bellwether.sla;

import io.bellwether.metric.Series;
import java.io.Serializable;
import java.util.Set;

/**
 * One condition of a policy.
 *
 * @param values the values that it names; {@code none} stands for an absent one
 * @param negated whether it holds for all values but these
 * @param any whether it holds for every present value
 */
record Match(String dimension, Set<String> values, boolean negated, boolean any) implements Serializable {

    boolean holds(Subject subject) {
        String value = subject.value(dimension);
        if (any) {
            return value != null;
        }
        return values.contains(value == null ? Series.NONE : value) != negated;
    }
}
