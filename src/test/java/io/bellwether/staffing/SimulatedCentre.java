package io.bellwether.staffing;

import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.simulate.ContactLog;
import io.bellwether.simulate.Scenario;
import io.bellwether.simulate.Scenarios;
import io.bellwether.simulate.Simulation;
import java.util.HashMap;
import java.util.Map;

/**
 * One queue of a simulated contact centre and what a planner would measure in it: how many come, how long a contact keeps its
 * place (from the answer to the end of the wrap-up, with as many at a time as there were), how long customers are patient.
 *
 * @param queue keys of a queue of an organisation, in YAML
 */
record SimulatedCentre(String queue, int slots, double perHour) {

    private static final long HOUR = 3_600_000;
    /** Longer than a queue remembers how it began. */
    private static final long BEFORE = 4 * HOUR;

    /** What was counted. */
    static final class Tally implements ContactLog {
        private final double seconds;
        private final long from;
        private final long to;
        private final Map<String, Long> taken = new HashMap<>();
        private long offered;
        private long answered;
        private long within;
        private long abandoned;
        private long waited;
        private long waitedByAnswered;
        private long handled;
        private long handledMillis;

        private Tally(double seconds, long from, long to) {
            this.seconds = seconds;
            this.from = from;
            this.to = to;
        }

        @Override
        public void queued(String name, long time) {
            // who came is counted when it is known what became of them
        }

        @Override
        public void left(String name, long queuedAt, long time, Outcome outcome) {
            if (queuedAt < from || queuedAt >= to) {
                return;
            }
            offered++;
            waited += time - queuedAt;
            if (outcome == Outcome.ANSWERED) {
                answered++;
                waitedByAnswered += time - queuedAt;
                within += time - queuedAt <= seconds * 1_000 ? 1 : 0;
            } else {
                abandoned++;
            }
        }

        private void saw(ServiceEvent event) {
            if (event.type() == EventType.CHAT_ASSIGNED) {
                taken.put(event.caseId(), event.time());
            } else if (event.type() == EventType.CHAT_WRAPPED_UP) {
                handled++;
                handledMillis += event.time() - taken.remove(event.caseId());
            }
        }

        double perHour() {
            return offered / ((to - from) / (double) HOUR);
        }

        double handleSeconds() {
            return handledMillis / 1_000.0 / handled;
        }

        /** The estimate of greatest likelihood of an exponential time that is cut off by an answer. */
        double patienceSeconds() {
            return waited / 1_000.0 / abandoned;
        }

        ServiceFigures figures(int places) {
            return new ServiceFigures(
                    (double) within / offered,
                    perHour() / 3_600 * answered / offered * handleSeconds() / places,
                    (double) abandoned / offered,
                    waitedByAnswered / 1_000.0 / answered);
        }
    }

    /** So many agents at work for so many contacts. */
    Tally run(int agents, long contacts, double seconds, long seed) {
        String organisation =
                "{name: one, zone: UTC, queues: [{name: q, kind: chat, tones: [0, 1, 0, 0], arrivals_per_hour: "
                        + perHour + ", " + queue + "}], teams: [{name: t, queues: [q], slots: " + slots
                        + ", shifts: [{from: '00:00', to: '00:00', agents: " + agents + "}]}]}";
        Scenario scenario = Scenarios.read("{name: stationary, title: one queue}", organisation);
        long to = BEFORE + (long) (contacts / perHour * HOUR);
        Tally tally = new Tally(seconds, BEFORE, to);
        // goes on until everybody who came has left
        new Simulation(scenario, seed, 0, "t", tally).runUntil(to + BEFORE, tally::saw);
        return tally;
    }
}
