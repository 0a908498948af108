package io.bellwether.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.Status;
import io.bellwether.event.Visibility;
import io.bellwether.metric.Measure;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each clock: what starts, pauses, stops and repeats it. */
class ClocksTest {

    @Nested
    class FirstReply {
        @Test
        void noStatusPausesItAndItHappensOnce() {
            Desk desk = new Desk(PolicyBook.defaults())
                    .created(0)
                    .status(1, Status.WAITING_CUSTOMER)
                    .status(5, Status.OPEN)
                    .agent(12)
                    .customer(20)
                    .agent(21);
            assertThat(desk.consumed("first_reply")).containsExactly(12.0);
        }

        @Test
        void neitherNoteNorLightAgentNorTemplateNorSystemIsAReply() {
            Desk desk = new Desk(PolicyBook.defaults())
                    .created(0)
                    .message(1, Actor.AGENT, Visibility.PRIVATE, null)
                    .message(2, Actor.LIGHT_AGENT, Visibility.PUBLIC, null)
                    .message(3, Actor.SYSTEM, Visibility.PUBLIC, null)
                    .event(4, EventType.TICKET_MESSAGE, e -> e.actor(Actor.AGENT)
                            .automated(true));
            assertThat(desk.isRunning("first_reply")).isTrue();
            assertThat(desk.agent(5).consumed("first_reply")).containsExactly(5.0);
        }

        @Test
        void switchesLetThemCount() {
            String rules = "reply: {light_agent: true, private_note: true, bot: true, automated: true}";
            assertThat(Desk.with(rules)
                            .created(0)
                            .message(1, Actor.AGENT, Visibility.PRIVATE, null)
                            .consumed("first_reply"))
                    .containsExactly(1.0);
            assertThat(Desk.with(rules)
                            .created(0)
                            .message(2, Actor.LIGHT_AGENT, Visibility.PUBLIC, null)
                            .consumed("first_reply"))
                    .containsExactly(2.0);
            assertThat(Desk.with(rules)
                            .created(0)
                            .message(3, Actor.BOT, Visibility.PUBLIC, null)
                            .consumed("first_reply"))
                    .containsExactly(3.0);
            assertThat(Desk.with(rules)
                            .created(0)
                            .event(4, EventType.TICKET_MESSAGE, e -> e.actor(Actor.AGENT)
                                    .automated(true))
                            .consumed("first_reply"))
                    .containsExactly(4.0);
        }

        @Test
        void solvedWithoutReplyItRunsOnToTheReplyAfterReopening() {
            Desk desk = Desk.with("targets: {first_reply: 1h}")
                    .created(0)
                    .status(10, Status.SOLVED)
                    .status(20, Status.OPEN)
                    .agent(30);
            assertThat(desk.consumed("first_reply")).containsExactly(30.0);
        }

        @Test
        void solvedWithoutReplyItIsCancelledWhereThePolicySaysSo() {
            Desk desk = Desk.with("targets: {first_reply: 1h}\nafter_solve: CANCEL")
                    .created(0)
                    .status(10, Status.SOLVED)
                    .until(120);
            assertThat(desk.said("first_reply")).containsExactly("CANCELLED 10");
        }

        @Test
        void closedWithoutReplyItIsCancelled() {
            Desk desk = Desk.with("targets: {first_reply: 1h}")
                    .created(0)
                    .status(10, Status.CLOSED)
                    .until(120);
            assertThat(desk.said("first_reply")).containsExactly("CANCELLED 10");
            assertThat(desk.breached("first_reply")).isZero();
            assertThat(desk.isRunning("first_reply")).isFalse();
        }

        @Test
        void neverStartsWhereTheBeginningIsUnknown() {
            Desk desk = new Desk(PolicyBook.defaults())
                    .customer(0)
                    .agent(5)
                    .customer(10)
                    .agent(12);
            assertThat(desk.consumed("first_reply")).isEmpty();
            assertThat(desk.consumed("resolution")).isEmpty();
            assertThat(desk.consumed("next_reply")).containsExactly(5.0, 2.0);
        }

        @Test
        void anAgentsMessageBeforeAnyQuestionAnswersNothing() {
            Desk desk = new Desk(PolicyBook.defaults())
                    .created(0, Actor.AGENT)
                    .agent(5)
                    .customer(10)
                    .agent(15);
            assertThat(desk.consumed("first_reply")).containsExactly(5.0);
            assertThat(desk.consumed("next_reply")).isEmpty();
        }

        @Test
        void dueTimeOfTheSourceOverridesTheTarget() {
            Desk desk = Desk.with("targets: {first_reply: 8h}");
            desk.event(0, EventType.TICKET_CREATED, e -> e.firstReplyDueAt(desk.ms(30)))
                    .until(29.999);
            assertThat(desk.breached("first_reply")).isZero();
            desk.until(30);
            assertThat(desk.at(Measure.SLA_BREACHED, "first_reply")).containsExactly(30.0);
        }

        @Test
        void aSecondReplyStandsInForTheFirstThatWasMadePrivate() {
            Desk desk = Desk.with("targets: {first_reply: 30m}")
                    .created(0)
                    .message(2, Actor.AGENT, Visibility.PUBLIC, "m1")
                    .message(40, Actor.AGENT, Visibility.PUBLIC, "m2")
                    .message(50, Actor.AGENT, Visibility.PRIVATE, "m1");
            assertThat(desk.consumed("first_reply")).containsExactly(40.0);
            assertThat(desk.met("first_reply")).isZero();
            assertThat(desk.breached("first_reply")).isEqualTo(1);
            assertThat(desk.isRunning("first_reply")).isFalse();
            assertThat(desk.level(Measure.SLA_OVERDUE, "first_reply")).isZero();
        }

        @Test
        void whatFellDueBehindARetractedReplyBreachesAtTheRetraction() {
            Desk desk = Desk.with("targets: {first_reply: 30m}\ntimed: [periodic_update]")
                    .created(0)
                    .message(2, Actor.AGENT, Visibility.PUBLIC, "m1")
                    .customer(5)
                    .message(50, Actor.AGENT, Visibility.PRIVATE, "m1");
            assertThat(desk.at(Measure.SLA_BREACHED, "first_reply")).containsExactly(50.0);
            assertThat(desk.isRunning("next_reply")).isFalse();
            assertThat(desk.isRunning("periodic_update")).isFalse();
            assertThat(desk.agent(60).consumed("first_reply")).containsExactly(60.0);
            assertThat(desk.met("first_reply")).isZero();
        }
    }

    @Nested
    class NextReply {
        @Test
        void repeatsAndCountsInEveryStatus() {
            Desk desk = new Desk(PolicyBook.defaults())
                    .created(0)
                    .agent(1)
                    .customer(10)
                    .status(11, Status.WAITING_CUSTOMER)
                    .agent(15)
                    .customer(20)
                    .agent(27);
            assertThat(desk.consumed("next_reply")).containsExactly(5.0, 7.0);
            assertThat(desk.view("next_reply", 30).instance()).isEqualTo(2);
        }

        @Test
        void doesNotStartBeforeTheFirstReplyNorAtAnAutomaticMessage() {
            Desk desk = new Desk(PolicyBook.defaults()).created(0).customer(3);
            assertThat(desk.isRunning("next_reply")).isFalse();
            desk.agent(5).event(6, EventType.TICKET_MESSAGE, e -> e.actor(Actor.CUSTOMER)
                    .automated(true));
            assertThat(desk.isRunning("next_reply")).isFalse();
        }

        @Test
        void aBotDoesNotStopItUnlessThePolicySaysSo() {
            Desk strict = new Desk(PolicyBook.defaults())
                    .created(0)
                    .agent(1)
                    .customer(10)
                    .message(11, Actor.BOT, Visibility.PUBLIC, null);
            assertThat(strict.isRunning("next_reply")).isTrue();
            Desk loose = Desk.with("reply: {bot: true}")
                    .created(0)
                    .agent(1)
                    .customer(10)
                    .message(11, Actor.BOT, Visibility.PUBLIC, null);
            assertThat(loose.consumed("next_reply")).containsExactly(1.0);
        }

        @Test
        void aQuestionOnAClosedCaseWaitsFromWhenItWasAskedOnceItIsOpenAgain() {
            Desk desk = new Desk(PolicyBook.defaults())
                    .created(0)
                    .agent(1)
                    .status(2, Status.CLOSED)
                    .customer(10);
            assertThat(desk.isRunning("next_reply")).isFalse();
            desk.status(12, Status.OPEN).agent(20);
            assertThat(desk.consumed("next_reply")).containsExactly(10.0);
        }
    }

    @Nested
    class Updates {
        @Test
        void periodicRunsFromReplyToReplyInEveryStatusAndIsCancelledOnSolve() {
            Desk desk = Desk.with("targets: {periodic_update: 1h}")
                    .created(0)
                    .agent(5)
                    .status(10, Status.WAITING_CUSTOMER)
                    .agent(25)
                    .status(40, Status.SOLVED);
            assertThat(desk.consumed("periodic_update")).containsExactly(20.0);
            assertThat(desk.said("periodic_update")).containsExactly("FULFILLED 25", "CANCELLED 40");
        }

        @Test
        void pausablePausesWhileTheCustomerIsWaitedForButNotForThirdParties() {
            Desk desk = Desk.with("targets: {pausable_update: 1h}")
                    .created(0)
                    .agent(5)
                    .status(10, Status.WAITING_CUSTOMER)
                    .status(30, Status.WAITING_THIRD_PARTY)
                    .agent(35);
            assertThat(desk.consumed("pausable_update")).containsExactly(10.0);
        }

        @Test
        void startAgainWithTheCustomersMessageThatReopens() {
            Desk desk = Desk.with("targets: {periodic_update: 1h}")
                    .created(0)
                    .agent(5)
                    .status(10, Status.SOLVED)
                    .customer(20)
                    .status(20, Status.OPEN);
            assertThat(desk.isRunning("periodic_update")).isTrue();
            assertThat(desk.view("periodic_update", 20).start()).isEqualTo(desk.ms(20));
        }

        @Test
        void areSilentWhereNoPolicyAsksForThem() {
            Desk desk = new Desk(PolicyBook.defaults()).created(0).agent(5).agent(9);
            assertThat(desk.consumed("periodic_update")).isEmpty();
            assertThat(desk.view("periodic_update", 9)).isNull();
        }
    }

    @Nested
    class StatusTime {
        @Test
        void accumulatesOverReopening() {
            Desk desk = Desk.with("timed: [requester_wait, agent_work]")
                    .created(0)
                    .status(10, Status.SOLVED)
                    .status(30, Status.OPEN)
                    .status(35, Status.SOLVED);
            assertThat(desk.consumed("requester_wait")).containsExactly(10.0, 15.0);
            assertThat(desk.consumed("agent_work")).containsExactly(10.0, 15.0);
            assertThat(desk.consumed("resolution")).containsExactly(10.0, 15.0);
            assertThat(desk.consumed("first_resolution")).containsExactly(10.0);
        }

        @Test
        void solvedThenClosedIsOneStop() {
            Desk desk = Desk.with("targets: {resolution: 1h}")
                    .created(0)
                    .status(10, Status.SOLVED)
                    .status(500, Status.CLOSED);
            assertThat(desk.consumed("resolution")).containsExactly(10.0);
            assertThat(desk.met("resolution")).isEqualTo(1);
        }

        @Test
        void restartGivesTheFullTargetAgain() {
            Desk desk = Desk.with("targets: {resolution: 1h}\nreopen: RESTART")
                    .created(0)
                    .status(50, Status.SOLVED)
                    .status(100, Status.OPEN);
            assertThat(desk.view("resolution", 100).deadline()).isEqualTo(desk.ms(160));
            assertThat(desk.status(130, Status.SOLVED).consumed("resolution")).containsExactly(50.0, 30.0);
        }

        @Test
        void resumeLeavesTheRest() {
            Desk desk = Desk.with("targets: {resolution: 1h}")
                    .created(0)
                    .status(50, Status.SOLVED)
                    .status(100, Status.OPEN);
            assertThat(desk.view("resolution", 100).deadline()).isEqualTo(desk.ms(110));
        }

        @Test
        void aBreachBeforeReopeningIsCountedOnceAndOverdueAgain() {
            Desk desk = Desk.with("targets: {resolution: 1h}")
                    .created(0)
                    .status(90, Status.SOLVED)
                    .status(100, Status.OPEN)
                    .until(200);
            assertThat(desk.breached("resolution")).isEqualTo(1);
            assertThat(desk.level(Measure.SLA_OVERDUE, "resolution")).isEqualTo(1);
            desk.status(210, Status.SOLVED);
            assertThat(desk.met("resolution")).isZero();
            assertThat(desk.level(Measure.SLA_OVERDUE, "resolution")).isZero();
        }

        @Test
        void firstResolutionIsOnceAndNeverPaused() {
            Desk desk = Desk.with("targets: {first_resolution: 1h}")
                    .created(0)
                    .status(5, Status.WAITING_CUSTOMER)
                    .status(40, Status.SOLVED)
                    .status(50, Status.OPEN)
                    .status(60, Status.SOLVED);
            assertThat(desk.consumed("first_resolution")).containsExactly(40.0);
            assertThat(desk.met("first_resolution")).isEqualTo(1);
        }

        @Test
        void nothingFallsDueWhilePaused() {
            Desk desk = Desk.with("targets: {agent_work: 1h}")
                    .created(0)
                    .status(40, Status.WAITING_THIRD_PARTY)
                    .until(500);
            assertThat(desk.breached("agent_work")).isZero();
            desk.status(500, Status.OPEN).until(520);
            assertThat(desk.at(Measure.SLA_BREACHED, "agent_work")).containsExactly(520.0);
        }

        @Test
        void pausedAtTheVeryDeadlineItIsNotBreached() {
            Desk desk = Desk.with("targets: {agent_work: 1h}")
                    .created(0)
                    .status(60, Status.WAITING_CUSTOMER)
                    .until(100);
            assertThat(desk.breached("agent_work")).isZero();
            desk.status(100, Status.SOLVED);
            assertThat(desk.met("agent_work")).isEqualTo(1);
        }
    }

    @Nested
    class DueAt {
        @Test
        void breachesWithoutAnyPolicyAndStaysBreachedWhenSolvedLater() {
            Desk desk = new Desk(PolicyBook.defaults());
            desk.event(0, EventType.TICKET_CREATED, e -> e.dueAt(desk.ms(60))).status(90, Status.SOLVED);
            assertThat(desk.at(Measure.SLA_BREACHED, "resolution")).containsExactly(60.0);
            assertThat(desk.met("resolution")).isZero();
            assertThat(desk.view("resolution", 90).rule()).isEqualTo("due_at");
        }

        @Test
        void passingWhileSolvedIsNoBreach() {
            Desk desk = new Desk(PolicyBook.defaults());
            desk.event(0, EventType.TICKET_CREATED, e -> e.dueAt(desk.ms(60)))
                    .status(50, Status.SOLVED)
                    .until(90);
            assertThat(desk.breached("resolution")).isZero();
            assertThat(desk.met("resolution")).isEqualTo(1);
        }

        @Test
        void moves() {
            Desk desk = new Desk(PolicyBook.defaults());
            desk.event(0, EventType.TICKET_CREATED, e -> e.dueAt(desk.ms(60)))
                    .event(30, EventType.TICKET_UPDATED, e -> e.dueAt(desk.ms(100)))
                    .until(99);
            assertThat(desk.breached("resolution")).isZero();
            assertThat(desk.until(100).at(Measure.SLA_BREACHED, "resolution")).containsExactly(100.0);
        }

        @Test
        void inThePastBreachesWhenItIsLearnt() {
            Desk desk = new Desk(PolicyBook.defaults());
            desk.event(10, EventType.TICKET_CREATED, e -> e.dueAt(desk.ms(0)));
            assertThat(desk.at(Measure.SLA_BREACHED, "resolution")).containsExactly(10.0);
            assertThat(desk.signals.get(0).deadline()).isEqualTo(desk.ms(0));
        }

        @Test
        void isNotRecalculatedByThePriority() {
            Desk desk = Desk.with("targets: {resolution: {priority: {urgent: 1h, low: 8h}}}");
            desk.event(0, EventType.TICKET_CREATED, e -> e.priority("low").dueAt(desk.ms(300)))
                    .priority(100, "urgent")
                    .until(299);
            assertThat(desk.breached("resolution")).isZero();
            assertThat(desk.until(300).breached("resolution")).isEqualTo(1);
        }
    }

    @Nested
    class Episodes {
        @Test
        void groupOwnershipCountsWorkPerAssignment() {
            Desk desk = Desk.with("targets: {group_ownership: 1h}")
                    .event(0, EventType.TICKET_CREATED, e -> e.queue("one"))
                    .status(10, Status.WAITING_CUSTOMER)
                    .status(30, Status.OPEN)
                    .event(35, EventType.TICKET_ASSIGNED, e -> e.queue("two"))
                    .status(50, Status.SOLVED);
            assertThat(desk.consumed("group_ownership")).containsExactly(15.0, 15.0);
        }

        @Test
        void assigneeResponseRunsFromAssignmentToReplyOrUnassignmentWhileTheCustomerWaits() {
            Desk desk = Desk.with("targets: {assignee_response: 30m}")
                    .created(0)
                    .event(5, EventType.TICKET_ASSIGNED, e -> e.agentId("ann"))
                    .event(15, EventType.TICKET_ASSIGNED, e -> e.agentId(null))
                    .event(20, EventType.TICKET_ASSIGNED, e -> e.agentId("bob"))
                    .agent(27)
                    .event(30, EventType.TICKET_ASSIGNED, e -> e.agentId("ann"));
            assertThat(desk.consumed("assignee_response")).containsExactly(10.0, 7.0);
            assertThat(desk.isRunning("assignee_response")).isFalse();
        }

        @Test
        void refundAndDisputeRunUntilDoneThoughTheCaseIsClosed() {
            Desk desk = Desk.with("targets: {refund: 24h, dispute: 72h}")
                    .created(0)
                    .event(10, EventType.REFUND_OPENED)
                    .event(20, EventType.DISPUTE_OPENED)
                    .status(30, Status.CLOSED)
                    .event(100, EventType.REFUND_COMPLETED)
                    .event(220, EventType.DISPUTE_DECIDED)
                    .event(300, EventType.REFUND_OPENED)
                    .event(310, EventType.REFUND_COMPLETED);
            assertThat(desk.consumed("refund")).containsExactly(90.0, 10.0);
            assertThat(desk.consumed("dispute")).containsExactly(200.0);
            assertThat(desk.met("refund")).isEqualTo(2);
        }
    }

    /** As by a source that sends messages first: one clock for one wait. */
    @Test
    void aQuestionThatIsToldBeforeItsCaseWaitsForTheFirstReply() {
        Desk open = Desk.with("targets: {first_reply: 10m, next_reply: 10m}\nat_risk: off")
                .customer(0)
                .created(1)
                .until(60);
        assertThat(open.said("next_reply")).containsExactly("CANCELLED 1");
        assertThat(open.said("first_reply")).containsExactly("BREACHED 11");
    }

    @Test
    void aSecondCreationBeginsNothingAnew() {
        Desk desk = Desk.with("targets: {first_reply: 10m}")
                .created(0)
                .agent(5)
                .created(20)
                .status(30, Status.CLOSED)
                .created(40)
                .until(90);
        assertThat(desk.breached("first_reply")).isZero();
        assertThat(desk.consumed("first_reply")).containsExactly(5.0);
    }
}
