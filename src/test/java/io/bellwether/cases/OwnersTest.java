package io.bellwether.cases;

import static io.bellwether.cases.Histories.MINUTE;
import static io.bellwether.cases.Histories.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.event.SurveyKind;
import io.bellwether.event.Visibility;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.sla.PolicyBook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ends because a case goes to another queue or agent counts under who had it, whenever and however that is told. */
class OwnersTest {

    private static final List<String> BY_QUEUE = List.of("queue");
    private static final List<String> BY_AGENT = List.of("agent");
    private static final PolicyBook BOOK = CaseRun.book("""
            policies: [{name: all, targets: {group_ownership: 3m, assignee_response: 2m, queue_wait: 3m}}]
            """);
    private static final long END = Histories.START + 20 * MINUTE;

    /** How events come to the case. */
    private enum Way {
        IN_ORDER,
        AT_ONCE,
        LATE,
        THROUGH_BYTES,
        LATE_THROUGH_BYTES,
        RESTING;

        CaseRun run(List<String> dimensions, List<ServiceEvent> events) {
            CaseRun run = CaseRun.by(dimensions, BOOK);
            switch (this) {
                case THROUGH_BYTES, LATE_THROUGH_BYTES -> run.throughBytes();
                case RESTING -> run.resting();
                default -> {}
            }
            switch (this) {
                case AT_ONCE -> events.forEach(event -> run.arrive(event, Long.MIN_VALUE));
                case LATE, LATE_THROUGH_BYTES -> {
                    List<ServiceEvent> shuffled = new ArrayList<>(events);
                    Collections.shuffle(shuffled, new Random(3));
                    run.advance(END);
                    shuffled.forEach(event -> run.arrive(event, END));
                }
                default -> run.inOrder(events);
            }
            return run.advance(END);
        }
    }

    private static ServiceEvent created() {
        return event(EventType.TICKET_CREATED, "created", 0).queue("a").build();
    }

    private static ServiceEvent moved(String queue, long minute) {
        return event(EventType.TICKET_ASSIGNED, "to " + queue, minute)
                .queue(queue)
                .build();
    }

    private static ServiceEvent assigned(String agent, long minute) {
        return event(EventType.TICKET_ASSIGNED, "at " + minute, minute)
                .agentId(agent)
                .build();
    }

    private static ServiceEvent status(Status status, long minute) {
        return event(EventType.TICKET_STATUS_CHANGED, status + " " + minute, minute)
                .status(status)
                .build();
    }

    private static ServiceEvent says(Actor actor, long minute) {
        return event(EventType.TICKET_MESSAGE, actor + " " + minute, minute)
                .actor(actor)
                .visibility(Visibility.PUBLIC)
                .build();
    }

    /** What is left of the counts and timings of a clock, in minutes where they are times. */
    private static TreeSet<String> told(CaseRun run, String clock) {
        TreeSet<String> told = new TreeSet<>();
        run.sums(Measure.SLA_RETRACTED).forEach((cell, values) -> {
            if (cell.series().tags().contains(clock) && cell.measure().kind() != Measure.Kind.LEVEL) {
                String of = cell.measure() + " " + cell.series().dimensions().get(0);
                values.forEach((value, n) ->
                        told.add(of + (cell.measure() == Measure.SLA_CONSUMED ? " " + value / MINUTE : "") + " x" + n));
            }
        });
        return told;
    }

    private static List<String> signals(CaseRun run, String clock, String dimension) {
        return run.signals.stream()
                .filter(signal -> signal.clock().equals(clock))
                .map(signal -> signal.kind() + " " + signal.dimensions().get(dimension))
                .toList();
    }

    private static void holdsNothing(CaseRun run, String clock) {
        assertThat(run.levels().keySet()).noneMatch(level -> level.contains(clock));
    }

    @ParameterizedTest
    @EnumSource
    void aQueueIsToldHowLongItHadTheCase(Way way) {
        CaseRun run = way.run(
                BY_QUEUE, List.of(created(), moved("b", 2), moved("c", 7), status(Status.SOLVED, 9), moved("d", 11)));
        assertThat(told(run, "group_ownership"))
                .containsExactly(
                        "SLA_BREACHED b x1",
                        "SLA_CONSUMED a 2 x1",
                        "SLA_CONSUMED b 5 x1",
                        "SLA_CONSUMED c 2 x1",
                        "SLA_MET a x1",
                        "SLA_MET c x1");
        holdsNothing(run, "group_ownership");
    }

    /** It owns from when it is open again, and by its own measure; where the same queue has it again, that one goes on. */
    @ParameterizedTest
    @EnumSource
    void aQueueThatGotASolvedCaseBeginsAnew(Way way) {
        List<ServiceEvent> events = new ArrayList<>(List.of(created(), status(Status.SOLVED, 4), moved("b", 5)));
        CaseRun another = way.run(BY_QUEUE, concat(events, status(Status.OPEN, 7), status(Status.SOLVED, 9)));
        assertThat(told(another, "group_ownership"))
                .containsExactly("SLA_BREACHED a x1", "SLA_CONSUMED a 4 x1", "SLA_CONSUMED b 2 x1", "SLA_MET b x1");
        CaseRun same =
                way.run(BY_QUEUE, concat(events, moved("a", 6), status(Status.OPEN, 7), status(Status.SOLVED, 9)));
        assertThat(told(same, "group_ownership"))
                .containsExactly("SLA_BREACHED a x1", "SLA_CONSUMED a 4 x1", "SLA_CONSUMED a 6 x1");
    }

    private static List<ServiceEvent> concat(List<ServiceEvent> first, ServiceEvent... then) {
        List<ServiceEvent> all = new ArrayList<>(first);
        all.addAll(List.of(then));
        return all;
    }

    /** Whoever is alerted that a queue missed its target is told of its end with the same labels. */
    @Test
    void anAlertEndsInTheQueueInWhichItBegan() {
        CaseRun run = Way.IN_ORDER.run(BY_QUEUE, List.of(created(), moved("b", 5)));
        assertThat(signals(run, "group_ownership", "queue"))
                .containsSubsequence("SLA_BREACHED a", "SLA_FULFILLED a")
                .doesNotContain("SLA_FULFILLED b");
        assertThat(run.levels().keySet())
                .filteredOn(level -> level.contains("group_ownership"))
                .allMatch(level -> level.contains("[b]"))
                .isNotEmpty();
    }

    /** The event that moves it solves it, and changes what else the case is counted under. */
    @ParameterizedTest
    @EnumSource
    void aQueueThatGetsASolvedCaseHadNothing(Way way) {
        ServiceEvent solved = status(Status.SOLVED, 2).toBuilder()
                .queue("b")
                .priority("urgent")
                .build();
        CaseRun run = way.run(List.of("priority", "queue"), List.of(created(), solved));
        assertThat(told(run, "group_ownership")).containsExactly("SLA_CONSUMED none 2 x1", "SLA_MET none x1");
        assertThat(told(run, "resolution"))
                .as("what ends with the status counts under what the event says")
                .containsExactly("SLA_CONSUMED urgent 2 x1");
        holdsNothing(run, "group_ownership");
    }

    @ParameterizedTest
    @EnumSource
    void anAgentIsToldHowLongTheCustomerWaitedForThem(Way way) {
        CaseRun run = way.run(
                BY_AGENT,
                List.of(
                        created(),
                        says(Actor.CUSTOMER, 1),
                        assigned("ann", 2),
                        assigned("bob", 3),
                        assigned(null, 6),
                        assigned("cy", 7),
                        says(Actor.AGENT, 8),
                        assigned("dan", 9)));
        assertThat(told(run, "assignee_response"))
                .containsExactly(
                        "SLA_BREACHED bob x1",
                        "SLA_CONSUMED ann 1 x1",
                        "SLA_CONSUMED bob 3 x1",
                        "SLA_CONSUMED cy 1 x1",
                        "SLA_MET ann x1",
                        "SLA_MET cy x1");
        holdsNothing(run, "assignee_response");
    }

    /** As in the figures of the queue. */
    @ParameterizedTest
    @EnumSource
    void aWaitCountsInTheQueueInWhichItWas(Way way) {
        ServiceEvent queued =
                event(EventType.CHAT_QUEUED, "queued", 0).queue("a").build();
        ServiceEvent taken = event(EventType.CHAT_ASSIGNED, "taken", 2)
                .agentId("ann")
                .queue("b")
                .build();
        CaseRun run = way.run(BY_QUEUE, List.of(queued, taken));
        assertThat(told(run, "queue_wait")).containsExactly("SLA_CONSUMED a 2 x1", "SLA_MET a x1");
        holdsNothing(run, "queue_wait");
    }

    @Test
    void aWaitThatMovesOnEndsInTheQueueThatItLeaves() {
        ServiceEvent queued =
                event(EventType.CHAT_QUEUED, "queued", 0).queue("a").build();
        ServiceEvent on = event(EventType.CHAT_TRANSFERRED, "on", 4).queue("b").build();
        ServiceEvent left =
                event(EventType.CHAT_ABANDONED, "left", 5).queue("c").build();
        CaseRun run = Way.IN_ORDER.run(BY_QUEUE, List.of(queued, on, left));
        assertThat(signals(run, "queue_wait", "queue"))
                .filteredOn(said -> !said.startsWith("SLA_AT_RISK"))
                .containsExactly("SLA_BREACHED a", "SLA_CANCELLED a", "SLA_CANCELLED b");
    }

    /** However many had it: what each of them is told stands, so nothing else is forgotten for it. */
    @Test
    void whatIsToldAtMovesTakesNoRoomFromWhatMayBeTakenBack() {
        List<ServiceEvent> events = new ArrayList<>(List.of(created(), answered("first", 1, 5)));
        for (int i = 0; i < PastDimensions.MOST - 1; i++) {
            events.add(event(EventType.TICKET_ASSIGNED, "m" + i, 2)
                    .time(Histories.START + 2 * MINUTE + i)
                    .queue("q" + i)
                    .agentId("agent" + i)
                    .build());
        }
        events.add(answered("second", 7, 1));
        CaseRun run = Way.THROUGH_BYTES.run(BY_QUEUE, events);
        List<String> scores = new ArrayList<>();
        run.sums().forEach((cell, values) -> {
            if (cell.measure() == Measure.SATISFACTION_SCORE) {
                scores.add(cell.series().dimensions().get(0) + " " + values);
            }
        });
        assertThat(scores).containsExactly("q" + (PastDimensions.MOST - 2) + " {1000000=1}");
    }

    private static ServiceEvent answered(String id, long minute, double score) {
        return event(EventType.SURVEY_ANSWERED, id, minute)
                .surveyKind(SurveyKind.CSAT)
                .score(score)
                .scale(5.0)
                .build();
    }

    /** Whoever is told what a clock had counted was in its level until then. */
    @Test
    void nobodyIsToldOfWhatTheyDidNotHave() {
        int ends = 0;
        for (int seed = 0; seed < 400; seed++) {
            List<ServiceEvent> events = Histories.next(new Random(seed));
            ends += held(CaseRun.by(BY_QUEUE, BOOK).inOrder(events).advance(END), "group_ownership", seed);
            ends += held(CaseRun.by(BY_AGENT, BOOK).inOrder(events).advance(END), "assignee_response", seed);
        }
        assertThat(ends).isGreaterThan(400);
    }

    private static int held(CaseRun run, String clock, int seed) {
        int ends = 0;
        for (Observation told : run.observations) {
            if (told.measure() == Measure.SLA_CONSUMED && told.series().tags().contains(clock)) {
                long before = run.observations.stream()
                        .filter(one -> one.measure() == Measure.SLA_RUNNING)
                        .filter(one -> one.series().equals(told.series()) && one.time() < told.time())
                        .mapToLong(Observation::value)
                        .sum();
                assertThat(before).as("%s of seed %s", told, seed).isEqualTo(1);
                ends++;
            }
        }
        return ends;
    }
}
