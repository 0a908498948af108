package io.bellwether.cases;

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
import io.bellwether.metric.Signal;
import io.bellwether.queue.OnContact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CaseFoldTest {

    private static final long MINUTE = Histories.MINUTE;

    private static ServiceEvent created(long minute) {
        return event(EventType.TICKET_CREATED, "created", minute)
                .queue("billing")
                .priority("low")
                .build();
    }

    private static ServiceEvent status(long minute, Status status) {
        return event(EventType.TICKET_STATUS_CHANGED, "status" + minute, minute)
                .status(status)
                .build();
    }

    private static ServiceEvent message(long minute, Actor actor, Double sentiment) {
        return event(EventType.TICKET_MESSAGE, "message" + minute, minute)
                .actor(actor)
                .visibility(Visibility.PUBLIC)
                .sentiment(sentiment)
                .build();
    }

    private static ServiceEvent answered(long minute, double score) {
        return event(EventType.SURVEY_ANSWERED, "survey" + minute, minute)
                .surveyKind(SurveyKind.CSAT)
                .score(score)
                .scale(5.0)
                .build();
    }

    private static List<Signal.Kind> kinds(CaseRun run, String clock) {
        return run.signals.stream()
                .filter(signal -> signal.clock().equals(clock))
                .map(Signal::kind)
                .toList();
    }

    @Test
    void aTicketIsSolvedOnceReopenedAndClosed() {
        CaseRun run = new CaseRun()
                .inOrder(List.of(
                        created(0),
                        message(1, Actor.AGENT, null),
                        status(2, Status.SOLVED),
                        status(3, Status.SOLVED),
                        status(4, Status.OPEN),
                        status(5, Status.WAITING_CUSTOMER),
                        status(6, Status.SOLVED),
                        status(7, Status.CLOSED)));
        assertThat(run.count(Measure.CASES_CREATED)).isEqualTo(1);
        assertThat(run.count(Measure.CASES_SOLVED)).isEqualTo(2);
        assertThat(run.count(Measure.CASES_REOPENED)).isEqualTo(1);
        assertThat(run.count(Measure.CASES_CLOSED)).isEqualTo(1);
        assertThat(run.count(Measure.CASES_ONE_TOUCH)).isEqualTo(2);
        assertThat(run.levels()).isEmpty();
    }

    @Test
    void whatIsNewIsOpenUntilSomethingIsDone() {
        CaseRun run = new CaseRun().inOrder(List.of(created(0)));
        assertThat(run.count(Measure.CASES_NEW)).isEqualTo(1);
        assertThat(run.count(Measure.CASES_OPEN)).isEqualTo(1);
        run.inOrder(List.of(status(2, Status.OPEN)));
        assertThat(run.count(Measure.CASES_NEW)).isZero();
        assertThat(run.count(Measure.CASES_OPEN)).isEqualTo(1);
        run.inOrder(List.of(status(3, Status.NEW), status(4, Status.SOLVED)));
        assertThat(run.count(Measure.CASES_NEW)).isZero();
    }

    @Test
    void levelsMoveWithTheDimensionsAndKeepTheirAge() {
        CaseRun run = new CaseRun()
                .inOrder(List.of(
                        created(0),
                        event(EventType.TICKET_UPDATED, "u", 3).queue("vip").build()));
        assertThat(run.count(Measure.CASES_TRANSFERS)).isEqualTo(1);
        assertThat(run.levels())
                .containsEntry("CASES_OPEN cases[vip, low] " + Histories.START, 1L)
                .containsEntry("CASES_UNASSIGNED cases[vip, low] " + Histories.START, 1L)
                .allSatisfy((level, n) -> assertThat(level).contains("[vip, low]"));
    }

    @Test
    void aMoveToAnotherDepartmentIsCountedWhateverTheQueue() {
        CaseRun run = new CaseRun()
                .inOrder(List.of(
                        created(0),
                        department(1, "billing", "finance"),
                        department(2, "refunds", "finance"),
                        department(3, "refunds", "legal"),
                        department(4, "refunds", null),
                        department(5, "billing", "finance")));
        assertThat(run.count(Measure.CASES_DEPARTMENT_TRANSFERS)).isEqualTo(2);
        assertThat(run.count(Measure.CASES_TRANSFERS)).isEqualTo(2);
    }

    private static ServiceEvent department(long minute, String queue, String department) {
        return event(EventType.TICKET_UPDATED, "moved" + minute, minute)
                .queue(queue)
                .extra(department == null ? Map.of() : Map.of("department", department))
                .build();
    }

    /** A case grows older from its creation on, whatever it waits for and however often it changes hands. */
    @Test
    void whatWaitsIsAsOldAsTheCase() {
        CaseRun run = new CaseRun()
                .inOrder(List.of(created(0), status(2, Status.OPEN), status(5, Status.WAITING_THIRD_PARTY)));
        assertThat(run.levels()).containsEntry("CASES_WAITING_THIRD_PARTY cases[billing, low] " + Histories.START, 1L);
        run.inOrder(List.of(status(8, Status.SOLVED), status(9, Status.OPEN), status(10, Status.WAITING_CUSTOMER)));
        assertThat(run.levels())
                .containsEntry("CASES_WAITING_CUSTOMER cases[billing, low] " + Histories.START, 1L)
                .allSatisfy((level, n) -> assertThat(level).doesNotContain("CASES_WAITING_THIRD_PARTY", "CASES_OPEN"));
    }

    /** Whether the source leaves the agent out or names none. */
    @Test
    void aTicketThatIsGivenBackIsWithNobody() {
        CaseRun run = new CaseRun(CaseRun.book("policies: [{name: p, timed: [assignee_response]}]"))
                .inOrder(List.of(
                        created(0),
                        event(EventType.TICKET_ASSIGNED, "taken", 1)
                                .agentId("bob")
                                .build()));
        assertThat(run.count(Measure.CASES_UNASSIGNED)).isZero();
        assertThat(run.levels())
                .containsKey("SLA_RUNNING sla[billing, low][assignee_response] " + (Histories.START + MINUTE));
        run.inOrder(List.of(event(EventType.TICKET_ASSIGNED, "given back", 5)
                .queue("billing")
                .build()));
        assertThat(run.count(Measure.CASES_UNASSIGNED)).isEqualTo(1);
        assertThat(run.levels().keySet()).noneMatch(level -> level.contains("assignee_response"));
        assertThat(run.count(Measure.CASES_TRANSFERS)).isZero();
    }

    /** A transcript that is mailed, a note, a late word of an agent: after the end, or to a chat that is not known. */
    @Test
    void onlyTheQuestionOfACustomerBeginsAChat() {
        ServiceEvent notice = event(EventType.CHAT_MESSAGE, "notice", 20)
                .actor(Actor.SYSTEM)
                .automated(true)
                .build();
        CaseRun ended = new CaseRun()
                .inOrder(List.of(
                        event(EventType.CHAT_QUEUED, "queued", 0).build(),
                        event(EventType.CHAT_ENDED, "ended", 5).build(),
                        notice));
        assertThat(ended.count(Measure.CASES_CREATED)).isEqualTo(1);
        for (ServiceEvent message : List.of(
                notice,
                notice.toBuilder().actor(Actor.CUSTOMER).build(),
                notice.toBuilder().actor(Actor.BOT).automated(false).build(),
                notice.toBuilder().actor(Actor.AGENT).automated(false).build(),
                notice.toBuilder()
                        .actor(Actor.CUSTOMER)
                        .automated(false)
                        .visibility(Visibility.PRIVATE)
                        .build())) {
            CaseRun run = new CaseRun().inOrder(List.of(message));
            assertThat(run.count(Measure.CASES_CREATED)).as("%s", message).isZero();
            assertThat(run.levels()).isEmpty();
        }
        CaseRun asked = new CaseRun()
                .inOrder(List.of(notice.toBuilder()
                        .actor(Actor.CUSTOMER)
                        .automated(false)
                        .build()));
        assertThat(asked.count(Measure.CASES_CREATED)).isEqualTo(1);
    }

    @Test
    void mergedAndDeletedCasesCountInNoLevelAndStayGone() {
        for (EventType how : List.of(EventType.TICKET_MERGED, EventType.TICKET_DELETED)) {
            CaseRun run = new CaseRun()
                    .inOrder(List.of(created(0), event(how, "gone", 3).build(), status(4, Status.OPEN)));
            assertThat(run.levels()).as("%s", how).isEmpty();
            assertThat(run.count(Measure.CASES_MERGED)).isEqualTo(how == EventType.TICKET_MERGED ? 1 : 0);
            assertThat(run.count(Measure.CASES_REOPENED)).isZero();
        }
    }

    /** Desks close the ticket that goes; a solution of before stays counted. */
    @Test
    void aStatusOfTheInstantOfARemovalCameFromIt() {
        for (EventType how : List.of(EventType.TICKET_MERGED, EventType.TICKET_DELETED)) {
            CaseRun run = new CaseRun()
                    .inOrder(List.of(
                            created(0),
                            message(1, Actor.AGENT, null),
                            status(3, Status.SOLVED),
                            event(EventType.TICKET_STATUS_CHANGED, "closed", 3)
                                    .status(Status.CLOSED)
                                    .build(),
                            event(how, "gone", 3).queue("elsewhere").build()));
            for (Measure measure : List.of(Measure.CASES_SOLVED, Measure.CASES_CLOSED, Measure.CASES_ONE_TOUCH)) {
                assertThat(run.count(measure)).as("%s of %s", measure, how).isZero();
            }
            assertThat(run.sums().keySet())
                    .noneMatch(cell -> cell.series().dimensions().contains("elsewhere"));
            CaseRun before = new CaseRun()
                    .throughBytes()
                    .inOrder(List.of(
                            created(0),
                            status(2, Status.SOLVED),
                            status(3, Status.CLOSED),
                            event(how, "gone", 3).build()));
            assertThat(before.count(Measure.CASES_SOLVED)).isEqualTo(1);
            assertThat(before.count(Measure.CASES_CLOSED)).isZero();
            assertThat(before.count(how == EventType.TICKET_MERGED ? Measure.CASES_MERGED : Measure.CASES_DELETED))
                    .isEqualTo(1);
        }
    }

    @Test
    void aChangedAnswerReplacesTheFirstWhereItWasCounted() {
        CaseRun run = new CaseRun()
                .inOrder(List.of(
                        created(0),
                        answered(1, 5),
                        event(EventType.TICKET_UPDATED, "moved", 2).queue("vip").build(),
                        answered(3, 2)));
        assertThat(run.count(Measure.SATISFACTION_SCORE)).isEqualTo(1);
        assertThat(run.count(Measure.SATISFACTION_SATISFIED)).isZero();
        assertThat(run.count(Measure.SATISFACTION_DISSATISFIED)).isEqualTo(1);
        assertThat(run.sums().keySet().stream().filter(cell -> cell.measure() == Measure.SATISFACTION_SCORE))
                .singleElement()
                .satisfies(cell -> assertThat(cell.series().dimensions()).containsExactly("vip", "low"));
    }

    @Test
    void aCustomerIsAngryUntilTheyCalmDownOrTheCaseIsOver() {
        CaseRun run = new CaseRun()
                .inOrder(List.of(
                        created(0),
                        message(1, Actor.CUSTOMER, 0.4),
                        message(2, Actor.CUSTOMER, -0.9),
                        message(3, Actor.CUSTOMER, -0.9),
                        message(4, Actor.AGENT, -0.9),
                        message(5, Actor.CUSTOMER, 0.9)));
        assertThat(kinds(run, "")).containsExactly(Signal.Kind.CASE_ANGRY_CUSTOMER, Signal.Kind.CASE_CALMED);
        assertThat(run.count(Measure.SENTIMENT_NEGATIVE)).isEqualTo(3);
        CaseRun closed = new CaseRun()
                .inOrder(List.of(
                        created(0),
                        message(1, Actor.CUSTOMER, -0.9),
                        message(2, Actor.CUSTOMER, -0.9),
                        message(3, Actor.CUSTOMER, -0.9),
                        status(4, Status.SOLVED)));
        assertThat(kinds(closed, "")).containsExactly(Signal.Kind.CASE_ANGRY_CUSTOMER, Signal.Kind.CASE_CALMED);
    }

    /** Vector 11 of the domain reference: due at 12, answered at 11, heard of at 17. */
    @Test
    void aReplyThatComesLateTakesTheBreachBack() {
        CaseRun run = new CaseRun().inOrder(List.of(created(0))).advance(Histories.START + 17 * MINUTE);
        assertThat(kinds(run, "first_reply")).endsWith(Signal.Kind.SLA_BREACHED);
        assertThat(run.count(Measure.SLA_BREACHED)).isEqualTo(1);
        run.arrive(message(11, Actor.AGENT, null), Histories.START + 17 * MINUTE);
        assertThat(kinds(run, "first_reply").subList(3, 5))
                .containsExactly(Signal.Kind.SLA_RETRACTED, Signal.Kind.SLA_FULFILLED);
        assertThat(run.count(Measure.SLA_BREACHED)).isZero();
        assertThat(run.count(Measure.SLA_MET)).isEqualTo(1);
        Observation retracted = run.observations.stream()
                .filter(one -> one.measure() == Measure.SLA_RETRACTED)
                .findFirst()
                .orElseThrow();
        assertThat(retracted.time()).isEqualTo(Histories.START + 12 * MINUTE);
        assertThat(run.late).containsExactly(false);
    }

    @Test
    void whatIsOlderThanTheLatenessCountsFromThereOnAndStillChangesTheStatus() {
        long now = Histories.START + 100 * MINUTE;
        CaseRun run = new CaseRun().inOrder(List.of(created(0))).advance(now);
        run.arrive(status(20, Status.CLOSED), now);
        assertThat(run.late).containsExactly(true);
        assertThat(run.count(Measure.CASES_CLOSED)).isEqualTo(1);
        assertThat(run.levels()).isEmpty();
        assertThat(run.observations)
                .filteredOn(one -> one.measure() == Measure.CASES_CLOSED)
                .allSatisfy(one -> assertThat(one.time()).isEqualTo(now - CaseRun.LATENESS));
    }

    @Test
    void aCreationThatComesTooLateDoesNotOpenAClosedCase() {
        long now = Histories.START + 100 * MINUTE;
        CaseRun run = new CaseRun().inOrder(List.of(status(70, Status.CLOSED))).advance(now);
        run.arrive(created(0), now);
        assertThat(run.count(Measure.CASES_REOPENED)).isZero();
        assertThat(run.levels()).isEmpty();
    }

    /** A report by priority shows the promise that was missed, not what the case has become since. */
    @Test
    void aVerdictStandsUnderThePriorityThatItsTargetWasAppliedFor() {
        CaseRun run = new CaseRun(CaseRun.book(
                "policies: [{name: a, targets: {first_reply:" + " {priority: {urgent: 5m, high: 6m, \"*\": 12m}}}}]"));
        run.inOrder(List.of(
                created(0).toBuilder().priority("urgent").build(),
                event(EventType.TICKET_UPDATED, "updated", 9).priority("high").build(),
                message(10, Actor.AGENT, null)));
        assertThat(run.observations)
                .filteredOn(one -> one.measure() == Measure.SLA_BREACHED)
                .singleElement()
                .satisfies(one -> assertThat(one.series().dimensions()).containsExactly("billing", "urgent"));
    }

    @Test
    void otherPoliciesDoNotShakeWhatWasSaidUnderTheOldOnes() {
        CaseRun run = new CaseRun().inOrder(List.of(created(0))).advance(Histories.START + 15 * MINUTE);
        assertThat(run.count(Measure.SLA_BREACHED)).isEqualTo(1);
        run.engine.policies(CaseRun.book("policies:\n  - name: new\n    targets: {first_reply: 3h}\n"));
        run.arrive(message(14, Actor.CUSTOMER, null), Histories.START + 15 * MINUTE);
        run.inOrder(List.of(message(16, Actor.AGENT, null), status(17, Status.CLOSED)));
        run.advance(Histories.START + 400 * MINUTE).release(Histories.START + 400 * MINUTE);
        assertThat(run.levels()).isEmpty();
    }

    @Test
    void aClosedTicketIsKnownAgainAsLongAsASolvedOne() {
        long reopened = 240 * MINUTE;
        CaseRun run = new CaseRun().inOrder(List.of(created(0), status(10, Status.CLOSED)));
        run.advance(Histories.START + reopened - 1);
        assertThat(run.engine.forgettable(run.state, Histories.START + reopened - 1))
                .isFalse();
        run.inOrder(List.of(status(240, Status.CLOSED), status(241, Status.OPEN), status(242, Status.CLOSED)));
        assertThat(run.count(Measure.CASES_CLOSED)).isEqualTo(2);
        assertThat(run.count(Measure.CASES_REOPENED)).isEqualTo(1);
        long end = Histories.START + (242 + 300) * MINUTE;
        assertThat(run.advance(end).engine.forgettable(run.state, end)).isTrue();
    }

    @Test
    void anEndedChatIsLetGoSooner() {
        CaseRun run = new CaseRun()
                .inOrder(List.of(
                        event(EventType.CHAT_STARTED, "started", 0).build(),
                        event(EventType.CHAT_ENDED, "ended", 5).build()));
        long hour = Histories.START + 65 * MINUTE;
        assertThat(run.advance(hour - 1).engine.forgettable(run.state, hour - 1))
                .isFalse();
        assertThat(run.advance(hour).engine.forgettable(run.state, hour)).isTrue();
    }

    @Test
    void aSilentCaseIsLetGoAlthoughADeadlineJustPassed() {
        long silent = 600 * MINUTE;
        ServiceEvent created =
                created(0).toBuilder().dueAt(Histories.START + silent - MINUTE).build();
        CaseRun run = new CaseRun().inOrder(List.of(created)).advance(Histories.START + silent);
        assertThat(run.engine.forgettable(run.state, Histories.START + silent)).isFalse();
        long wake = run.engine.nextWake(run.state);
        assertThat(wake).isGreaterThan(Histories.START + silent);
        run.advance(wake);
        assertThat(run.engine.forgettable(run.state, wake)).isTrue();
    }

    /** Work after a stay that is over belongs to that, wherever the chat has gone meanwhile: told in time, late and again. */
    @Test
    void aWrapUpBelongsToTheStayThatIsOver() {
        for (int course = 0; course < 5; course++) {
            List<ServiceEvent> chat = new ArrayList<>(List.of(
                    event(EventType.CHAT_QUEUED, "q", 0).queue("billing").build(),
                    event(EventType.CHAT_ASSIGNED, "a", 1).agentId("ann").build(),
                    event(EventType.CHAT_TRANSFERRED, "t", 5).queue("vip").build()));
            switch (course) {
                case 1 ->
                    chat.add(event(EventType.CHAT_ASSIGNED, "b", 6)
                            .agentId("bob")
                            .build());
                case 2 -> chat.add(event(EventType.CHAT_ABANDONED, "x", 6).build());
                case 3 ->
                    chat.add(event(EventType.CHAT_QUEUED, "y", 6)
                            .queue("returns")
                            .build());
                case 4 -> {
                    chat.remove(2);
                    chat.add(event(EventType.CHAT_ENDED, "e", 5).build());
                    chat.add(event(EventType.CHAT_QUEUED, "z", 6).queue("vip").build());
                }
                default -> {}
            }
            ServiceEvent first = event(EventType.CHAT_WRAPPED_UP, "w1", 7)
                    .agentId(course == 1 ? "ann" : null)
                    .build();
            ServiceEvent second =
                    event(EventType.CHAT_WRAPPED_UP, "w2", 9).agentId("ann").build();
            CaseRun run = new CaseRun().throughBytes().inOrder(chat);
            run.inOrder(List.of(first, second));
            CaseRun late = new CaseRun().throughBytes().resting().inOrder(chat).inOrder(List.of(second));
            late.arrive(first, second.time());
            for (CaseRun each : List.of(run, late)) {
                assertThat(sumOf(each, Measure.QUEUE_WRAP_UP_TIME))
                        .as("course %s", course)
                        .isEqualTo(Map.of("[billing, none] at 5", 4 * MINUTE));
                assertThat(each.count(Measure.QUEUE_WRAPPED_UP)).isEqualTo(1);
                assertThat(sumOf(each, Measure.QUEUE_HANDLE)).isEqualTo(Map.of("[billing, none] at 5", 8 * MINUTE));
                assertThat(sumOf(each, Measure.COACHING_WRAP_UP_TIME).keySet())
                        .allMatch(of -> of.startsWith("[ann]"))
                        .isNotEmpty();
                assertThat(each.onContact)
                        .filteredOn(change -> change.step() == OnContact.Step.WRAPPED_UP)
                        .isNotEmpty()
                        .allMatch(change -> change.agent().id().equals("ann"));
            }
        }
    }

    private static Map<String, Long> sumOf(CaseRun run, Measure measure) {
        Map<String, Long> sums = new TreeMap<>();
        for (Observation one : run.observations) {
            if (one.measure() == measure) {
                String of = one.series().dimensions() + " at " + (one.time() - Histories.START) / MINUTE;
                sums.merge(of, one.weight() * one.value(), Long::sum);
            }
        }
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }
}
