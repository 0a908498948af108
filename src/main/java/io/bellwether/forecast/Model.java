package io.bellwether.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What was learnt of all queues from the days before an origin: how much comes on a mean day, how a week runs, and what
 * named days make of it. From then on {@link #rate} is the mean of what comes.
 */
final class Model {

    /** So much must be missing before its first arrival for a queue to have begun then. */
    private static final double BEGAN = 10;

    /** A queue of so many days is no longer young. */
    private static final int OLD_DAYS = 14;

    private final ArrivalDays history;
    private final int end;
    private final List<Queue> queues = new ArrayList<>();
    private final List<Integer> outliers;

    /**
     * @param start day of the history on which the queue began
     * @param factors of special days, by epoch day
     */
    private record Queue(WeekShape shape, DailyLevel level, int start, Map<Long, Double> factors, Shift shift) {}

    private Model(ArrivalDays history, int end, List<Integer> outliers) {
        this.history = history;
        this.end = end;
        this.outliers = outliers;
    }

    /**
     * Learns.
     *
     * @param end the day of the history that the model knows nothing of, nor of any after it
     */
    static Model of(ArrivalDays history, List<SpecialDay> calendar, int end) {
        int queues = history.queues().size();
        int[] starts = new int[queues];
        for (int q = 0; q < queues; q++) {
            starts[q] = start(history, history.counts(q), end);
        }
        int[] counts = total(history, starts, end);
        float[] seen = Arrays.copyOf(history.seen(), counts.length);
        for (SpecialDay special : calendar) {
            if (special.queues().isEmpty()) {
                special.days().forEach(day -> clear(seen, history, day));
            }
        }
        WeekShape first = WeekShape.ofTotal(new Daily(history, counts, seen, end));
        List<Integer> outliers = Outliers.of(new Daily(history, counts, seen, end), first);
        outliers.forEach(day -> clear(seen, history, history.firstDay() + day));
        Daily total = new Daily(history, counts, seen, end);
        WeekShape shape = outliers.isEmpty() ? first : WeekShape.ofTotal(total);
        SpecialFactors factors =
                SpecialFactors.ofAll(history, calendar, new Daily(history, counts, history.seen(), end), total, shape);
        Model model = new Model(history, end, outliers);
        for (int q = 0; q < queues; q++) {
            model.queues.add(model.queue(q, starts[q], calendar, shape, factors));
        }
        return model;
    }

    /** What came to all queues together; those that began lately aside, with which another week seems to begin. */
    private static int[] total(ArrivalDays history, int[] starts, int end) {
        int slots = history.grid().slots();
        int[] total = new int[end * slots];
        boolean any = false;
        for (int q = 0; q < starts.length; q++) {
            if (starts[q] == 0 || end - starts[q] / slots >= OLD_DAYS) {
                any = true;
                for (int cell = 0; cell < total.length; cell++) {
                    total[cell] += history.counts(q)[cell];
                }
            }
        }
        for (int cell = 0; cell < total.length && !any; cell++) {
            total[cell] = history.total(cell);
        }
        return total;
    }

    private static void clear(float[] seen, ArrivalDays history, long day) {
        long from = (day - history.firstDay()) * history.grid().slots();
        if (from >= 0 && from < seen.length) {
            Arrays.fill(
                    seen,
                    (int) from,
                    (int) Math.min(seen.length, from + history.grid().slots()),
                    0);
        }
    }

    private Queue queue(int q, int start, List<SpecialDay> calendar, WeekShape total, SpecialFactors ofAll) {
        int slots = history.grid().slots();
        int[] counts = history.counts(q);
        String name = history.queues().get(q);
        float[] all = Arrays.copyOf(history.seen(), end * slots);
        Arrays.fill(all, 0, start, 0);
        float[] seen = all.clone();
        outliers.forEach(day -> clear(seen, history, history.firstDay() + day));
        calendar.stream().filter(special -> special.touches(name)).forEach(special -> special.days()
                .forEach(day -> clear(seen, history, day)));
        Daily days = new Daily(history, counts, seen, end);
        WeekShape shape = WeekShape.of(days, total);
        double[] came = new double[end];
        double[] expected = new double[end];
        for (int d = 0; d < end; d++) {
            came[d] = days.count(d);
            expected[d] = days.expected(shape, d);
        }
        Map<Long, Double> factors = ofAll.of(name, new Daily(history, counts, all, end), days, shape);
        DailyLevel level = DailyLevel.of(came, expected);
        Shift shift = level.growth() == 1 ? Shift.find(came, expected) : null;
        return new Queue(shape, level, start / slots, factors, shift);
    }

    /** The first slot of a queue's own; 0 where it is no younger than the history. */
    private static int start(ArrivalDays history, int[] counts, int end) {
        int cells = end * history.grid().slots();
        int first = 0;
        while (first < cells && counts[first] == 0) {
            first++;
        }
        double came = 0;
        double before = 0;
        double after = 0;
        for (int cell = 0; cell < cells; cell++) {
            came += counts[cell];
            before += cell < first ? history.seen()[cell] : 0;
            after += cell < first ? 0 : history.seen()[cell];
        }
        return after > 0 && came / after * before >= BEGAN ? first : 0;
    }

    /** How many are expected in each slot of a day of the history or after it. */
    double[] rates(int queue, int day) {
        Queue of = queues.get(queue);
        double level = of.level.at(Math.max(0, day - end)) * of.factors.getOrDefault(history.firstDay() + day, 1.0);
        double[] rates = new double[history.grid().slots()];
        for (int s = 0; s < rates.length; s++) {
            rates[s] = level * of.shape.at(history.weekday(day), s);
        }
        return rates;
    }

    /** Days of the history that were left out, as far out of the ordinary. */
    List<Integer> outliers() {
        return outliers;
    }

    /** The day of the history on which a queue began; 0 where it is no younger. */
    int start(int queue) {
        return queues.get(queue).start;
    }

    /** Since when a queue has another level; null where it has none. */
    Shift shift(int queue) {
        return queues.get(queue).shift;
    }

    /** What comes on a mean day after the history. */
    double level(int queue) {
        return queues.get(queue).level.now();
    }

    /** What is made of a day; 1 where it is as others. */
    double factor(int queue, long epochDay) {
        return queues.get(queue).factors.getOrDefault(epochDay, 1.0);
    }

    /** The factor by which a queue grows in a week; 1 where it is taken to be steady. */
    double growth(int queue) {
        return queues.get(queue).level.growth();
    }
}
