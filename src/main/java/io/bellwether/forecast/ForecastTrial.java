package io.bellwether.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;

/**
 * A history, forecast from every morning of it as if what came after had not been known.
 *
 * @param days of the history
 * @param horizons what came of each
 * @param notices of the whole history
 */
public record ForecastTrial(int days, List<Horizon> horizons, List<Notice> notices) {

    /** Days before the first origin: each weekday was seen twice. */
    public static final int FIRST = 14;

    /**
     * Forecasts of so many days.
     *
     * @param origins how many
     * @param total of all queues, each counted by itself
     */
    public record Horizon(int days, int origins, SortedMap<String, Score> queues, Score total) {}

    /**
     * Rolls.
     *
     * @param from no origin is before, epoch ms
     * @param until where the history ends, epoch ms
     * @param horizons in days
     * @param progress told how much is done, 0 to 1
     * @return null where nothing came, or all of it in less time than a forecast needs
     */
    public static ForecastTrial of(
            ArrivalCounts counts,
            Grid grid,
            List<SpecialDay> calendar,
            long from,
            long until,
            List<Integer> horizons,
            DoubleConsumer progress) {
        ArrivalDays history = ArrivalDays.of(counts, grid, until);
        if (history == null) {
            return null;
        }
        List<Gap> gaps = Gap.leaveOut(history, calendar);
        Forecaster forecaster = new Forecaster(history, calendar);
        List<Horizon> done = new ArrayList<>();
        int first = first(history, from);
        for (int days : horizons) {
            if (first <= history.days() - days) {
                done.add(new Horizon(days, history.days() - days - first + 1, new TreeMap<>(), new Score()));
            }
        }
        if (done.isEmpty()) {
            return null;
        }
        roll(history, forecaster, first, done, progress);
        Model last = forecaster.model(history.days());
        return new ForecastTrial(history.days(), done, Notices.of(history, gaps, last, calendar, history.days()));
    }

    /** The first day that begins at or after a time, and late enough. */
    private static int first(ArrivalDays history, long from) {
        int first = FIRST;
        while (first < history.days()
                && history.grid().start(history.grid().firstOf(history.firstDay() + first)) < from) {
            first++;
        }
        return first;
    }

    private static void roll(
            ArrivalDays history, Forecaster forecaster, int first, List<Horizon> horizons, DoubleConsumer progress) {
        Baselines baselines = new Baselines(history);
        for (int origin = first; origin < history.days(); origin++) {
            baselines.learnUntil(origin);
            for (Horizon horizon : horizons) {
                if (origin + horizon.days <= history.days()) {
                    roll(history, forecaster, baselines, origin, horizon);
                }
            }
            forecaster.forgetBefore(origin - ForecastSpread.LOOK_BACK);
            progress.accept((origin - first + 1.0) / (history.days() - first));
        }
    }

    private static void roll(
            ArrivalDays history, Forecaster forecaster, Baselines baselines, int origin, Horizon horizon) {
        Model model = forecaster.model(origin);
        ForecastSpread spread = forecaster.spread(origin, horizon.days);
        for (int day = origin; day < origin + horizon.days; day++) {
            for (int q = 0; q < history.queues().size(); q++) {
                Score score = horizon.queues.computeIfAbsent(history.queues().get(q), name -> new Score());
                score(history, model.rates(q, day), spread.of(q), baselines, q, day, List.of(score, horizon.total));
            }
        }
    }

    private static void score(
            ArrivalDays history,
            double[] rates,
            double spread,
            Baselines baselines,
            int q,
            int day,
            List<Score> scores) {
        for (int s = 0; s < rates.length; s++) {
            int cell = day * rates.length + s;
            float seen = history.seen()[cell];
            if (seen > 0) {
                NegativeBinomial forecast = new NegativeBinomial(seen * rates[s], spread);
                double naive = seen * baselines.weekBefore(q, day, s);
                double mean = seen * baselines.mean(q, day, s);
                for (Score score : scores) {
                    score.add(history.counts(q)[cell], forecast, naive, mean);
                }
            }
        }
    }
}
