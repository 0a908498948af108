package io.bellwether.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.Status;
import io.bellwether.event.Visibility;
import io.bellwether.metric.Measure;
import org.junit.jupiter.api.Test;

/** What happens at the very millisecond: equality is in time, and one breach is one breach. */
class BoundariesTest {

    @Test
    void aNewTargetThatIsUsedUpAtThisMomentCanStillBeMet() {
        Desk desk = Desk.with("targets: {first_reply: {priority: {urgent: 1h, low: 8h}}}")
                .event(0, EventType.TICKET_CREATED, e -> e.priority("low").actor(Actor.CUSTOMER))
                .priority(60, "urgent")
                .agent(60)
                .until(60);
        assertThat(desk.met("first_reply")).isEqualTo(1);
        assertThat(desk.at(Measure.SLA_BREACHED, "first_reply")).isEmpty();
    }

    @Test
    void aDueTimeThatIsNowCanStillBeMet() {
        Desk desk = new Desk(PolicyBook.defaults()).created(0);
        desk.event(60, EventType.TICKET_UPDATED, e -> e.dueAt(desk.ms(60)))
                .status(60, Status.SOLVED)
                .until(60);
        assertThat(desk.met("resolution")).isEqualTo(1);
        assertThat(desk.at(Measure.SLA_BREACHED, "resolution")).isEmpty();
    }

    @Test
    void solvedAgainAtTheEndOfTheTimeToIgnoreIsIgnored() {
        String policy = "ignore_reopen_solved_within: 10m\ntargets: {resolution: 1h}";
        Desk within = Desk.with(policy)
                .created(0)
                .status(20, Status.SOLVED)
                .status(30, Status.OPEN)
                .status(40, Status.SOLVED);
        assertThat(within.consumed("resolution")).containsExactly(20.0);
        Desk after = Desk.with(policy)
                .created(0)
                .status(20, Status.SOLVED)
                .status(30, Status.OPEN)
                .status(40.001, Status.SOLVED);
        assertThat(after.consumed("resolution")).hasSize(2);
    }

    @Test
    void anAtRiskPointThatARetractionUncoversIsNow() {
        Desk desk = Desk.with("targets: {first_reply: 1h}")
                .created(0)
                .message(2, Actor.AGENT, Visibility.PUBLIC, "m1")
                .message(52, Actor.AGENT, Visibility.PRIVATE, "m1")
                .until(60);
        assertThat(desk.said("first_reply"))
                .containsExactly("FULFILLED 2", "AT_RISK1 52", "AT_RISK2 52", "BREACHED 60");
    }

    @Test
    void aBreachWithTheAllowanceJustUsedUpIsStillOneAfterReopening() {
        Desk desk = new Desk(Desk.parse("""
                calendars: {short: {zone: UTC, hours: {mon: "00:00-01:00"}}}
                policies: [{name: a, calendar: short, targets: {resolution: 1h}}]
                """));
        desk.created(0).status(100, Status.SOLVED).status(200, Status.OPEN).until(300);
        assertThat(desk.at(Measure.SLA_BREACHED, "resolution")).containsExactly(60.0);
        assertThat(desk.level(Measure.SLA_OVERDUE, "resolution")).isEqualTo(1);
    }

    @Test
    void everythingAtOneMomentIsFoldedBeforeItsDeadlines() {
        Desk desk = Desk.with("targets: {first_reply: 1h, resolution: 1h}")
                .created(0)
                .agent(60)
                .status(60, Status.SOLVED)
                .until(60);
        assertThat(desk.met("first_reply")).isEqualTo(1);
        assertThat(desk.met("resolution")).isEqualTo(1);
    }
}
