package io.bellwether.webhook;

import static io.bellwether.notify.Transitions.START;
import static io.bellwether.notify.Transitions.changed;
import static io.bellwether.notify.Transitions.firing;
import static io.bellwether.notify.Transitions.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.control.Acknowledgement;
import io.bellwether.control.Matchers;
import io.bellwether.http.MisbehavingServer;
import io.bellwether.notify.Routing;
import io.bellwether.notify.Transitions;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Wish 1 of the reference: who is told when nobody reacts. */
class DeliveryEscalationTest extends DeliveryScene {

    private static final long MINUTE = 60_000;
    private static final String ROUTES = """
            routes:
              - match: {severity: page}
                receiver: hook
                group_interval: 0s
                escalate: [{after: 15m, receiver: lead}, {after: 30m, receiver: hook}]
              - {match: {}, receiver: hook, group_interval: 0s}
            stale_after: 1h
            """;

    private MisbehavingServer lead;

    @BeforeEach
    void route() throws Exception {
        lead = new MisbehavingServer();
        delivery.close();
        restart(null, 0);
    }

    @AfterEach
    void close() throws Exception {
        lead.close();
    }

    private void restart(OperatorSubtaskState state, long now) throws Exception {
        restartUnheard(state, now);
        delivery.heard();
    }

    private void restartUnheard(OperatorSubtaskState state, long now) throws Exception {
        String file = DeliveryHarness.receiver("hook", server) + DeliveryHarness.receiver("lead", lead) + ROUTES;
        delivery = DeliveryHarness.startUnheard(Routing.parse("r.yaml", file, DeliveryHarness.variables()), state, now);
    }

    /** An alert of the last moments before a crash, computed again by a run that starts so many minutes after its beginning. */
    private void startAgain(long minute) throws Exception {
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();
        restart(state, START + minute * MINUTE);
        delivery.send(firing("a", "page"));
    }

    private void endsAfter(long minute) throws Exception {
        delivery.clock(START + minute * MINUTE);
        delivery.answers(1);
        // a second of event time for each number
        delivery.send(resolved("a", minute * 60, "page"));
    }

    private void assertLeadHearsNothing() throws Exception {
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing", "alert.resolved");
        assertThat(delivery.stateEntries()).as("what is told, or under way").isZero();
        assertThat(lead.requests()).isEmpty();
    }

    @Test
    void whoseTurnTheRunBeforeDidNotLiveToHearsNothingOfTheEnd() throws Exception {
        startAgain(10);
        endsAfter(11);
        assertLeadHearsNothing();
    }

    @Test
    void whoseTurnTheRunBeforeMayHaveLivedToHearsOfTheEnd() throws Exception {
        startAgain(20);
        endsAfter(21);
        delivery.answers(2);
        assertThat(lead.requests()).hasSize(1);
    }

    @Test
    void whatSomebodySawToBeforeItsTurnTheRunBeforeDidNotTellEither() throws Exception {
        Acknowledgement ack =
                new Acknowledgement("k-1", START + 5 * MINUTE, "ann", "", Matchers.ofAlert("a"), START + 600 * MINUTE);
        delivery.say(ack);
        startAgain(20);
        endsAfter(21);
        assertLeadHearsNothing();
    }

    @Test
    void whatSomebodySawToAndHasEndedComesAgainWithItsEnd() throws Exception {
        delivery.say(
                new Acknowledgement("k-1", START + 5 * MINUTE, "ann", "", Matchers.ofAlert("a"), START + 600 * MINUTE));
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();
        restartUnheard(state, START + 25 * MINUTE);
        delivery.send(firing("a", "page"));
        delivery.send(resolved("a", 20 * 60, "page"));
        delivery.heard();
        delivery.clock(START + 25 * MINUTE + 1);
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.resolved");
        assertThat(delivery.stateEntries()).as("what is told, or under way").isZero();
        assertThat(lead.requests()).isEmpty();
    }

    @Test
    void whoseTurnHadNotComeWhenTheStateWasReadHearsNothingOfTheEnd() throws Exception {
        delivery.close();
        restartUnheard(null, START);
        delivery.send(firing("a", "page"));
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();
        restartUnheard(state, START + 10 * MINUTE);
        delivery.send(resolved("a", 9 * 60, "page"));
        delivery.heard();
        delivery.clock(START + 10 * MINUTE + 1);
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.resolved");
        assertThat(lead.requests()).isEmpty();
        assertThat(delivery.stateEntries()).as("what is told, or under way").isZero();
    }

    @Test
    void whatStillFiresIsToldToTheNextAndItsEndToBoth() throws Exception {
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        delivery.clock(10 * MINUTE);
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();
        restart(state, 11 * MINUTE);
        delivery.clock(15 * MINUTE - 1);
        assertThat(lead.requests()).isEmpty();
        delivery.clock(15 * MINUTE);
        delivery.answers(1);
        assertThat(lead.requests()).hasSize(1);
        delivery.clock(31 * MINUTE);
        delivery.send(resolved("a", 2, "page"));
        delivery.answers(2);
        assertThat(types()).as("who is told anyway is no step").containsExactly("alert.firing", "alert.resolved");
        assertThat(lead.requests()).hasSize(2);
        assertNothingLeft();
    }

    @Test
    void anEndStopsIt() throws Exception {
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        delivery.clock(14 * MINUTE);
        delivery.send(resolved("a", 2, "page"));
        delivery.answers(1);
        delivery.clock(60 * MINUTE);
        assertThat(lead.requests()).isEmpty();
        assertNothingLeft();
    }

    @Test
    void aSeverityWhoseRouteDoesNotEscalateStopsIt() throws Exception {
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        delivery.send(changed("a", 2, "warning", "page"));
        delivery.answers(1);
        delivery.clock(60 * MINUTE);
        assertThat(lead.requests()).isEmpty();
    }

    @Test
    void whoWasToldAsAStepHearsOfAChangeOfSeverityThoughSomebodySeesToIt() throws Exception {
        String routes =
                "routes: [{match: {}, receiver: hook, group_interval: 0s, escalate: [{after: 15m, receiver: lead}]}]";
        String file = DeliveryHarness.receiver("hook", server) + DeliveryHarness.receiver("lead", lead) + routes;
        delivery.close();
        delivery = DeliveryHarness.start(Routing.parse("r.yaml", file, DeliveryHarness.variables()), null, 0);
        delivery.send(firing("a", "warning"));
        delivery.answers(1);
        delivery.clock(15 * MINUTE);
        delivery.answers(1);
        Matchers all = new Matchers(Map.of("uid", ".*"));
        delivery.say(new Acknowledgement("k", Transitions.START, "ann", "", all, Long.MAX_VALUE));
        delivery.answers(2);
        delivery.send(changed("a", 2, "page", "warning"));
        delivery.answers(2);
        assertThat(lead.requests()).hasSize(3);
    }

    /** The severity is a part of the group here, so that another one is another group. */
    @Test
    void itsTimeRunsOnWhenTheSeverityBringsTheAlertToAnotherGroup() throws Exception {
        String routes =
                "stale_after: 0s\nroutes: [{match: {}, receiver: hook, group_by: [severity], group_interval: 0s,"
                        + " escalate: [{after: 15m, receiver: lead}]}]";
        String file = DeliveryHarness.receiver("hook", server) + DeliveryHarness.receiver("lead", lead) + routes;
        delivery.close();
        delivery = DeliveryHarness.start(Routing.parse("r.yaml", file, DeliveryHarness.variables()), null, 1_000);
        delivery.send(firing("a", "warning"));
        delivery.answers(1);
        delivery.clock(1_000 + 10 * MINUTE);
        delivery.send(changed("a", 2, "page", "warning"));
        delivery.answers(2);
        delivery.clock(1_000 + 15 * MINUTE - 1);
        assertThat(lead.requests()).isEmpty();
        delivery.clock(1_000 + 15 * MINUTE);
        delivery.answers(1);
        assertThat(lead.requests()).hasSize(1);
        delivery.send(resolved("a", 3, "page"));
        delivery.answers(3);
        assertThat(lead.requests()).hasSize(2);
    }

    private void acknowledge(long untilMinute) throws Exception {
        delivery.say(new Acknowledgement("k-1", START, "ann", "", Matchers.ofAlert("a"), untilMinute * MINUTE));
        delivery.answers(1);
    }

    @Test
    void anAcknowledgementStopsItForAsLongAsItHolds() throws Exception {
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        delivery.clock(5 * MINUTE);
        acknowledge(40);
        delivery.clock(20 * MINUTE);
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();
        restart(state, 21 * MINUTE);
        delivery.clock(40 * MINUTE - 1);
        assertThat(lead.requests()).as("its time came while somebody saw to it").isEmpty();
        delivery.clock(40 * MINUTE);
        delivery.answers(1);
        assertThat(lead.requests()).as("nobody sees to what still fires").hasSize(1);
        delivery.send(resolved("a", 2, "page"));
        delivery.answers(2);
        assertThat(lead.requests()).hasSize(2);
        assertNothingLeft();
    }

    @Test
    void anAcknowledgementThatEndsBeforeTheStepChangesNothing() throws Exception {
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        acknowledge(10);
        delivery.clock(15 * MINUTE - 1);
        assertThat(lead.requests()).isEmpty();
        delivery.clock(15 * MINUTE);
        delivery.answers(1);
        assertThat(lead.requests()).hasSize(1);
    }

    @Test
    void whatEndsWhileSomebodySeesToItIsToldToNoFurtherStep() throws Exception {
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        acknowledge(40);
        delivery.clock(20 * MINUTE);
        delivery.send(resolved("a", 2, "page"));
        delivery.answers(1);
        delivery.clock(60 * MINUTE);
        assertThat(types()).containsExactly("alert.firing", "alert.firing", "alert.resolved");
        assertThat(lead.requests()).isEmpty();
        assertNothingLeft();
    }
}
