package io.bellwether.metric;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A summand of a {@link Quantity}, to be printed: what is taken of a measure.
 *
 * @param sign 1 or −1
 */
record Term(int sign, How how, Measure measure) {

    /** What is read of a measure. */
    enum How {
        COUNT,
        VALUES,
        AT_END,
        INTEGRAL,
        SUM
    }

    Term negated() {
        return new Term(-sign, how, measure);
    }

    /** The name of the field that says just this; where none does, the measure's own. */
    String name() {
        String field = Fields.NAMES.get(how == How.INTEGRAL ? How.AT_END : how).get(measure);
        String name = field == null ? ownName() : field;
        return switch (how) {
            case INTEGRAL -> "time of " + name;
            case SUM -> "sum of " + ownName();
            case VALUES -> field == null ? "count of " + name : name;
            default -> name;
        };
    }

    /** The measure's name, as it stands in formulas where no field says the same. */
    String ownName() {
        String name = measure.name();
        return name.substring(name.indexOf('_') + 1).toLowerCase(Locale.ROOT);
    }

    /** The fields that say what one term says; found when first somebody prints. */
    private static final class Fields {
        private static final Map<How, Map<Measure, String>> NAMES = new EnumMap<>(How.class);

        static {
            for (How how : How.values()) {
                NAMES.put(how, new HashMap<>());
            }
            for (Metric metric : Metric.all()) {
                Term plain = metric.reading().plain();
                if (plain != null) {
                    NAMES.get(plain.how).putIfAbsent(plain.measure, metric.field());
                }
            }
        }
    }
}
