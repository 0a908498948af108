package io.bellwether.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.metric.Measure;
import io.bellwether.sla.PolicyBook;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseEngineTest {

    private static final PolicyBook POLICIES = CaseRun.book("""
            policies:
              - name: all
                targets: {first_reply: 12m}
            """);

    private static final long END = Histories.START + 3 * CaseRun.LATENESS;

    private static ServiceEvent queued(long minute) {
        return Histories.event(EventType.CHAT_QUEUED, "e0", minute)
                .queue("billing")
                .build();
    }

    private static long minute(long minute) {
        return Histories.START + minute * Histories.MINUTE;
    }

    /** Deadlines that the first one fires are later than itself, and so can be corrected for longer. */
    @Test
    void aLateEventCorrectsWhatAnotherLateEventHadFired() {
        ServiceEvent queued = queued(0);
        ServiceEvent assigned = Histories.event(EventType.CHAT_ASSIGNED, "e1", 0)
                .time(Histories.START + 10_000)
                .agentId("ann")
                .build();
        CaseRun late = new CaseRun(POLICIES)
                .advance(minute(25))
                .arrive(queued, minute(25))
                .advance(minute(30) + 5_000)
                .arrive(assigned, minute(30) + 5_000)
                .advance(END);
        CaseRun inTime =
                new CaseRun(POLICIES).inOrder(List.of(queued, assigned)).advance(END);

        assertThat(late.late).containsExactly(false, false);
        assertThat(late.sums(Measure.SLA_RETRACTED)).isEqualTo(inTime.sums());
        assertThat(late.open()).isEqualTo(inTime.open());
    }

    @Test
    void aCaseWithACallbackIsNotForgottenBeforeItsDeadline() {
        long due = minute(3 * 60 * 24);
        CaseRun run = new CaseRun()
                .inOrder(List.of(
                        Histories.event(EventType.TICKET_CREATED, "e0", 0)
                                .dueAt(due)
                                .build(),
                        Histories.event(EventType.CHAT_CALLBACK_REQUESTED, "e1", 1)
                                .build()));
        long before = due - Histories.MINUTE;
        run.advance(before);
        assertThat(run.engine.forgettable(run.state, before)).isFalse();
        assertThat(run.engine.nextWake(run.state)).isEqualTo(due);
    }

    /** Folded at the horizon, behind the end, they would begin a wait that nothing ends. */
    @Test
    void whatHappenedBeforeTheEndOfAChatThatIsOverDoesNotBeginItAgain() {
        CaseRun run = new CaseRun()
                .arrive(Histories.event(EventType.CHAT_ENDED, "e2", 3).build(), minute(3))
                .advance(minute(3))
                .advance(minute(34));
        run.arrive(queued(0), minute(34)).advance(END);

        assertThat(run.refused).hasSize(1);
        assertThat(run.open()).isEmpty();
    }

    /** Of each: the case in time, and what came too late from before its end. */
    private static CaseRun tooLate(long minute, ServiceEvent late, ServiceEvent... inTime) {
        CaseRun run = new CaseRun().throughBytes().inOrder(List.of(inTime)).advance(minute(minute));
        return run.arrive(late, minute(minute));
    }

    private static ServiceEvent event(EventType type, String id, long minute) {
        return Histories.event(type, id, minute).queue("billing").build();
    }

    private static ServiceEvent status(String id, long minute, Status status) {
        return Histories.event(EventType.TICKET_STATUS_CHANGED, id, minute)
                .status(status)
                .build();
    }

    private static void isRefused(CaseRun run) {
        assertThat(run.refused).hasSize(1);
        assertThat(run.late).isEmpty();
        assertThat(run.count(Measure.CASES_REOPENED)).isZero();
        run.advance(END + CaseRun.LATENESS);
        assertThat(run.count(Measure.QUEUE_WAITING)).isZero();
        assertThat(run.count(Measure.CASES_OPEN)).isZero();
        assertThat(run.state.settled()).isTrue();
    }

    /** Whether it was over is asked of the horizon, where the event would be put, not of now. */
    @Test
    void soItIsWhenTheCaseHasGoneOnSince() {
        isRefused(tooLate(
                55,
                status("1b", 1, Status.OPEN),
                event(EventType.TICKET_CREATED, "1", 0),
                status("2", 2, Status.SOLVED),
                status("3", 50, Status.CLOSED)));
        CaseRun reopened = tooLate(
                55,
                event(EventType.CHAT_QUEUED, "1b", 1),
                event(EventType.CHAT_QUEUED, "1", 0),
                event(EventType.CHAT_ENDED, "2", 2),
                event(EventType.CHAT_STARTED, "3", 50));
        assertThat(reopened.refused).hasSize(1);
        assertThat(reopened.count(Measure.QUEUE_OFFERED)).isEqualTo(1);
        assertThat(reopened.count(Measure.QUEUE_WAITING)).isZero();
    }

    /** It was closed already, so of its second course the end alone is known, which came in time. */
    @Test
    void soItIsBeforeAnEndThatWasToldAgain() {
        isRefused(tooLate(
                55,
                event(EventType.CHAT_QUEUED, "3", 10),
                event(EventType.CHAT_QUEUED, "1", 0),
                event(EventType.CHAT_ENDED, "2", 1),
                event(EventType.CHAT_ASSIGNED, "4", 11),
                event(EventType.CHAT_ENDED, "5", 12)));
        isRefused(tooLate(
                55,
                status("3", 10, Status.OPEN),
                event(EventType.TICKET_CREATED, "1", 0),
                status("2", 2, Status.SOLVED),
                status("4", 12, Status.SOLVED)));
    }

    /** At the horizon itself what was put there comes first: it happened earlier. */
    @Test
    void whatHappenedBeforeAnEndAtTheHorizonComesBeforeIt() {
        ServiceEvent created = event(EventType.TICKET_CREATED, "1", 0);
        ServiceEvent solved = status("2", 10, Status.SOLVED);
        for (String id : List.of("1b", "3")) {
            CaseRun run =
                    tooLate(40, status(id, 5, Status.OPEN), created, solved).advance(END);
            assertThat(run.refused).isEmpty();
            assertThat(run.late).containsExactly(true);
            assertThat(run.count(Measure.CASES_REOPENED)).isZero();
            assertThat(run.count(Measure.CASES_OPEN)).isZero();
        }
    }

    private static ServiceEvent backfilled(EventType type, String id, long minute) {
        return event(type, id, minute).toBuilder().backfill(true).build();
    }

    /** However long ago: as long as anybody knows that it is over. */
    @Test
    void historyDoesNotBeginAgainWhatIsOver() {
        for (EventType beginning : List.of(EventType.CHAT_STARTED, EventType.CHAT_QUEUED)) {
            for (long minute : new long[] {1, -500_000}) {
                ServiceEvent late = backfilled(beginning, "9", minute);
                ServiceEvent end = event(EventType.CHAT_ENDED, "2", 2);
                isRefused(tooLate(55, late, end));
                CaseRun forgotten = new CaseRun().inOrder(List.of(end)).advance(minute(130));
                forgotten.release(minute(130)).arrive(late, minute(130));
                isRefused(forgotten);
            }
        }
    }

    /** What ends a chat may come too late as well: what then counts is when it happened, not where it was put. */
    @Test
    void historyInOrderIsTakenWhole() {
        for (boolean forgotten : new boolean[] {false, true}) {
            CaseRun run = new CaseRun().throughBytes().advance(minute(0));
            long watermark = minute(0);
            int id = 0;
            for (EventType type :
                    List.of(EventType.CHAT_QUEUED, EventType.CHAT_ENDED, EventType.CHAT_QUEUED, EventType.CHAT_ENDED)) {
                watermark += Histories.MINUTE;
                run.advance(watermark).arrive(backfilled(type, "h" + id, -500_000 + id++), watermark);
                if (forgotten && type == EventType.CHAT_ENDED) {
                    watermark += 3 * 60 * Histories.MINUTE;
                    run.advance(watermark).release(watermark);
                }
            }
            assertThat(run.refused).isEmpty();
            assertThat(run.count(Measure.QUEUE_OFFERED)).isEqualTo(2);
            assertThat(run.count(Measure.QUEUE_ABANDONED)).isEqualTo(2);
            assertThat(run.levels()).isEmpty();
            // and what happened between the two is before the last end
            watermark += Histories.MINUTE;
            run.advance(watermark).arrive(backfilled(EventType.CHAT_QUEUED, "between", -499_999), watermark);
            assertThat(run.refused).hasSize(1);
        }
    }

    /** Both are put at the horizon: there they stand as they happened, whichever came first and whatever their types. */
    @Test
    void whatComesTooLateStandsInTheOrderInWhichItHappened() {
        ServiceEvent solved = status("9", 4, Status.SOLVED);
        ServiceEvent open = status("1", 5, Status.OPEN);
        for (List<ServiceEvent> arrival : List.of(List.of(solved, open), List.of(open, solved))) {
            CaseRun run = new CaseRun()
                    .throughBytes()
                    .inOrder(List.of(event(EventType.TICKET_CREATED, "0", 0)))
                    .advance(minute(55));
            arrival.forEach(event -> run.arrive(event, minute(55)));
            assertThat(run.refused).isEmpty();
            assertThat(run.count(Measure.CASES_SOLVED)).isEqualTo(1);
            assertThat(run.count(Measure.CASES_REOPENED)).isEqualTo(1);
            assertThat(run.count(Measure.CASES_OPEN)).isEqualTo(1);
        }
    }

    /** What was said under the old policies stays, so an event of before has no place of its own, however little late. */
    @Test
    void soItIsWhenThePoliciesHaveChangedSince() {
        PolicyBook before = CaseRun.book("policies: [{name: before, targets: {first_reply: 7m}}]");
        CaseRun run = new CaseRun(before)
                .inOrder(List.of(event(EventType.CHAT_STARTED, "1", 0), event(EventType.CHAT_ENDED, "3", 12)));
        run.engine.policies(CaseRun.book("policies: [{name: after, targets: {first_reply: 8m}}]")
                .succeeding(before));
        isRefused(run.advance(minute(20)).arrive(event(EventType.CHAT_QUEUED, "2", 10), minute(20)));
    }

    @Test
    void whatIsOpenStillWhenTheCaseIsOverMayEndLate() {
        CaseRun callback = tooLate(
                55,
                event(EventType.CHAT_CALLBACK_COMPLETED, "4", 10),
                event(EventType.CHAT_QUEUED, "1", 0),
                event(EventType.CHAT_CALLBACK_REQUESTED, "2", 1),
                event(EventType.CHAT_ASSIGNED, "3", 5),
                event(EventType.CHAT_ENDED, "5", 11));
        assertThat(callback.late).containsExactly(true);
        assertThat(callback.count(Measure.QUEUE_CALLBACKS_OPEN)).isZero();
        assertThat(callback.count(Measure.QUEUE_CALLBACKS_COMPLETED)).isEqualTo(1);
        ServiceEvent reply = event(EventType.TICKET_MESSAGE, "2", 3).toBuilder()
                .actor(Actor.AGENT)
                .build();
        CaseRun replied = tooLate(55, reply, event(EventType.TICKET_CREATED, "1", 0), status("3", 12, Status.SOLVED));
        assertThat(replied.late).containsExactly(true);
        assertThat(replied.count(Measure.SLA_RUNNING)).isZero();
        // a second one ends nothing
        replied.arrive(reply.toBuilder().id("2b").build(), minute(56));
        assertThat(replied.refused).hasSize(1);
    }

    /** The chat goes on, and the end of what comes too late was told before: nothing would end it. */
    @ParameterizedTest
    @CsvSource({
        "CHAT_CALLBACK_REQUESTED, CHAT_CALLBACK_COMPLETED, QUEUE_CALLBACKS_OPEN",
        "CHAT_CALLBACK_SCHEDULED, CHAT_CALLBACK_FAILED, QUEUE_CALLBACKS_OPEN",
        "REFUND_OPENED, REFUND_COMPLETED, SLA_RUNNING",
        "DISPUTE_OPENED, DISPUTE_DECIDED, SLA_RUNNING"
    })
    void whatWasOverDoesNotBeginAgainHoweverLateItsBeginningIsTold(EventType begins, EventType ends, Measure level) {
        ServiceEvent begun = event(begins, "1", 2);
        ServiceEvent ended = event(ends, "2", 3);
        CaseRun run = ofRefunds(ended).arrive(begun, minute(55));
        assertThat(run.refused).hasSize(1);
        assertThat(run.count(level)).isZero();

        CaseRun never = ofRefunds(event(EventType.CHAT_HELD, "2", 3)).arrive(begun, minute(55));
        assertThat(never.late).as("nobody told an end").containsExactly(true);
        assertThat(never.count(level)).isEqualTo(1);
        CaseRun other = ofRefunds(ended).arrive(event(begins, "3", 4), minute(55));
        assertThat(other.late).as("the end is of another one").containsExactly(true);
        assertThat(other.count(level)).isEqualTo(1);
    }

    private static CaseRun ofRefunds(ServiceEvent inTime) {
        return new CaseRun(CaseRun.book("policies: [{name: a, targets: {refund: 2h, dispute: 2h}}]"))
                .throughBytes()
                .inOrder(List.of(inTime))
                .advance(minute(55));
    }

    /** Backlogs grow older in the rollups, of all cases at once: no case is woken for it, however long it is open. */
    @Test
    void aCaseThatOnlyGrowsOlderIsNotWoken() {
        CaseRun run =
                new CaseRun(CaseRun.book("policies: []")).inOrder(List.of(event(EventType.TICKET_CREATED, "1", 0)));
        long settles = run.engine.nextWake(run.state);
        assertThat(settles).isEqualTo(Histories.START + CaseRun.LATENESS + 1);
        run.advance(settles);
        long forgotten = Histories.START + 10 * 60 * Histories.MINUTE;
        assertThat(run.engine.nextWake(run.state)).isEqualTo(forgotten);
        int observed = run.observations.size();
        run.advance(forgotten - 1);
        assertThat(run.observations).hasSize(observed);
    }

    /** Until when it does nothing is known of what rests, and is another time when it goes to rest again. */
    @Test
    void aCaseThatSettlesInTheStepOfItsLastEventIsWokenInTime() {
        CaseRun run = new CaseRun(POLICIES).inOrder(List.of(event(EventType.TICKET_CREATED, "1", 0)));
        run.engine.rest(run.state);
        run.state.laterWake(END);
        ServiceEvent solved = status("2", 1, Status.SOLVED);
        run.arrive(solved, solved.time() - 1).advance(END);
        assertThat(run.state.settled()).isTrue();
        long wake = run.engine.nextWake(run.state);

        run.engine.rest(run.state);
        assertThat(run.engine.nextWake(run.state)).isEqualTo(wake);
    }
}
