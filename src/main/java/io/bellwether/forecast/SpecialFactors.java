package io.bellwether.forecast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** What days of a calendar make of what would come on them: as the calendar says, or as it was on days of the same name. */
final class SpecialFactors {

    /** Counts that a queue needs before its own days weigh as much as those of all queues. */
    private static final double LED = 20;

    /** Names that share some of their days settle within a few. */
    private static final int ROUNDS = 5;

    private final ArrivalDays history;
    private final List<SpecialDay> calendar;
    private final Map<String, Double> ofAll;
    private final Map<Long, List<SpecialDay>> byDay = new HashMap<>();
    private final int rounds;

    private SpecialFactors(ArrivalDays history, List<SpecialDay> calendar, Map<String, Double> ofAll) {
        this.history = history;
        this.calendar = calendar;
        this.ofAll = ofAll;
        calendar.forEach(special -> special.days().forEach(day -> byDay.computeIfAbsent(day, none -> new ArrayList<>())
                .add(special)));
        rounds = byDay.values().stream().anyMatch(names -> names.size() > 1) ? ROUNDS : 1;
    }

    /**
     * Of all queues together.
     *
     * @param all with the special days
     * @param others without them
     */
    static SpecialFactors ofAll(
            ArrivalDays history, List<SpecialDay> calendar, Daily all, Daily others, WeekShape shape) {
        SpecialFactors none = new SpecialFactors(history, calendar, Map.of());
        return new SpecialFactors(history, calendar, none.learnt(null, all, others, shape));
    }

    /** Of a queue, by epoch day, led by those of all queues as far as few came. */
    Map<Long, Double> of(String queue, Daily all, Daily others, WeekShape shape) {
        Map<String, Double> learnt = learnt(queue, all, others, shape);
        Map<Long, Double> factors = new HashMap<>();
        for (SpecialDay special : calendar) {
            double factor = special.isKnown() ? special.factor() : learnt.getOrDefault(special.name(), 1.0);
            if (special.touches(queue)) {
                special.days().forEach(day -> factors.merge(day, factor, (a, b) -> a * b));
            }
        }
        return factors;
    }

    /**
     * Of each name what came over what would have come, with what other names of the same days make of them: what two names
     * make together is not told twice.
     *
     * @param queue null for all together
     */
    private Map<String, Double> learnt(String queue, Daily all, Daily others, WeekShape shape) {
        Map<String, Double> factors = new LinkedHashMap<>();
        if (calendar.isEmpty()) {
            return factors;
        }
        double[] level = shape.level(others);
        for (int round = 0; round < rounds; round++) {
            for (SpecialDay special : calendar) {
                if (!special.isKnown() && counts(special, queue)) {
                    learn(special.name(), queue, all, day -> level[day] * all.expected(shape, day), factors);
                }
            }
        }
        return factors;
    }

    private static boolean counts(SpecialDay special, String queue) {
        return queue == null ? special.queues().isEmpty() : special.touches(queue);
    }

    private void learn(
            String name, String queue, Daily all, IntToDoubleFunction expected, Map<String, Double> factors) {
        double top = 0;
        double bottom = 0;
        for (SpecialDay special : calendar) {
            if (!special.name().equals(name) || special.isKnown() || !counts(special, queue)) {
                continue;
            }
            for (long epochDay : special.days()) {
                long day = epochDay - history.firstDay();
                if (day >= 0 && day < all.days()) {
                    top += all.count((int) day);
                    bottom += expected.applyAsDouble((int) day) * ofOthers(name, epochDay, queue, factors);
                }
            }
        }
        if (top > 0 || bottom > 0) {
            double led = ofAll.getOrDefault(name, 1.0);
            factors.put(name, (top + LED * led) / (bottom + LED));
        }
    }

    /** What names beside one make of a day, as far as is known. */
    private double ofOthers(String name, long epochDay, String queue, Map<String, Double> factors) {
        double product = 1;
        for (SpecialDay special : byDay.get(epochDay)) {
            if (!special.name().equals(name) && counts(special, queue)) {
                product *= special.isKnown() ? special.factor() : factors.getOrDefault(special.name(), 1.0);
            }
        }
        return product;
    }
}
