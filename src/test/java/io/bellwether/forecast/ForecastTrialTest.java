package io.bellwether.forecast;

import static io.bellwether.forecast.Histories.GRID;
import static io.bellwether.forecast.Histories.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A backtest, against forecasts that are made one by one and baselines that are counted a second time. */
class ForecastTrialTest {

    private static final int DAYS = 26;

    private record One(String queue, long time) {}

    private static List<One> history() {
        Random random = new Random(11);
        List<One> all = new ArrayList<>();
        for (String queue : List.of("a", "b")) {
            for (int day = 0; day < DAYS; day++) {
                for (int slot = 0; slot < 48; slot++) {
                    double mean =
                            Histories.office(day, slot) * (queue.equals("a") ? 1 : 0.05) * (0.7 + 0.1 * (day % 5));
                    for (int n = Histories.poisson(mean, random); n > 0; n--) {
                        all.add(new One(queue, day(day) + slot * Histories.STEP));
                    }
                }
            }
        }
        // so that the last day is whole
        all.add(new One("a", day(0)));
        all.add(new One("a", day(DAYS) - 1));
        return all;
    }

    private static ArrivalCounts counts(List<One> all, long until) {
        ArrivalCounts counts = new ArrivalCounts(Histories.STEP);
        all.stream().filter(one -> one.time() < until).forEach(one -> counts.add(one.queue(), one.time()));
        return counts;
    }

    private static ForecastTrial backtest(ArrivalCounts counts, long from) {
        return ForecastTrial.of(counts, GRID, List.of(), from, day(DAYS), List.of(1, 7), share -> {});
    }

    private static double came(List<One> all, String queue, long start) {
        return all.stream()
                .filter(one -> one.queue().equals(queue) && one.time() >= start && one.time() < start + Histories.STEP)
                .count();
    }

    private static double mean(List<One> all, String queue, long start, long until) {
        double sum = 0;
        int n = 0;
        for (long at = start - 7 * Grid.DAY; at >= day(0); at -= 7 * Grid.DAY) {
            if (at < until) {
                sum += came(all, queue, at);
                n++;
            }
        }
        return sum / n;
    }

    @Test
    void eachMorningIsForecastAsIfNothingAfterItWereKnown() {
        List<One> all = history();
        ForecastTrial test = backtest(counts(all, day(DAYS)), Long.MIN_VALUE);
        double off = 0;
        double naive = 0;
        double mean = 0;
        double sum = 0;
        int inside = 0;
        int n = 0;
        for (int origin = ForecastTrial.FIRST; origin <= DAYS - 7; origin++) {
            ArrivalForecast forecast =
                    ArrivalForecast.of(counts(all, day(origin)), GRID, List.of(), day(origin), 7 * Grid.DAY);
            for (ArrivalForecast.Row row : forecast.rows()) {
                double came = came(all, row.queue(), row.start());
                off += Math.abs(row.arrivals() - came);
                naive += Math.abs(came(all, row.queue(), row.start() - 7 * Grid.DAY) - came);
                mean += Math.abs(mean(all, row.queue(), row.start(), day(origin)) - came);
                sum += came;
                inside += row.low() <= came && came <= row.high() ? 1 : 0;
                n++;
            }
        }

        ForecastTrial.Horizon week = test.horizons().get(1);
        assertThat(week.origins()).isEqualTo(DAYS - 7 - ForecastTrial.FIRST + 1);
        assertThat(week.total().intervals()).isEqualTo(n);
        assertThat(week.total().came()).isEqualTo(sum);
        assertThat(week.total().wape()).isCloseTo(off / sum, within(1e-9));
        assertThat(week.total().wapeOfWeekBefore()).isCloseTo(naive / sum, within(1e-9));
        assertThat(week.total().wapeOfMean()).isCloseTo(mean / sum, within(1e-9));
        assertThat(week.total().coverage()).isCloseTo((double) inside / n, within(1e-9));
    }

    @Test
    void itBeginsWhereItIsAskedTo() {
        ForecastTrial test = backtest(counts(history(), day(DAYS)), day(19));

        assertThat(test.horizons()).extracting(ForecastTrial.Horizon::origins).containsExactly(7, 1);
    }

    @Test
    void aHistoryOfTwoWeeksHasNothingToBeHeldAgainst() {
        ArrivalCounts counts = counts(history(), day(14));

        assertThat(ForecastTrial.of(counts, GRID, List.of(), Long.MIN_VALUE, day(14), List.of(1, 7), share -> {}))
                .isNull();
    }

    @Test
    void aGapIsHeldAgainstNobody() {
        List<One> all = history();
        all.removeIf(one -> one.time() >= day(15) && one.time() < day(16));
        ForecastTrial test = backtest(counts(all, day(DAYS)), Long.MIN_VALUE);
        Score day = test.horizons().get(0).total();

        assertThat(day.wapeOfWeekBefore()).isLessThan(0.8);
        assertThat(day.intervals()).isLessThan(2L * 48 * (DAYS - ForecastTrial.FIRST));
    }
}
