package io.bellwether.staffing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Centres that are measured with whoever happens to be there, planned by what was measured for a number of contacts that is
 * forecast right, and staffed as the plan says on other days: they keep what it promises, and with one agent less what it
 * says of that. Simulated agents are as quick with three chats as with one; what is planned with is the time that was
 * measured at that concurrency in either case.
 */
class SimulatedCentresTest {

    /** Of service level, abandonment and occupancy. */
    private static final double POINTS = 0.02;

    private static final long PILOT = 8_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "80/20 | 1 | 60   | 4   | 30000  | handle: 180s, handle_cv: 1, wrap_up: 20s, patience: 120s",
                "80/20 | 1 | 3000 | 190 | 120000 | handle: 230s, handle_cv: 1, wrap_up: 10s, patience: 120s",
                "80/30 | 3 | 240  | 10  | 40000  | handle: 400s, handle_cv: 0.8, wrap_up: 20s, patience: 90s",
                "90/20 | 2 | 1200 | 45  | 60000  | handle: 230s, handle_cv: 1, wrap_up: 10s, patience: 60s"
            })
    void keepsWhatWasPlanned(String target, int slots, double perHour, int guess, long contacts, String queue)
            throws Exception {
        ServiceTarget promise = ServiceTarget.parse(target);
        SimulatedCentre centre = new SimulatedCentre(queue, slots, perHour);
        SimulatedCentre.Tally pilot = centre.run(guess, PILOT, promise.seconds(), 1);

        ServiceTerms terms = new ServiceTerms(
                ServiceTerms.Work.CHAT, promise, pilot.handleSeconds(), pilot.patienceSeconds(), slots, 1, 1, 0, 0);
        PlannedInterval plan = new Planner("pilot", 1_800_000, new QueueTerms(terms, Map.of()))
                .plan(List.of(new IntervalDemand(0, "q", perHour / 2, Double.NaN, 1)))
                .get(0);
        int agents = plan.required().agents();

        ServiceFigures kept = centre.run(agents, contacts, promise.seconds(), 2).figures(terms.servers(agents));
        assertThat(kept.serviceLevel()).isGreaterThan(promise.share() - POINTS);
        assertClose(kept, plan.expected());
        ServiceFigures less =
                centre.run(agents - 1, contacts, promise.seconds(), 3).figures(terms.servers(agents - 1));
        assertClose(less, plan.oneLess());
    }

    private static void assertClose(ServiceFigures kept, ServiceFigures planned) {
        assertThat(kept.serviceLevel()).isCloseTo(planned.serviceLevel(), within(POINTS));
        assertThat(kept.abandoned()).isCloseTo(planned.abandoned(), within(POINTS));
        assertThat(kept.occupancy()).isCloseTo(planned.occupancy(), within(POINTS));
    }
}
