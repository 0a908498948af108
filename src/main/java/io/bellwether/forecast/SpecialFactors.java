package io.bellwether.forecast;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What days of a calendar make of what would come on them: as the calendar says, or as it was on days of the same name. */
final class SpecialFactors {

    /** Counts that a queue needs before its own days weigh as much as those of all queues. */
    private static final double LED = 20;

    private final ArrivalDays history;
    private final List<SpecialDay> calendar;
    private final Map<String, Double> ofAll;

    private SpecialFactors(ArrivalDays history, List<SpecialDay> calendar, Map<String, Double> ofAll) {
        this.history = history;
        this.calendar = calendar;
        this.ofAll = ofAll;
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

    /** @param queue null for all together */
    private Map<String, Double> learnt(String queue, Daily all, Daily others, WeekShape shape) {
        Map<String, double[]> sums = new HashMap<>();
        double[] level = calendar.isEmpty() ? new double[0] : shape.level(others);
        for (SpecialDay special : calendar) {
            boolean counts = queue == null ? special.queues().isEmpty() : special.touches(queue);
            for (long epochDay : special.days()) {
                long day = epochDay - history.firstDay();
                if (counts && !special.isKnown() && day >= 0 && day < all.days()) {
                    double[] sum = sums.computeIfAbsent(special.name(), name -> new double[2]);
                    sum[0] += all.count((int) day);
                    sum[1] += level[(int) day] * all.expected(shape, (int) day);
                }
            }
        }
        Map<String, Double> factors = new HashMap<>();
        sums.forEach((name, sum) -> {
            double led = ofAll.getOrDefault(name, 1.0);
            factors.put(name, (sum[0] + LED * led) / (sum[1] + LED));
        });
        return factors;
    }
}
