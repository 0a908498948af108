package io.bellwether.forecast;

import java.util.ArrayList;
import java.util.List;

/**
 * What is expected to come in each interval and queue, by what came before a time.
 *
 * @param grid how time is cut
 * @param until nothing from then on was known, epoch ms
 * @param from the first interval, which begins then or after it
 * @param queues in the order of their names
 * @param rows by interval, and of each by queue
 * @param notices what to know of them
 */
public record ArrivalForecast(
        Grid grid, long until, long from, List<String> queues, List<Row> rows, List<Notice> notices) {

    /**
     * One interval of one queue.
     *
     * @param start when it begins, epoch ms
     * @param arrivals the mean, so that sums of rows are the means of sums
     * @param low a tenth of such intervals lies below it; never above the mean
     * @param middle half of them do
     * @param high a tenth lies above it; never below the mean
     * @param handleSeconds how long agents will have a contact; NaN where no handle time is known
     */
    public record Row(
            long start, String queue, double arrivals, double low, double middle, double high, double handleSeconds) {}

    /**
     * Forecasts.
     *
     * @param counts of what came before {@code until}, and nothing else
     * @param calendar days out of the ordinary, before it and after it
     * @param horizonMillis how long from there
     * @return null where nothing came before
     */
    public static ArrivalForecast of(
            ArrivalCounts counts, Grid grid, List<SpecialDay> calendar, long until, long horizonMillis) {
        ArrivalDays history = ArrivalDays.of(counts, grid, until);
        if (history == null) {
            return null;
        }
        List<Gap> gaps = Gap.leaveOut(history, calendar);
        Forecaster forecaster = new Forecaster(history, calendar);
        int end = history.days();
        long from = grid.indexFrom(until);
        long to = Math.max(from + 1, grid.indexFrom(until + horizonMillis));
        int lastDay = history.cell(to - 1) / grid.slots();
        Model model = forecaster.model(end);
        ForecastSpread spread = forecaster.spread(end, Math.max(1, lastDay + 1 - end));
        return new ArrivalForecast(
                grid,
                until,
                from,
                history.queues(),
                rows(history, model, spread, from, to),
                Notices.of(history, gaps, model, calendar, lastDay));
    }

    private static List<Row> rows(ArrivalDays history, Model model, ForecastSpread spread, long from, long to) {
        Grid grid = history.grid();
        Handling handling = Handling.of(history);
        int queues = history.queues().size();
        double[][] rates = new double[queues][];
        int dayOfRates = -1;
        List<Row> rows = new ArrayList<>();
        for (long index = from; index < to; index++) {
            int day = history.cell(index) / grid.slots();
            int slot = history.cell(index) % grid.slots();
            for (int q = 0; q < queues; q++) {
                rates[q] = day == dayOfRates ? rates[q] : model.rates(q, day);
                NegativeBinomial of = new NegativeBinomial(rates[q][slot], spread.of(q));
                rows.add(new Row(
                        grid.start(index),
                        history.queues().get(q),
                        of.mean(),
                        of.low(),
                        of.middle(),
                        of.high(),
                        handling.seconds(q, slot)));
            }
            dayOfRates = day;
        }
        return rows;
    }
}
