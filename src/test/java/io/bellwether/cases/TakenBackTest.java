package io.bellwether.cases;

import static io.bellwether.cases.Histories.MINUTE;
import static io.bellwether.cases.Histories.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.event.SurveyKind;
import io.bellwether.metric.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is taken back is taken back where it was counted, also when the case moves in the same instant. */
class TakenBackTest {

    private static final long INSTANT = 15 * MINUTE;

    private static ServiceEvent created() {
        return event(EventType.TICKET_CREATED, "created", 0).queue("a").build();
    }

    private static ServiceEvent moved(String id, String queue, long seq) {
        return event(EventType.TICKET_UPDATED, id, 5).queue(queue).seq(seq).build();
    }

    private static ServiceEvent status(Status status, long seq) {
        return event(EventType.TICKET_STATUS_CHANGED, "s" + seq, 5)
                .status(status)
                .seq(seq)
                .build();
    }

    private static ServiceEvent merged(long seq) {
        return event(EventType.TICKET_MERGED, "merged", 5)
                .intoCaseId("other")
                .seq(seq)
                .build();
    }

    private static ServiceEvent answered(String id, long minute, double score, String queue) {
        return event(EventType.SURVEY_ANSWERED, id, minute)
                .surveyKind(SurveyKind.CSAT)
                .score(score)
                .scale(5.0)
                .queue(queue)
                .build();
    }

    private static CaseRun run(ServiceEvent... events) {
        CaseRun run = new CaseRun(
                        CaseRun.book(
                                "policies: [{name: all, targets: {resolution: 40m}, timed: [first_resolution, requester_wait, agent_work]}]"))
                .throughBytes();
        for (ServiceEvent event : events) {
            run.arrive(event, Long.MIN_VALUE);
        }
        return run.advance(Histories.START + 10 * MINUTE);
    }

    /** What is left of counts and timings of a measurement, by queue. */
    private static List<String> left(CaseRun run, Measure... measures) {
        List<String> left = new ArrayList<>();
        run.sums().forEach((cell, values) -> {
            if (List.of(measures).contains(cell.measure())) {
                left.add(cell.measure() + " " + cell.series().dimensions().get(0) + " " + values);
            }
        });
        return left;
    }

    @Test
    void aSolutionOfTheInstantOfAMoveAndAMerge() {
        CaseRun run = run(created(), status(Status.SOLVED, 2), moved("moved", "b", 3), merged(4));
        assertThat(left(run, Measure.CASES_SOLVED, Measure.SLA_MET, Measure.SLA_CONSUMED))
                .isEmpty();
        assertThat(run.count(Measure.CASES_MERGED)).isEqualTo(1);
    }

    @Test
    void theSolutionThatWasLastOfTwoInOneInstant() {
        CaseRun run = run(
                created(),
                status(Status.SOLVED, 2),
                moved("moved", "b", 3),
                status(Status.OPEN, 4),
                status(Status.SOLVED, 5),
                moved("again", "c", 6),
                merged(7));
        assertThat(left(run, Measure.CASES_SOLVED)).containsExactly("CASES_SOLVED a {0=1}");
    }

    @Test
    void anAnswerOfTheInstantOfAMove() {
        CaseRun run = run(created(), answered("1", 5, 5, "a"), answered("2", 5, 1, "b"));
        assertThat(left(
                        run,
                        Measure.SATISFACTION_SCORE,
                        Measure.SATISFACTION_SATISFIED,
                        Measure.SATISFACTION_DISSATISFIED))
                .containsExactlyInAnyOrder("SATISFACTION_SCORE b {1000000=1}", "SATISFACTION_DISSATISFIED b {0=1}");
        CaseRun later = run(created(), answered("1", 5, 5, "a"), moved("moved", "b", 9), answered("2", 7, 1, "b"));
        assertThat(left(later, Measure.SATISFACTION_SCORE)).containsExactly("SATISFACTION_SCORE b {1000000=1}");
    }

    /** However often the case has moved since: what counted nothing need not be remembered. */
    @Test
    void anAnswerThatChangesAfterManyMoves() {
        List<ServiceEvent> events = new ArrayList<>(List.of(created(), answered("1", 1, 5, "a")));
        for (int i = 0; i < 100; i++) {
            events.add(event(EventType.TICKET_UPDATED, "m" + i, 2)
                    .time(Histories.START + 2 * MINUTE + i)
                    .queue("q" + i % 30)
                    .build());
        }
        events.add(answered("2", 7, 1, "last"));
        CaseRun run = run(events.toArray(new ServiceEvent[0]));
        assertThat(left(run, Measure.SATISFACTION_SCORE, Measure.SATISFACTION_SATISFIED))
                .containsExactly("SATISFACTION_SCORE last {1000000=1}");
    }

    /** So many that one had to be forgotten: then it stands, and nothing is taken from a queue that never had it. */
    @Test
    void whatWasCountedInTooManyPlacesStandsWhereItWas() {
        List<ServiceEvent> events = new ArrayList<>(List.of(created(), answered("1", 1, 5, "a")));
        for (int i = 0; i < 2 * PastDimensions.MOST; i++) {
            long time = Histories.START + 2 * MINUTE + 2 * i;
            events.add(event(EventType.TICKET_STATUS_CHANGED, "m" + i, 2)
                    .time(time)
                    .queue("q" + i)
                    .status(Status.SOLVED)
                    .build());
            events.add(event(EventType.TICKET_STATUS_CHANGED, "o" + i, 2)
                    .time(time + 1)
                    .status(Status.OPEN)
                    .build());
        }
        events.add(answered("2", 7, 1, "last"));
        CaseRun run = run(events.toArray(new ServiceEvent[0]));
        assertThat(left(run, Measure.SATISFACTION_SCORE, Measure.SATISFACTION_SATISFIED))
                .containsExactlyInAnyOrder(
                        "SATISFACTION_SCORE a {5000000=1}",
                        "SATISFACTION_SATISFIED a {0=1}",
                        "SATISFACTION_SCORE last {1000000=1}");
    }

    /** Many events in few instants. */
    @Test
    void noCountIsBelowZeroWhateverHappensInOneInstant() {
        long moves = 0;
        for (int seed = 0; seed < 600; seed++) {
            Random random = new Random(seed);
            CaseRun run = CaseRun.of("c");
            for (ServiceEvent event : Histories.anything(random, "c")) {
                long time = event.time() - (event.time() - Histories.START) % INSTANT;
                boolean toQueue = random.nextInt(3) == 0;
                run.arrive(
                        event.toBuilder()
                                .time(time)
                                .queue(toQueue ? Histories.any(random, "a", "b", "c") : event.queue())
                                .build(),
                        Long.MIN_VALUE);
            }
            run.advance(Histories.START + 600 * MINUTE);
            moves += run.count(Measure.CASES_TRANSFERS);
            for (Map.Entry<CaseRun.Cell, Map<Long, Long>> sum : run.sums().entrySet()) {
                if (sum.getKey().measure().kind() != Measure.Kind.LEVEL) {
                    assertThat(sum.getValue().values())
                            .as("seed %s, %s", seed, sum.getKey())
                            .allMatch(n -> n > 0);
                }
            }
        }
        assertThat(moves).isGreaterThan(600);
    }
}
