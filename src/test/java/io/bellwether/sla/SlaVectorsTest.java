package io.bellwether.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.Status;
import io.bellwether.event.Visibility;
import io.bellwether.metric.Measure;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The test vectors of the field (vendors' documentation and their customers' complaints), with their numbers. */
class SlaVectorsTest {

    @Test
    void requesterWaitAgentWorkAndAgentWait() {
        Desk desk = Desk.with("timed: [requester_wait, agent_work, agent_wait]")
                .created(0)
                .status(10, Status.OPEN)
                .status(30, Status.WAITING_CUSTOMER)
                .status(60, Status.WAITING_THIRD_PARTY)
                .status(75, Status.OPEN)
                .status(80, Status.SOLVED);
        assertThat(desk.consumed("requester_wait")).containsExactly(50.0);
        assertThat(desk.consumed("agent_work")).containsExactly(35.0);
        assertThat(desk.consumed("agent_wait")).containsExactly(30.0);
        assertThat(desk.consumed("resolution")).containsExactly(80.0);
    }

    @Test
    void nextReplyCountsFromTheOldestQuestion() {
        Desk desk = new Desk(PolicyBook.defaults())
                .created(-10)
                .agent(0)
                .customer(5)
                .customer(8)
                .customer(20)
                .agent(25);
        assertThat(desk.consumed("next_reply")).containsExactly(20.0);
        assertThat(desk.consumed("first_reply")).containsExactly(10.0);
    }

    @Test
    void businessHoursGoOverTheWeekend() {
        PolicyBook book = Desk.parse("""
                calendars:
                  office: {zone: UTC, hours: {mon-fri: "09:00-17:00"}}
                policies:
                  - name: office
                    calendar: office
                    targets: {first_reply: 1h}
                """);
        long friday = Instant.parse("2026-01-09T00:00:00Z").toEpochMilli();
        Desk desk = new Desk(book, friday).created(16 * 60 + 30);
        long monday = Instant.parse("2026-01-12T09:30:00Z").toEpochMilli();
        assertThat(desk.view("first_reply", 16 * 60 + 30).deadline()).isEqualTo(monday);
        desk.at(monday - 1);
        assertThat(desk.breached("first_reply")).isZero();
        desk.at(monday);
        assertThat(desk.breached("first_reply")).isEqualTo(1);
    }

    @Test
    void agentOpensWithAPublicComment() {
        Desk desk = new Desk(PolicyBook.defaults())
                .created(0, Actor.AGENT)
                .agent(0)
                .customer(10)
                .agent(15);
        assertThat(desk.consumed("first_reply")).containsExactly(15.0);
        assertThat(desk.consumed("next_reply")).isEmpty();
    }

    @Test
    void agentOpensWithAPrivateNote() {
        Desk desk = new Desk(PolicyBook.defaults())
                .created(0, Actor.AGENT)
                .message(0, Actor.AGENT, Visibility.PRIVATE, "n")
                .customer(10)
                .agent(15);
        assertThat(desk.consumed("first_reply")).containsExactly(5.0);
    }

    @Test
    void raisedPriorityBreachesAtTheChangeAndLoweredSupersedes() {
        Desk desk = Desk.with("targets: {first_reply: {priority: {urgent: 1h, low: 8h}}}")
                .event(0, EventType.TICKET_CREATED, e -> e.priority("low").actor(Actor.CUSTOMER))
                .priority(120, "urgent");
        assertThat(desk.at(Measure.SLA_BREACHED, "first_reply")).containsExactly(120.0);
        assertThat(desk.view("first_reply", 120).consumedMillis()).isEqualTo(120 * Desk.MINUTE);
        assertThat(desk.level(Measure.SLA_OVERDUE, "first_reply")).isEqualTo(1);
        desk.priority(150, "low");
        assertThat(desk.breached("first_reply")).isZero();
        assertThat(desk.at(Measure.SLA_BREACHED, "first_reply")).containsExactly(120.0, 120.0);
        assertThat(desk.said("first_reply")).containsExactly("BREACHED 120", "SUPERSEDED 150");
        assertThat(desk.level(Measure.SLA_OVERDUE, "first_reply")).isZero();
        desk.agent(200);
        assertThat(desk.met("first_reply")).isEqualTo(1);
        assertThat(desk.consumed("first_reply")).containsExactly(200.0);
    }

    @Test
    void aBotIsNoReply() {
        Desk desk = new Desk(PolicyBook.defaults())
                .created(0)
                .message(1, Actor.BOT, Visibility.PUBLIC, "b")
                .agent(9);
        assertThat(desk.consumed("first_reply")).containsExactly(9.0);
    }

    @Test
    void replyMadePrivateIsRetracted() {
        Desk desk = Desk.with("targets: {first_reply: 1h}").created(0).message(2, Actor.AGENT, Visibility.PUBLIC, "m1");
        assertThat(desk.met("first_reply")).isEqualTo(1);
        desk.message(3, Actor.AGENT, Visibility.PRIVATE, "m1");
        assertThat(desk.met("first_reply")).isZero();
        assertThat(desk.consumed("first_reply")).isEmpty();
        assertThat(desk.isRunning("first_reply")).isTrue();
        desk.message(40, Actor.AGENT, Visibility.PUBLIC, "m2");
        assertThat(desk.consumed("first_reply")).containsExactly(40.0);
        assertThat(desk.met("first_reply")).isEqualTo(1);
        assertThat(desk.at(Measure.SLA_MET, "first_reply")).containsExactly(2.0, 2.0, 40.0);
    }

    @Test
    void consumedTimeStaysUnderTheCalendarOfItsTime() {
        PolicyBook book = Desk.parse("""
                calendars:
                  first:
                    zone: UTC
                    hours: {tue: "12:00-24:00", wed: ["00:00-02:00", "12:00-24:00"], thu: "00:00-02:00"}
                  second:
                    zone: UTC
                    hours: {tue: "15:00-24:00", wed: ["00:00-00:30", "15:00-24:00"], thu: "00:00-00:30"}
                policies:
                  - {name: one, match: {brand: one}, calendar: first}
                  - {name: two, match: {brand: two}, calendar: second}
                """);
        // minutes of a week that begins on Sunday, as in the ticket that the vector comes from
        Desk desk = new Desk(book, Desk.MONDAY - 24 * 60 * Desk.MINUTE)
                .event(3902, EventType.TICKET_CREATED, e -> e.brand("one").actor(Actor.CUSTOMER));
        desk.event(5461.25, EventType.TICKET_UPDATED, e -> e.brand("two")).agent(5461.46);
        assertThat(desk.consumed("first_reply").get(0)).isEqualTo(959.46, org.assertj.core.data.Offset.offset(0.001));
    }

    @Test
    void replyBeforeTheDeadlineInOrderIsNoBreach() {
        Desk inOrder =
                Desk.with("targets: {first_reply: 1h}").created(0).agent(59).until(65);
        assertThat(inOrder.breached("first_reply")).isZero();
        assertThat(inOrder.met("first_reply")).isEqualTo(1);
        Desk withoutIt = Desk.with("targets: {first_reply: 1h}").created(0).until(65);
        assertThat(withoutIt.at(Measure.SLA_BREACHED, "first_reply")).containsExactly(60.0);
    }

    @Test
    void replyExactlyAtTheDeadlineIsInTime() {
        Desk desk = Desk.with("targets: {first_reply: 1h}").created(0).agent(60).until(60);
        assertThat(desk.met("first_reply")).isEqualTo(1);
        assertThat(desk.breached("first_reply")).isZero();
    }
}
