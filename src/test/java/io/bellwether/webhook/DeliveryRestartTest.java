package io.bellwether.webhook;

import static io.bellwether.http.MisbehavingServer.held;
import static io.bellwether.http.MisbehavingServer.status;
import static io.bellwether.notify.Transitions.firing;
import static io.bellwether.notify.Transitions.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.notify.DeliveryId;
import io.bellwether.notify.Routing;
import io.bellwether.notify.Transitions;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What a stop, a restore and a changed routing file leave of what was promised. */
class DeliveryRestartTest extends DeliveryScene {

    @Test
    void whatGrewOldWhileTheJobWasDownIsTriedBeforeItIsGivenUp() throws Exception {
        server.then(status(503, ""), status(503, ""), status(503, ""), status(503, ""));
        delivery.send(firing("a", "page"));
        for (int attempt = 1; attempt <= 4; attempt++) {
            delivery.answers(1);
            delivery.clock(attempt * FIVE_MINUTES);
        }
        delivery.answers(0);
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();
        delivery = DeliveryHarness.start(DeliveryHarness.routing(server, DeliveryHarness.ROUTES), state, 20_000_000);
        delivery.clock(20_000_001);
        delivery.answers(1);
        assertThat(delivery.failed()).isEmpty();
        assertThat(types()).hasSizeGreaterThanOrEqualTo(5).containsOnly("alert.firing");
    }

    @Test
    void aReceiverWhoseVariablesAreMissingHereHoldsItsAlertsAndDoesNotEndTheJob() throws Exception {
        delivery.close();
        delivery = DeliveryHarness.startWithout("HOOK_SECRET", server);
        delivery.send(firing("a", "page"));
        delivery.clock(FIVE_MINUTES + 1_000);
        assertThat(server.requests()).isEmpty();
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();
        delivery = DeliveryHarness.start(DeliveryHarness.routing(server, DeliveryHarness.ROUTES), state, 1_000_000);
        delivery.clock(1_000_001);
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing");
        assertThat(delivery.failed()).isEmpty();
    }

    @Test
    void whatWasUnderWayAtACheckpointIsSentAgainWithTheSameIdBeforeAnythingNewer() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        server.then(held(never, status(200, "")));
        delivery.send(firing("a", "page"));
        delivery.send(firing("b", "page"));
        delivery.until(() -> server.requests().size() == 1);
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();
        never.countDown();

        delivery = DeliveryHarness.start(DeliveryHarness.routing(server, DeliveryHarness.ROUTES), state, 50_000);
        delivery.send(resolved("a", 2, "page"));
        delivery.clock(50_001);
        delivery.answers(2);
        assertThat(ids().subList(0, 2)).containsOnly(DeliveryId.of("a", Transitions.START, 1, "hook"));
        assertThat(server.requests().get(1).text())
                .isEqualTo(server.requests().get(0).text());
        JsonNode rest = body(2).get("data");
        assertThat(rest.get("count").asInt()).isEqualTo(2);
        assertThat(rest.get("alerts"))
                .extracting(alert -> alert.get("transition").asText())
                .containsExactly("firing", "resolved");
    }

    /** It was told of after the state was saved, which nothing of the state says. */
    @Test
    void whoWasToldAfterACheckpointIsToldOfTheEndThatComesWithTheBeginningAgain() throws Exception {
        OperatorSubtaskState state = delivery.snapshot();
        delivery.send(firing("c", "warning"));
        delivery.clock(20_000);
        delivery.answers(1);
        delivery.close();
        delivery = DeliveryHarness.start(
                DeliveryHarness.routing(server, DeliveryHarness.ROUTES), state, Transitions.START + 60_000);
        delivery.send(firing("c", "warning"));
        delivery.send(resolved("c", 2, "warning"));
        delivery.clock(Transitions.START + 120_000);
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing", "alert.resolved");
    }

    /** The state was saved before the message, which went out; the end comes before the message goes again. */
    @Test
    void whatWaitedAtACheckpointAndMayHaveBeenToldSinceHasAnEnd() throws Exception {
        delivery.send(firing("c", "warning"));
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();
        delivery = DeliveryHarness.startUnheard(
                DeliveryHarness.routing(server, DeliveryHarness.ROUTES), state, Transitions.START + 60_000);
        delivery.send(resolved("c", 90, "warning"));
        delivery.clock(Transitions.START + 95_000);
        delivery.heard();
        delivery.clock(Transitions.START + 95_001);
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.resolved");
        assertNothingLeft();
    }

    @Test
    void whatWaitedAtACheckpointIsSentAfterTheRestore() throws Exception {
        server.then(status(500, ""));
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        delivery.send(firing("c", "warning"));
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();
        delivery = DeliveryHarness.start(DeliveryHarness.routing(server, DeliveryHarness.ROUTES), state, 50_000);
        delivery.clock(50_001);
        delivery.answers(2);
        assertThat(ids().subList(1, 3))
                .containsExactlyInAnyOrder(
                        DeliveryId.of("a", Transitions.START, 1, "hook"),
                        DeliveryId.of("c", Transitions.START, 1, "hook"));
    }

    @Test
    void aReceiverThatLeftTheFileLeavesReportsAndNoState() throws Exception {
        server.then(status(503, ""));
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();
        String renamed = (DeliveryHarness.receiver("hook", server) + DeliveryHarness.ROUTES)
                .replace("name: hook,", "name: other,")
                .replace("receiver: hook,", "receiver: other,");
        delivery = DeliveryHarness.start(Routing.parse("r.yaml", renamed, DeliveryHarness.variables()), state, 1_001);
        delivery.clock(50_001);
        assertThat(delivery.failed()).extracting(FailedDelivery::reason).containsExactly("receiver_removed");
        assertNothingLeft();
    }

    @Test
    void theEndOfWhatARemovedReceiverWasToldOfIsReportedOrToldOnItsReturn() throws Exception {
        delivery.send(firing("a", "page"));
        delivery.send(firing("b", "page"));
        delivery.answers(2);
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();

        delivery = DeliveryHarness.start(Routing.none("r.yaml", "nobody"), state, 50_000);
        delivery.clock(50_001);
        delivery.sendAs(DeliveryHarness.routing(server, DeliveryHarness.ROUTES), resolved("a", 2, "page"));
        assertThat(delivery.failed())
                .extracting(FailedDelivery::alertId, FailedDelivery::reason)
                .containsExactly(tuple("a", "receiver_removed"));
        state = delivery.snapshot();
        delivery.close();

        delivery = DeliveryHarness.start(DeliveryHarness.routing(server, DeliveryHarness.ROUTES), state, 60_000);
        delivery.send(resolved("b", 2, "page"));
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing", "alert.firing", "alert.resolved");
        assertNothingLeft();
    }

    @Test
    void closingDoesNotWaitForTheReceiver() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        server.then(held(never, status(200, "")));
        delivery.send(firing("a", "page"));
        delivery.until(() -> server.requests().size() == 1);
        delivery.close();
        assertThat(never.getCount()).isEqualTo(1);
        never.countDown();
    }
}
