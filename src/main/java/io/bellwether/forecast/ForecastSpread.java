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

    /** A queue with fewer intervals to tell takes what all queues have. */
    private static final int ENOUGH = 200;

    /**
     * What is to lie inside of those of which something can be told: with the quiet ones, which lie inside nearly always, it
     * is a little more than four in five.
     */
    private static final double SHARE = 0.73;

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
        int[][] inside = new int[queues + 1][SPREADS.length];
        int[] told = new int[queues + 1];
        int first = Math.max(FEWEST_DAYS, Math.min(ENOUGH_DAYS, end - FRESH_DAYS));
        for (int origin = Math.max(first, end - LOOK_BACK); origin < end; origin++) {
            Model model = models.apply(origin);
            for (int day = origin; day < Math.min(end, origin + ahead); day++) {
                for (int q = 0; q < queues && !model.outliers().contains(day); q++) {
                    told[q] += look(history, model, q, day, inside[q]);
                }
            }
        }
        for (int q = 0; q < queues; q++) {
            told[queues] += told[q];
            for (int i = 0; i < SPREADS.length; i++) {
                inside[queues][i] += inside[q][i];
            }
        }
        double[] spread = new double[queues];
        for (int q = 0; q < queues; q++) {
            int by = told[q] < ENOUGH ? queues : q;
            spread[q] = SPREADS[told[by] < ENOUGH ? UNKNOWN : best(inside[by], told[by])];
        }
        return new ForecastSpread(spread);
    }

    /** Counts the intervals of a day that lie inside, by spread; gives how many there are to tell. */
    private static int look(ArrivalDays history, Model model, int q, int day, int[] inside) {
        double[] rates = model.rates(q, day);
        int told = 0;
        for (int s = 0; s < rates.length; s++) {
            int cell = day * rates.length + s;
            double rate = rates[s] * history.seen()[cell];
            int came = history.counts(q)[cell];
            if (history.seen()[cell] > 0 && (rate >= SOMETHING || came > 0)) {
                told++;
                for (int i = 0; i < SPREADS.length; i++) {
                    inside[i] += new NegativeBinomial(rate, SPREADS[i]).holds(came) ? 1 : 0;
                }
            }
        }
        return told;
    }

    /** The spread whose share inside is nearest to what it should be; of equals the least. */
    private static int best(int[] inside, int told) {
        int best = 0;
        for (int i = 1; i < inside.length; i++) {
            if (Math.abs(inside[i] - SHARE * told) < Math.abs(inside[best] - SHARE * told)) {
                best = i;
            }
        }
        return best;
    }
}
