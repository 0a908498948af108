package io.bellwether.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stationary queue against Erlang A (M/M/n+M) and Erlang C; vectors: 200 contacts an hour, AHT 180 s. */
class QueueingTest {
    private static final long HOUR = 3_600_000L;
    private static final int HOURS = 1_000;

    private static Truth.Row total(Truth truth) {
        List<Truth.Row> rows = truth.rows();
        return new Truth.Row(
                "q",
                0,
                rows.stream().mapToLong(Truth.Row::offered).sum(),
                rows.stream().mapToLong(Truth.Row::answered).sum(),
                rows.stream().mapToLong(Truth.Row::abandoned).sum(),
                rows.stream().mapToLong(Truth.Row::shortAbandoned).sum(),
                rows.stream().mapToLong(Truth.Row::answeredInThreshold).sum(),
                0,
                0,
                0,
                0,
                0,
                rows.stream().mapToLong(Truth.Row::waitAnsweredMillis).sum(),
                0);
    }

    private static Truth.Row run(int agents, String patience) {
        String organisation =
                "{name: one, zone: UTC, queues: [{name: q, kind: chat, arrivals_per_hour: 200, handle: 180s,"
                        + " handle_cv: 1, tones: [0, 1, 0, 0]" + (patience == null ? "" : ", patience: " + patience)
                        + "}], teams: [{name: t, queues: [q], slots: 1,"
                        + " shifts: [{from: '00:00', to: '00:00', agents: " + agents + "}]}]}";
        Truth truth = new Truth();
        Scenario scenario = Scenarios.read("{name: stationary, title: one queue}", organisation);
        new Simulation(scenario, 7, 0, "t", truth).runUntil(HOURS * HOUR, event -> {});
        return total(truth);
    }

    @ParameterizedTest
    @CsvSource({"11, 0.0942, 0.7422", "12, 0.0616, 0.8256", "13, 0.0384, 0.8886"})
    void abandonmentFollowsErlangA(int agents, double abandoned, double answeredWithin20) {
        Truth.Row row = run(agents, "120s");
        assertThat((double) row.offered() / HOURS).isCloseTo(200, within(2.0));
        assertThat((double) row.abandoned() / row.offered()).isCloseTo(abandoned, within(0.004));
        // the reference counts every contact whose virtual wait is below 20 s, so the share of the answered is near it
        double served = (double) row.answeredInThreshold() / row.offered();
        assertThat(served).isBetween(answeredWithin20 - abandoned - 0.01, answeredWithin20 + 0.01);
    }

    @Test
    void waitsFollowErlangCWhereNobodyLeaves() {
        Truth.Row row = run(13, null);
        assertThat(row.abandoned()).isZero();
        assertThat((double) row.answeredInThreshold() / row.offered()).isCloseTo(0.795595, within(0.015));
        assertThat(row.waitAnsweredMillis() / 1000.0 / row.answered()).isCloseTo(17.116, within(1.7));
    }
}
