package io.bellwether.sla;

import io.bellwether.metric.Series;
import java.io.Serializable;
import java.util.Map;

/** Which target a clock has, by the case's dimensions. */
sealed interface Targets extends Serializable {

    /** The target for a case, or null where it has none. */
    Target of(Subject subject);

    /** The same for every case; {@code target} null for none. */
    record Fixed(Target target) implements Targets {
        @Override
        public Target of(Subject subject) {
            return target;
        }
    }

    /**
     * By the value of a dimension.
     *
     * @param values by value; {@code none} stands for an absent one
     * @param otherwise for what is not listed; null for no target
     */
    record ByDimension(String dimension, Map<String, Targets> values, Targets otherwise) implements Targets {
        @Override
        public Target of(Subject subject) {
            String value = subject.value(dimension);
            Targets found = values.get(value == null ? Series.NONE : value);
            Targets chosen = found == null ? otherwise : found;
            return chosen == null ? null : chosen.of(subject);
        }
    }
}
