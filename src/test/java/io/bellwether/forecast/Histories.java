package io.bellwether.forecast;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Histories that are made up, with what they were made of. */
final class Histories {

    static final long STEP = Duration.ofMinutes(30).toMillis();
    static final Grid GRID = new Grid(STEP, ZoneOffset.UTC);
    /** A Monday. */
    static final long START = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();

    private Histories() {}

    static long day(int day) {
        return START + day * Grid.DAY;
    }

    static Grid in(String zone) {
        return new Grid(STEP, ZoneId.of(zone));
    }

    /** What an office gets in a half hour: from eight to six, most in the morning, half on Saturdays, nothing on Sundays. */
    static double office(int day, int slot) {
        if (slot < 16 || slot >= 36 || day % 7 == 6) {
            return 0;
        }
        return (slot < 24 ? 12 : 6) * (day % 7 == 5 ? 0.5 : 1);
    }

    /** Poisson around {@link #office}, times a factor of each day. */
    static void office(ArrivalCounts into, String queue, int from, int to, long seed, IntToDoubleFunction factor) {
        Random random = new Random(seed);
        for (int day = from; day < to; day++) {
            for (int slot = 0; slot < 48; slot++) {
                int n = poisson(office(day, slot) * factor.applyAsDouble(day), random);
                for (int i = 0; i < n; i++) {
                    into.add(queue, day(day) + slot * STEP + (long) (random.nextDouble() * STEP));
                }
            }
        }
    }

    static ArrivalCounts office(int days, IntToDoubleFunction factor) {
        ArrivalCounts counts = new ArrivalCounts(STEP);
        office(counts, "sales", 0, days, 1, factor);
        return counts;
    }

    static int poisson(double mean, Random random) {
        double limit = Math.exp(-mean);
        int n = -1;
        for (double product = 1; product > limit; n++) {
            product *= random.nextDouble();
        }
        return Math.max(0, n);
    }

    static double sum(ArrivalForecast forecast, String queue, int day) {
        return forecast.rows().stream()
                .filter(row -> row.queue().equals(queue) && row.start() >= day(day) && row.start() < day(day + 1))
                .mapToDouble(ArrivalForecast.Row::arrivals)
                .sum();
    }
}
