package io.bellwether.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.staffing.Load;
import io.bellwether.staffing.QueueModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A stationary queue of the simulation against Erlang A and Erlang C: every figure by formula lies within the interval of
 * confidence of a run, and what one agent more or less would make of it does not.
 */
class QueueingTest {
    private static final long HOUR = 3_600_000L;
    /** Longer than a queue remembers: a queue forgets how full it was in a quarter of an hour. */
    private static final long BEFORE = 4 * HOUR;
    /** A hundred times as long, so that the means of batches are as good as independent. */
    private static final long BATCH = 25 * HOUR;

    private static final int BATCHES = 20;
    /** Student's t, 19 degrees of freedom: five figures are right together with a chance of 99 % (1 − 0.01 / 5 / 2). */
    private static final double T = 3.579;

    private static final double ENDLESS = Double.POSITIVE_INFINITY;

    /** What a batch of contacts went through, by when they came. */
    private static final class Tally {
        private long offered;
        private long answered;
        private long waited;
        private long within20;
        private long millis;
        private long millisOfAnswered;

        void left(long wait, ContactLog.Outcome outcome) {
            offered++;
            waited += wait > 0 ? 1 : 0;
            millis += wait;
            if (outcome == ContactLog.Outcome.ANSWERED) {
                answered++;
                within20 += wait <= 20_000 ? 1 : 0;
                millisOfAnswered += wait;
            }
        }

        Map<String, Double> figures() {
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("waits", (double) waited / offered);
            figures.put("abandoned", (double) (offered - answered) / offered);
            figures.put("served within 20 s", (double) within20 / offered);
            figures.put("mean wait", millis / 1_000.0 / offered);
            figures.put("mean wait of the served", millisOfAnswered / 1_000.0 / answered);
            return figures;
        }
    }

    private static Map<String, Double> figures(QueueModel queue) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("waits", queue.waits());
        figures.put("abandoned", queue.abandoned());
        figures.put("served within 20 s", queue.answeredWithin(20));
        figures.put("mean wait", queue.meanWait());
        figures.put("mean wait of the served", queue.meanWaitOfAnswered());
        return figures;
    }

    private record Interval(double low, double high) {
        static Interval of(List<Double> values) {
            double mean =
                    values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
            double squares =
                    values.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
            double half = T * Math.sqrt(squares / (values.size() - 1) / values.size());
            return new Interval(mean - half, mean + half);
        }
    }

    private static final class Batches implements ContactLog {
        private final List<Tally> tallies = new ArrayList<>();

        Batches() {
            for (int i = 0; i < BATCHES; i++) {
                tallies.add(new Tally());
            }
        }

        @Override
        public void queued(String queue, long time) {
            // who came is counted when it is known what became of them
        }

        @Override
        public void left(String queue, long queuedAt, long time, Outcome outcome) {
            int batch = (int) Math.floorDiv(queuedAt - BEFORE, BATCH);
            if (batch >= 0 && batch < BATCHES) {
                tallies.get(batch).left(time - queuedAt, outcome);
            }
        }

        Map<String, Interval> intervals() {
            Map<String, List<Double>> values = new LinkedHashMap<>();
            tallies.forEach(tally -> tally.figures()
                    .forEach((name, value) -> values.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(value)));
            Map<String, Interval> intervals = new LinkedHashMap<>();
            values.forEach((name, ofBatches) -> intervals.put(name, Interval.of(ofBatches)));
            return intervals;
        }
    }

    private static Map<String, Interval> simulated(int agents, String patience) {
        String organisation =
                "{name: one, zone: UTC, queues: [{name: q, kind: chat, arrivals_per_hour: 200, handle: 180s,"
                        + " handle_cv: 1, tones: [0, 1, 0, 0]" + patience
                        + "}], teams: [{name: t, queues: [q], slots: 1,"
                        + " shifts: [{from: '00:00', to: '00:00', agents: " + agents + "}]}]}";
        Batches batches = new Batches();
        Scenario scenario = Scenarios.read("{name: stationary, title: one queue}", organisation);
        // goes on behind the last batch until everybody who came in it has left
        new Simulation(scenario, 7, 0, "t", batches).runUntil(2 * BEFORE + BATCHES * BATCH, event -> {});
        return batches.intervals();
    }

    private static QueueModel model(double patience, int agents) {
        return QueueModel.of(Load.of(200, 3_600, 180), patience, agents);
    }

    private static void assertWithin(Map<String, Interval> run, double patience, int agents) {
        figures(model(patience, agents)).forEach((name, value) -> assertThat(value)
                .as("%s of %s agents", name, agents)
                .isBetween(run.get(name).low(), run.get(name).high()));
    }

    private static void assertTellsApart(Map<String, Interval> run, int agents, double patience) {
        for (int others : new int[] {agents - 1, agents + 1}) {
            figures(model(patience, others)).forEach((name, value) -> {
                if (patience < ENDLESS || !name.equals("abandoned")) {
                    assertThat(value < run.get(name).low()
                                    || value > run.get(name).high())
                            .as("%s of %s agents is none of %s: %s", name, others, value, run.get(name))
                            .isTrue();
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 13, 14})
    void aQueueOfImpatientCustomersFollowsErlangA(int agents) {
        Map<String, Interval> run = simulated(agents, ", patience: 120s");
        assertWithin(run, 120, agents);
        assertTellsApart(run, agents, 120);
    }

    @Test
    void aQueueThatNobodyLeavesFollowsErlangC() {
        Map<String, Interval> run = simulated(13, "");
        assertWithin(run, ENDLESS, 13);
        assertTellsApart(run, 13, ENDLESS);
    }
}
