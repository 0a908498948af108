package io.bellwether.forecast;

import static io.bellwether.forecast.Histories.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds of every forecast, on random histories. */
class ArrivalForecastPropertyTest {

    private static final long WEEK = 7 * Grid.DAY;
    private static final List<String> ZONES = List.of("UTC", "Asia/Shanghai", "Europe/Berlin", "America/New_York");

    private record One(String queue, long time) {}

    /** Bursts, silences and queues that come and go; 9 March to 5 April has a change of clocks in two of the zones. */
    private static List<One> random(Random random) {
        List<One> all = new ArrayList<>();
        int days = 1 + random.nextInt(40);
        for (String queue : List.of("a", "b", "c").subList(0, 1 + random.nextInt(3))) {
            double a = random.nextDouble() * 100;
            int from = random.nextInt(days);
            for (int day = from; day < days; day++) {
                int n = Histories.poisson(random.nextInt(5) == 0 ? 0 : a, random);
                for (int i = 0; i < n; i++) {
                    all.add(new One(queue, day(day) + (long) (random.nextDouble() * random.nextDouble() * Grid.DAY)));
                }
            }
        }
        return all;
    }

    private static ArrivalCounts counts(List<One> all) {
        ArrivalCounts counts = new ArrivalCounts(Histories.STEP);
        all.forEach(one -> counts.add(one.queue(), one.time()));
        return counts;
    }

    private static ArrivalForecast forecast(List<One> all, Grid grid, long until) {
        return ArrivalForecast.of(counts(all), grid, List.of(), until, WEEK);
    }

    @Test
    void forecastsAreNumbersWithBoundsAroundThem() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<One> all = random(random);
            Grid grid = Histories.in(ZONES.get(seed % ZONES.size()));
            long until = day(random.nextInt(60)) + random.nextInt(1000) * 60_000L;
            all.removeIf(one -> one.time() >= until);
            ArrivalForecast forecast = forecast(all, grid, until);
            if (forecast == null) {
                continue;
            }
            assertThat(forecast.rows()).allSatisfy(row -> {
                assertThat(row.arrivals()).isBetween(0.0, 1e6);
                assertThat(row.low()).isBetween(0.0, row.arrivals());
                assertThat(row.high()).isBetween(row.arrivals(), 1e7);
                assertThat(row.start()).isGreaterThanOrEqualTo(until);
            });
            assertThat(forecast.rows()).hasSize(7 * 48 * forecast.queues().size());
        }
    }

    @Test
    void theOrderInWhichTheyAreToldDoesNotMatter() {
        for (int seed = 0; seed < 10; seed++) {
            List<One> all = random(new Random(seed));
            List<One> shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, new Random(seed));

            assertThat(forecast(shuffled, Histories.GRID, day(40))).isEqualTo(forecast(all, Histories.GRID, day(40)));
        }
    }

    /** Ten times as much of everything is a forecast of about ten times as much: nothing hangs on a size. */
    @Test
    void tenTimesAsMuchIsForecastAsTenTimesAsMuch() {
        ArrivalCounts one = new ArrivalCounts(Histories.STEP);
        ArrivalCounts ten = new ArrivalCounts(Histories.STEP);
        Random random = new Random(3);
        for (int day = 0; day < 28; day++) {
            for (int slot = 0; slot < 48; slot++) {
                int n = Histories.poisson(10 * Histories.office(day, slot), random);
                for (int i = 0; i < 10 * n; i++) {
                    ten.add("sales", day(day) + slot * Histories.STEP);
                    if (i < n) {
                        one.add("sales", day(day) + slot * Histories.STEP);
                    }
                }
            }
        }
        ArrivalForecast small = ArrivalForecast.of(one, Histories.GRID, List.of(), day(28), WEEK);
        ArrivalForecast large = ArrivalForecast.of(ten, Histories.GRID, List.of(), day(28), WEEK);

        for (int d = 28; d < 34; d++) {
            double sum = Histories.sum(small, "sales", d);
            assertThat(Histories.sum(large, "sales", d)).isCloseTo(10 * sum, within(0.1 * sum + 1));
        }
    }
}
