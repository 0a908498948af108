package io.bellwether.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.replay.ArrivalFiles;
import io.bellwether.replay.ArrivalListener;
import io.bellwether.replay.RealLogs;
import io.bellwether.settings.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The last weeks of real logs, of queues and half hours: nearer to what came than the week before and than the mean, both counted here
 * in the plainest way, with days of missing data as days on which nothing came; and about four in five between the bounds.
 */
class ForecastOfLogsTest {

    private static final long WEEK = 7 * Grid.DAY;

    @TempDir
    private Path work;

    private ArrivalCounts counts(String logs, long until) throws Exception {
        ArrivalCounts counts = new ArrivalCounts(Histories.STEP);
        List<Path> files = Arrays.stream(logs.split(" ")).map(RealLogs::events).toList();
        ArrivalFiles.read(
                files,
                Settings.defaults(),
                until,
                work,
                new ArrivalListener() {
                    @Override
                    public void arrived(String queue, long millis) {
                        counts.add(queue, millis);
                    }

                    @Override
                    public void handled(String queue, long begunMillis, long handleMillis, int contacts) {
                        counts.addHandle(queue, begunMillis, handleMillis, contacts);
                    }
                },
                (what, share) -> {});
        return counts;
    }

    private static double came(ArrivalCounts counts, String queue, long start) {
        long index = Histories.GRID.index(start);
        ArrivalCounts.Block day = counts.queues().get(queue).get(Math.floorDiv(index, 48L));
        return day == null ? 0 : day.arrivals[Math.floorMod(index, 48)];
    }

    private static double mean(ArrivalCounts counts, String queue, long start, long until) {
        double sum = 0;
        int n = 0;
        long first = Histories.GRID.start(Histories.GRID.index(counts.first()));
        for (long at = start - WEEK; at >= first; at -= WEEK) {
            if (at < until) {
                sum += came(counts, queue, at);
                n++;
            }
        }
        return n == 0 ? 0 : sum / n;
    }

    @ParameterizedTest
    @CsvSource({
        "technion_bank_1999-01,                       UTC,            1999-01-24T00:00:00Z",
        "technion_bank_1999-01,                       Asia/Jerusalem, 1999-01-24T22:00:00Z",
        "technion_bank_1999-02,                       UTC,            1999-02-21T00:00:00Z",
        "technion_bank_1999-02,                       Asia/Jerusalem, 1999-02-21T22:00:00Z",
        "technion_bank_1999-01 technion_bank_1999-02, UTC,            1999-02-21T00:00:00Z",
        "technion_bank_1999-01 technion_bank_1999-02, Asia/Jerusalem, 1999-02-21T22:00:00Z",
        "bpi2013_incidents,                           UTC,            2012-04-29T00:00:00Z",
        "bpi2013_incidents,                           UTC,            2012-04-30T00:00:00Z",
    })
    void theLastWeekIsForecastBetterThanByTheWeekBeforeOrTheMean(String logs, String zone, String time)
            throws Exception {
        long until = Instant.parse(time).toEpochMilli();
        ArrivalCounts all = counts(logs, until + WEEK);
        ArrivalForecast forecast = ArrivalForecast.of(counts(logs, until), Histories.in(zone), List.of(), until, WEEK);
        Score score = new Score();
        int inside = 0;
        for (ArrivalForecast.Row row : forecast.rows()) {
            double came = came(all, row.queue(), row.start());
            inside += row.low() <= came && came <= row.high() ? 1 : 0;
            score.add(
                    came,
                    new NegativeBinomial(row.arrivals(), 0),
                    came(all, row.queue(), row.start() - WEEK),
                    mean(all, row.queue(), row.start(), until));
        }

        String told = String.format(
                "WAPE %.3f, week before %.3f, mean %.3f, inside %.3f of %d",
                score.wape(),
                score.wapeOfWeekBefore(),
                score.wapeOfMean(),
                (double) inside / forecast.rows().size(),
                forecast.rows().size());
        assertThat(score.wape()).as(told).isLessThan(score.wapeOfWeekBefore()).isLessThan(score.wapeOfMean());
        assertThat((double) inside / forecast.rows().size()).as(told).isBetween(0.75, 0.91);
    }

    @Test
    void ofAMonthMoreIsCoveredInAllThanWhereSomethingIsExpected() throws Exception {
        ArrivalCounts counts = counts(
                "technion_bank_1999-02", Instant.parse("1999-02-28T22:00:00Z").toEpochMilli());
        ForecastTrial test = ForecastTrial.of(
                counts,
                Histories.in("Asia/Jerusalem"),
                List.of(),
                Long.MIN_VALUE,
                Instant.parse("1999-02-28T22:00:00Z").toEpochMilli(),
                List.of(1, 7),
                share -> {});

        assertThat(test.horizons()).hasSize(2).allSatisfy(horizon -> {
            assertThat(horizon.total().coverage()).isBetween(0.75, 0.88);
            assertThat(horizon.total().coverageOfBusy()).isBetween(0.72, 0.85);
            assertThat(horizon.total().wape())
                    .isLessThan(horizon.total().wapeOfWeekBefore())
                    .isLessThan(horizon.total().wapeOfMean());
        });
        assertThat(new ArrayList<>(test.horizons().get(0).queues().keySet()))
                .containsExactly("IN", "NE", "NW", "PE", "PS", "TT");
    }
}
