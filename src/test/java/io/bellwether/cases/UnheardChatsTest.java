package io.bellwether.cases;

import static io.bellwether.cases.Histories.MINUTE;
import static io.bellwether.cases.Histories.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Signal;
import io.bellwether.quality.CustomerFact;
import io.bellwether.sla.ClockKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A chat whose customer nobody heard is over, and not solved: no figure of the solved has it. */
class UnheardChatsTest {

    private static EventBuilder step(EventType type) {
        return Histories.event(type, "", 0).customerId("ann").queue("billing");
    }

    private static EventBuilder said(Actor who) {
        return step(EventType.CHAT_MESSAGE).actor(who);
    }

    private static EventBuilder ended(String reason) {
        return step(EventType.CHAT_ENDED).reason(reason);
    }

    private static final EventBuilder QUEUED = step(EventType.CHAT_QUEUED);
    private static final EventBuilder ASSIGNED = step(EventType.CHAT_ASSIGNED).agentId("bob");
    private static final EventBuilder ENDED = step(EventType.CHAT_ENDED);

    /** One minute after the other. */
    private static List<ServiceEvent> life(EventBuilder... steps) {
        List<ServiceEvent> life = new ArrayList<>();
        for (EventBuilder step : steps) {
            long minute = life.size();
            life.add(step.id("e" + minute).time(START + minute * MINUTE).build());
        }
        return life;
    }

    static Stream<Arguments> unheard() {
        return Stream.of(
                Arguments.of("leaves the queue", life(QUEUED, ENDED)),
                Arguments.of("leaves the queue, and is said to", life(QUEUED, step(EventType.CHAT_ABANDONED))),
                Arguments.of("is turned away", life(QUEUED, ended("overflow"))),
                Arguments.of("is given up", life(QUEUED, ended("timeout"))),
                Arguments.of("is closed in the queue", life(QUEUED, status(Status.CLOSED))),
                Arguments.of("says nothing more to a bot", life(said(Actor.CUSTOMER), said(Actor.BOT), ended("idle"))),
                Arguments.of("waits in vain behind a bot", life(said(Actor.CUSTOMER), said(Actor.BOT), QUEUED, ENDED)),
                Arguments.of("is not answered", life(said(Actor.CUSTOMER), ENDED)),
                Arguments.of(
                        "gets a template",
                        life(said(Actor.CUSTOMER), said(Actor.AGENT).automated(true), ENDED)));
    }

    static Stream<Arguments> heard() {
        return Stream.of(
                Arguments.of("is with an agent", life(QUEUED, ASSIGNED, ENDED)),
                Arguments.of("is answered", life(said(Actor.CUSTOMER), said(Actor.AGENT), ENDED)),
                Arguments.of("is contained by a bot", life(said(Actor.CUSTOMER), said(Actor.BOT), ENDED)),
                Arguments.of("is said to be solved", life(QUEUED, status(Status.SOLVED))));
    }

    private static EventBuilder status(Status status) {
        return step(EventType.TICKET_STATUS_CHANGED).status(status);
    }

    private static long solvedFacts(CaseRun run) {
        return run.factsOfCustomers().entrySet().stream()
                .filter(fact -> fact.getKey().kind() == CustomerFact.Kind.SOLVED)
                .mapToLong(fact -> fact.getValue())
                .sum();
    }

    private static List<Object> resolution(CaseRun run) {
        return run.signals.stream()
                .filter(signal -> ClockKind.RESOLUTION.tags().contains(signal.clock()))
                .filter(signal ->
                        signal.kind() == Signal.Kind.SLA_FULFILLED || signal.kind() == Signal.Kind.SLA_CANCELLED)
                .<Object>map(Signal::kind)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void unheard(String who, List<ServiceEvent> life) {
        CaseRun run = new CaseRun().throughBytes().inOrder(life);
        assertThat(run.count(Measure.CASES_CLOSED)).isEqualTo(1);
        for (Measure of : List.of(
                Measure.CASES_SOLVED,
                Measure.CASES_ONE_TOUCH,
                Measure.COHORT_SOLVED,
                Measure.COACHING_SOLVED,
                Measure.SLA_MET)) {
            assertThat(run.count(of)).as("%s", of).isZero();
        }
        assertThat(solvedFacts(run)).isZero();
        assertThat(resolution(run)).containsExactly(Signal.Kind.SLA_CANCELLED);
        assertThat(run.levels()).as("nothing is left open").isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void heard(String who, List<ServiceEvent> life) {
        CaseRun run = new CaseRun().throughBytes().inOrder(life);
        assertThat(run.count(Measure.CASES_SOLVED)).isEqualTo(1);
        assertThat(run.count(Measure.COHORT_SOLVED)).isEqualTo(1);
        assertThat(solvedFacts(run)).isEqualTo(1);
        assertThat(resolution(run)).containsExactly(Signal.Kind.SLA_FULFILLED);
    }

    /** Each time for itself: who was helped and comes back is not helped by having been. */
    @Test
    void whoComesBackUnheardIsNotSolvedAgain() {
        CaseRun run = new CaseRun().throughBytes().inOrder(life(QUEUED, ASSIGNED, ENDED, QUEUED, ENDED));
        assertThat(run.count(Measure.CASES_SOLVED)).isEqualTo(1);
        assertThat(run.count(Measure.CASES_CLOSED)).isEqualTo(2);
        assertThat(run.count(Measure.CASES_REOPENED)).isEqualTo(1);
        assertThat(run.count(Measure.COHORT_REOPENED)).isEqualTo(1);
    }

    /** Nothing was solved that would be open again; but the customer is back. */
    @Test
    void whoWasNotHeardAndComesBackReopensNothing() {
        CaseRun run = new CaseRun().throughBytes().inOrder(life(QUEUED, ENDED, QUEUED, ASSIGNED, ENDED));
        assertThat(run.count(Measure.CASES_REOPENED)).isZero();
        assertThat(run.count(Measure.COACHING_REOPENED)).isZero();
        assertThat(run.count(Measure.CASES_SOLVED)).isEqualTo(1);
        assertThat(run.count(Measure.COHORT_SOLVED)).isEqualTo(1);
        assertThat(run.ofCustomers)
                .extracting(CustomerFact::kind)
                .containsExactly(CustomerFact.Kind.CONTACT, CustomerFact.Kind.CONTACT, CustomerFact.Kind.SOLVED);
    }

    @Test
    void whoeverHeardThemMayBeToldLate() {
        List<ServiceEvent> life = life(QUEUED, ASSIGNED, ENDED);
        CaseRun inTime = new CaseRun().inOrder(life);
        CaseRun late = new CaseRun().inOrder(List.of(life.get(0), life.get(2)));
        assertThat(late.count(Measure.CASES_SOLVED)).isZero();
        late.arrive(life.get(1), START + 5 * MINUTE);
        assertThat(late.count(Measure.CASES_SOLVED)).isEqualTo(1);
        assertThat(late.sums()).isEqualTo(inTime.sums());
        assertThat(late.factsOfCustomers()).isEqualTo(inTime.factsOfCustomers());
    }
}
