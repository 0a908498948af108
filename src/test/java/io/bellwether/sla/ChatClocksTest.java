package io.bellwether.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.Visibility;
import io.bellwether.metric.Measure;
import org.junit.jupiter.api.Test;

/** Live chats: bots, handoffs, queues, and chats that end unanswered. */
class ChatClocksTest {

    @Test
    void firstReplyIsTheFirstPublicMessageOfAnAgent() {
        Desk desk = Desk.with("targets: {first_reply: 30s, queue_wait: 20s}")
                .event(0, EventType.CHAT_STARTED)
                .event(0, EventType.CHAT_QUEUED)
                .event(0.25, EventType.CHAT_ASSIGNED, e -> e.agentId("ann"))
                .agent(0.5);
        assertThat(desk.consumed("first_reply")).containsExactly(0.5);
        assertThat(desk.met("first_reply")).isEqualTo(1);
        assertThat(desk.consumed("queue_wait")).containsExactly(0.25);
        assertThat(desk.met("queue_wait")).isEqualTo(1);
    }

    @Test
    void handoffStartsTheHumanClock() {
        Desk desk = Desk.with("targets: {first_reply: 30s}")
                .event(0, EventType.CHAT_STARTED)
                .message(0.1, Actor.BOT, Visibility.PUBLIC, null)
                .customer(1)
                .event(5, EventType.CHAT_HANDOFF)
                .agent(5.4);
        assertThat(desk.breached("first_reply")).isZero();
        assertThat(desk.consumed("first_reply")).containsExactly(0.4);
    }

    @Test
    void whoWaitsAlreadyDoesNotBeginToWaitWhenTheBeginningIsTold() {
        Desk desk = Desk.with("targets: {first_reply: 30s}")
                .event(0, EventType.CHAT_ASSIGNED, e -> e.agentId("ann"))
                .event(0, EventType.CHAT_MESSAGE, e -> e.actor(Actor.AGENT))
                .event(1, EventType.CHAT_ENDED)
                .event(2, EventType.CHAT_QUEUED)
                .event(2.1, EventType.CHAT_STARTED)
                .agent(2.4);
        assertThat(desk.consumed("first_reply")).containsExactly(0.4);
        assertThat(desk.isRunning("first_reply")).isFalse();
    }

    @Test
    void withTheAnchorCreatedABotDoesNotHelp() {
        Desk desk = Desk.with("targets: {first_reply: 30s}\nfrt_anchor: CREATED")
                .event(0, EventType.CHAT_STARTED)
                .message(0.1, Actor.BOT, Visibility.PUBLIC, null)
                .event(5, EventType.CHAT_HANDOFF)
                .agent(5.5);
        assertThat(desk.at(Measure.SLA_BREACHED, "first_reply")).containsExactly(0.5);
        assertThat(desk.consumed("first_reply")).containsExactly(5.5);
    }

    @Test
    void enteringAQueueAfterABotIsAHandoff() {
        Desk desk = Desk.with("targets: {first_reply: 1m}")
                .event(0, EventType.CHAT_STARTED, e -> e.actor(Actor.BOT))
                .event(3, EventType.CHAT_QUEUED)
                .until(3.9);
        assertThat(desk.breached("first_reply")).isZero();
        assertThat(desk.until(4).at(Measure.SLA_BREACHED, "first_reply")).containsExactly(4.0);
    }

    @Test
    void aLongTalkWithABotMissesNothing() {
        Desk desk = Desk.with("targets: {first_reply: 30s}")
                .event(0, EventType.CHAT_STARTED)
                .message(0, Actor.BOT, Visibility.PUBLIC, null)
                .customer(1)
                .message(1.1, Actor.BOT, Visibility.PUBLIC, null)
                .customer(3)
                .message(3.4, Actor.BOT, Visibility.PUBLIC, null)
                .event(5, EventType.CHAT_HANDOFF)
                .event(5, EventType.CHAT_QUEUED)
                .agent(5.4);
        assertThat(desk.at(Measure.SLA_BREACHED, "first_reply")).isEmpty();
        assertThat(desk.consumed("first_reply")).containsExactly(0.4);
        assertThat(desk.said("first_reply"))
                .containsExactly(
                        "AT_RISK1 3.375",
                        "AT_RISK2 3.375",
                        "SUPERSEDED 3.4",
                        "AT_RISK1 5.375",
                        "AT_RISK2 5.375",
                        "FULFILLED 5.4");
    }

    @Test
    void aBotsGreetingDoesNotHideThatNobodyAnswers() {
        Desk desk = Desk.with("targets: {first_reply: 30s}")
                .event(0, EventType.CHAT_STARTED)
                .message(0, Actor.BOT, Visibility.PUBLIC, null)
                .customer(2)
                .until(10);
        assertThat(desk.at(Measure.SLA_BREACHED, "first_reply")).containsExactly(2.5);
        desk.agent(11);
        assertThat(desk.consumed("first_reply")).containsExactly(9.0);
    }

    @Test
    void anAgentWhoTakesAChatFromABotIsAHandoff() {
        Desk desk = Desk.with("targets: {first_reply: 30s}")
                .event(0, EventType.CHAT_STARTED, e -> e.actor(Actor.BOT))
                .event(3, EventType.CHAT_ASSIGNED, e -> e.agentId("ann"))
                .agent(3.5);
        assertThat(desk.consumed("first_reply")).containsExactly(0.5);
        assertThat(desk.met("first_reply")).isEqualTo(1);
    }

    @Test
    void aBreachBeforeTheHandoffIsVoid() {
        Desk desk = Desk.with("targets: {first_reply: 30s}")
                .event(0, EventType.CHAT_STARTED)
                .event(2, EventType.CHAT_HANDOFF)
                .agent(2.1);
        assertThat(desk.at(Measure.SLA_BREACHED, "first_reply")).containsExactly(0.5, 0.5);
        assertThat(desk.breached("first_reply")).isZero();
        assertThat(desk.met("first_reply")).isEqualTo(1);
    }

    @Test
    void aChatThatABotEndsMissesNothing() {
        Desk desk = Desk.with("targets: {first_reply: 30s}")
                .event(0, EventType.CHAT_STARTED)
                .message(0.1, Actor.BOT, Visibility.PUBLIC, null)
                .event(10, EventType.CHAT_ENDED);
        assertThat(desk.breached("first_reply")).isZero();
        assertThat(desk.said("first_reply")).containsExactly("CANCELLED 10");
        assertThat(desk.consumed("resolution")).containsExactly(10.0);
    }

    @Test
    void withoutHandoffAPersonsReplyCountsFromTheStart() {
        Desk desk = Desk.with("targets: {first_reply: 5m}")
                .event(0, EventType.CHAT_STARTED)
                .message(1, Actor.BOT, Visibility.PUBLIC, null)
                .agent(9);
        assertThat(desk.consumed("first_reply")).containsExactly(9.0);
        assertThat(desk.at(Measure.SLA_BREACHED, "first_reply")).containsExactly(9.0);
        assertThat(desk.met("first_reply")).isZero();
    }

    @Test
    void beginsWithTheFirstMessageOfACustomerWhereNothingElseTells() {
        Desk desk = new Desk(PolicyBook.defaults());
        desk.event(3, EventType.CHAT_MESSAGE, e -> e.actor(Actor.CUSTOMER)).agent(5);
        assertThat(desk.consumed("first_reply")).containsExactly(2.0);
    }

    @Test
    void doesNotBeginWithAMessageBehindAnAssignment() {
        Desk desk = new Desk(PolicyBook.defaults())
                .event(0, EventType.CHAT_ASSIGNED, e -> e.agentId("ann"))
                .customer(1)
                .agent(2);
        assertThat(desk.consumed("first_reply")).isEmpty();
    }

    /** One that began in the middle, as the job started: which reply was the first is not known, the question is. */
    @Test
    void aQuestionInAChatWhoseBeginningWasNotSeenWaitsForTheNextReply() {
        Desk desk = Desk.with("targets: {first_reply: 2m, next_reply: 2m}")
                .event(0, EventType.CHAT_ASSIGNED, e -> e.agentId("ann"))
                .customer(1)
                .event(2, EventType.CHAT_QUEUED)
                .until(10);
        assertThat(desk.at(Measure.SLA_BREACHED, "next_reply")).containsExactly(3.0);
        assertThat(desk.view("first_reply", 10)).isNull();
    }

    @Test
    void whoReturnsToAnAbandonedChatWaitsForItsFirstReply() {
        Desk desk = Desk.with("targets: {first_reply: 2m, next_reply: 2m}\nat_risk: off")
                .event(0, EventType.CHAT_QUEUED)
                .event(1.5, EventType.CHAT_ABANDONED)
                .event(3, EventType.CHAT_QUEUED)
                .until(8);
        assertThat(desk.at(Measure.SLA_BREACHED, "first_reply")).containsExactly(5.0);
        desk.event(9, EventType.CHAT_ASSIGNED, e -> e.agentId("ann")).agent(9.5);
        assertThat(desk.consumed("first_reply")).containsExactly(6.5);
        assertThat(desk.view("first_reply", 10).instance()).isEqualTo(2);
        assertThat(desk.said("first_reply")).containsExactly("CANCELLED 1.5", "BREACHED 5", "FULFILLED 9.5");
    }

    @Test
    void aChatThatIsBegunAgainIsAnsweredAnewWhateverWasBefore() {
        Desk desk = Desk.with("targets: {first_reply: 2m, next_reply: 2m}\nat_risk: off")
                .event(0, EventType.CHAT_STARTED, e -> e.firstReplyDueAt(Desk.MONDAY + Desk.MINUTE))
                .agent(0.5)
                .event(3, EventType.CHAT_ENDED)
                .event(10, EventType.CHAT_STARTED, e -> e.actor(Actor.BOT))
                .event(20, EventType.CHAT_QUEUED)
                .until(21);
        assertThat(desk.breached("first_reply"))
                .as("of the old due time, or while the bot talked")
                .isZero();
        desk.until(30);
        assertThat(desk.at(Measure.SLA_BREACHED, "first_reply")).containsExactly(22.0);
        assertThat(desk.consumed("next_reply")).isEmpty();
        desk.agent(31).customer(32).agent(33);
        assertThat(desk.consumed("first_reply")).containsExactly(0.5, 11.0);
        assertThat(desk.consumed("next_reply")).containsExactly(1.0);
    }

    @Test
    void anAgentWhoBeginsAChatAgainOwesNoReply() {
        Desk desk = Desk.with("targets: {first_reply: 2m, next_reply: 2m}\nat_risk: off")
                .event(0, EventType.CHAT_QUEUED)
                .event(1, EventType.CHAT_ABANDONED)
                .event(3, EventType.CHAT_STARTED, e -> e.actor(Actor.AGENT))
                .until(20);
        assertThat(desk.breached("first_reply")).isZero();
    }

    @Test
    void abandonedInTheQueueIsNoAnswerAndNoResolution() {
        Desk desk = Desk.with("targets: {first_reply: 30s, queue_wait: 20s, resolution: 1h}\nat_risk: off")
                .event(0, EventType.CHAT_QUEUED)
                .event(0.3, EventType.CHAT_ABANDONED);
        for (String clock : new String[] {"first_reply", "queue_wait", "resolution"}) {
            assertThat(desk.met(clock)).as(clock).isZero();
            assertThat(desk.consumed(clock)).as(clock).isEmpty();
            assertThat(desk.said(clock)).as(clock).containsExactly("CANCELLED 0.3");
            assertThat(desk.isRunning(clock)).as(clock).isFalse();
        }
    }

    @Test
    void abandonedAfterTheDeadlineStaysBreached() {
        Desk desk = Desk.with("targets: {queue_wait: 20s}")
                .event(0, EventType.CHAT_QUEUED)
                .event(1, EventType.CHAT_ABANDONED);
        assertThat(desk.breached("queue_wait")).isEqualTo(1);
        assertThat(desk.level(Measure.SLA_OVERDUE, "queue_wait")).isZero();
    }

    @Test
    void aTransferOpensTheNextStayInAQueue() {
        Desk desk = Desk.with("targets: {queue_wait: 10m}")
                .event(0, EventType.CHAT_QUEUED, e -> e.queue("one"))
                .event(3, EventType.CHAT_TRANSFERRED, e -> e.queue("two"))
                .event(3, EventType.CHAT_QUEUED, e -> e.queue("two"))
                .event(7, EventType.CHAT_ASSIGNED, e -> e.agentId("ann"));
        assertThat(desk.consumed("queue_wait")).containsExactly(4.0);
        assertThat(desk.view("queue_wait", 7).instance()).isEqualTo(2);
    }

    @Test
    void anAgentWhoStartsAChatOwesNoReplyUntilTheCustomerWrites() {
        Desk desk = new Desk(PolicyBook.defaults())
                .event(0, EventType.CHAT_STARTED, e -> e.actor(Actor.AGENT))
                .agent(0)
                .customer(10)
                .agent(12);
        assertThat(desk.consumed("first_reply")).containsExactly(2.0);
    }
}
