package io.bellwether.forecast;

import java.util.function.IntFunction;

/**
 * How much more uncertain than Poisson a forecast is, for each queue: the spread of a {@link NegativeBinomial}. Learnt from the last weeks of
 * the history: about four in five of the half hours that would have been forecast then must have come out between the bounds. So it
 * holds all that is uncertain, the level, the shape and the days, as much as that was so lately.
 */
final class ForecastSpread {

    /** Days whose forecasts are looked back at. */
    static final int LOOK_BACK = 21;

    /** Forecasts from fewer days are worse than those that are asked for; without better ones they are taken. */
    private static final int ENOUGH_DAYS = 14;

    private static final int FEWEST_DAYS = 8;
    private static final int FRESH_DAYS = 7;

    /** Where a tenth of a contact is expected, or one came, something can be told of the bounds. */
    private static final double SOMETHING = 0.1;

    /** A queue with so few half hours to tell takes what all queues have. */
    private static final int ENOUGH = 200;

    /** Of a day; what is {@link #ENOUGH} hangs on how many intervals one has. */
    private static final int HALF_HOURS = 48;

    /**
     * What is to lie inside of intervals of which something can be told: where all are, of days say, nearly four in five. Quiet ones
     * lie inside nearly always, so where there are many it is less, and of all together a little more.
     */
    private static final double SHARE = 0.79;

    private static final double LESS = 0.06;
    private static final double MANY_QUIET = 0.1;

    /** From Poisson to rates that are as good as unknown; the middle is what is taken where nothing can be looked back at. */
    private static final double[] SPREADS = {
        0, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.45, 0.7, 1, 1.5, 2.5, 4
    };

    private static final int UNKNOWN = 9;

    private final double[] byQueue;

    private ForecastSpread(double[] byQueue) {
        this.byQueue = byQueue;
    }

    double of(int queue) {
        return byQueue[queue];
    }

    /**
     * @param models by the day at which they begin to forecast
     * @param end the day that nothing is known of, nor of any after it
     * @param ahead how many days are forecast
     */
    static ForecastSpread of(ArrivalDays history, IntFunction<Model> models, int end, int ahead) {
        int queues = history.queues().size();
        Tally all = new Tally();
        Tally[] tallies = new Tally[queues];
        for (int q = 0; q < queues; q++) {
            tallies[q] = new Tally();
        }
        int first = Math.max(FEWEST_DAYS, Math.min(ENOUGH_DAYS, end - FRESH_DAYS));
        for (int origin = Math.max(first, end - LOOK_BACK); origin < end; origin++) {
            Model model = models.apply(origin);
            for (int day = origin; day < Math.min(end, origin + ahead); day++) {
                for (int q = 0; q < queues && !model.outliers().contains(day); q++) {
                    tallies[q].look(history, model, q, day);
                }
            }
        }
        for (Tally tally : tallies) {
            all.add(tally);
        }
        int enough = Math.max(1, ENOUGH * history.grid().slots() / HALF_HOURS);
        double[] spread = new double[queues];
        for (int q = 0; q < queues; q++) {
            Tally by = tallies[q].told < enough ? all : tallies[q];
            spread[q] = SPREADS[by.told < enough ? UNKNOWN : by.best()];
        }
        return new ForecastSpread(spread);
    }

    /** Intervals that were forecast, and of those of which something can be told how many lay inside by each spread. */
    private static final class Tally {
        private final int[] inside = new int[SPREADS.length];
        private int told;
        private int quiet;

        void look(ArrivalDays history, Model model, int q, int day) {
            double[] rates = model.rates(q, day);
            for (int s = 0; s < rates.length; s++) {
                int cell = day * rates.length + s;
                double rate = rates[s] * history.seen()[cell];
                int came = history.counts(q)[cell];
                if (history.seen()[cell] > 0 && (rate >= SOMETHING || came > 0)) {
                    told++;
                    for (int i = 0; i < SPREADS.length; i++) {
                        inside[i] += new NegativeBinomial(rate, SPREADS[i]).holds(came) ? 1 : 0;
                    }
                } else if (history.seen()[cell] > 0) {
                    quiet++;
                }
            }
        }

        void add(Tally other) {
            told += other.told;
            quiet += other.quiet;
            for (int i = 0; i < inside.length; i++) {
                inside[i] += other.inside[i];
            }
        }

        /** The spread whose share inside is nearest to what it should be; of equals the least. */
        int best() {
            double less = LESS * Math.min(1, quiet / (MANY_QUIET * (told + quiet)));
            double wanted = (SHARE - less) * told;
            int best = 0;
            for (int i = 1; i < inside.length; i++) {
                if (Math.abs(inside[i] - wanted) < Math.abs(inside[best] - wanted)) {
                    best = i;
                }
            }
            return best;
        }
    }
}
