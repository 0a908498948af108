package io.bellwether.webhook;

import static io.bellwether.http.MisbehavingServer.held;
import static io.bellwether.http.MisbehavingServer.reset;
import static io.bellwether.http.MisbehavingServer.status;
import static io.bellwether.notify.Transitions.changed;
import static io.bellwether.notify.Transitions.firing;
import static io.bellwether.notify.Transitions.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.http.MisbehavingServer;
import io.bellwether.http.MisbehavingServer.Request;
import io.bellwether.notify.DeliveryId;
import io.bellwether.notify.Transitions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryOperatorTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long FIVE_MINUTES = 300_000;

    private MisbehavingServer server;
    private DeliveryHarness delivery;

    @BeforeEach
    void start() throws Exception {
        server = new MisbehavingServer();
        delivery = DeliveryHarness.start(server);
    }

    @AfterEach
    void stop() throws Exception {
        delivery.close();
        server.close();
    }

    @Test
    void anAlertIsToldAndItsEndIsToldAndNothingRemains() throws Exception {
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        assertThat(delivery.stateEntries())
                .as("the receiver holds it for firing")
                .isPositive();
        delivery.send(resolved("a", 2, "page"));
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing", "alert.resolved");
        assertThat(ids())
                .containsExactly(
                        DeliveryId.of("a", Transitions.START, 1, "hook"),
                        DeliveryId.of("a", Transitions.START, 2, "hook"));
        assertNothingLeft();
    }

    @Test
    void manyChangesWithinTheWaitAreOneMessage() throws Exception {
        for (int i = 0; i < 60; i++) {
            delivery.send(Transitions.ofCase("case-" + i, Transitions.START - i * 1_000));
        }
        assertThat(delivery.timers()).isEqualTo(1);
        delivery.clock(10_999);
        assertThat(server.requests()).isEmpty();
        delivery.clock(11_000);
        delivery.answers(1);
        assertThat(server.requests()).hasSize(1);
        JsonNode data = body(0).get("data");
        assertThat(data.get("count").asInt()).isEqualTo(60);
        assertThat(data.get("alerts").size() + data.get("truncated").asInt()).isEqualTo(60);
        assertThat(data.get("oldest_cases").get(0).asText()).isEqualTo("case-59");
    }

    @Test
    void whatEndsWithinTheWaitIsNeverTold() throws Exception {
        delivery.send(firing("a", "warning"));
        delivery.send(resolved("a", 2, "warning"));
        delivery.clock(20_000);
        assertThat(server.requests()).isEmpty();
        assertNothingLeft();
    }

    @Test
    void oneRequestAtATimeAndTheEndNeverOvertakes() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        server.then(held(answer, status(200, "")));
        delivery.send(firing("a", "page"));
        delivery.until(() -> server.requests().size() == 1);
        delivery.send(changed("a", 2, "page", "warning"));
        delivery.send(resolved("a", 3, "page"));
        delivery.clock(1_500);
        assertThat(server.requests()).hasSize(1);
        answer.countDown();
        delivery.answers(2);
        assertThat(types()).containsExactly("alert.firing", "alert.resolved");
        assertThat(body(1).get("data").get("seq").asInt()).isEqualTo(3);
        assertThat(server.mostOpen()).isEqualTo(1);
        assertNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void aFailureIsTriedAgainWithTheSameId(int status) throws Exception {
        server.then(status(status, "busy"), status(status, "busy"));
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        delivery.clock(FIVE_MINUTES);
        delivery.answers(1);
        delivery.clock(2 * FIVE_MINUTES);
        delivery.answers(1);
        assertThat(server.requests()).hasSize(3);
        assertThat(ids()).containsOnly(DeliveryId.of("a", Transitions.START, 1, "hook"));
        assertThat(server.requests().get(2).text())
                .isEqualTo(server.requests().get(0).text());
        assertThat(delivery.failed()).isEmpty();
    }

    @Test
    void aResetAndATimeoutAreTriedAgain() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        server.then(reset(), held(never, status(200, "")));
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        delivery.clock(FIVE_MINUTES);
        delivery.answers(1);
        delivery.clock(2 * FIVE_MINUTES);
        delivery.answers(1);
        never.countDown();
        assertThat(ids()).hasSize(3).containsOnly(DeliveryId.of("a", Transitions.START, 1, "hook"));
    }

    @Test
    void retryAfterIsHonouredForAllGroupsOfTheReceiver() throws Exception {
        server.then(status(429, "", "Retry-After: 60"));
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        delivery.send(firing("b", "warning"));
        delivery.clock(60_999);
        assertThat(server.requests()).hasSize(1);
        delivery.clock(62_001);
        delivery.answers(2);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void firingAndResolvedWhileTheReceiverIsAwayComeToNothing() throws Exception {
        server.then(status(503, ""));
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        delivery.send(resolved("a", 2, "page"));
        delivery.clock(FIVE_MINUTES);
        assertThat(server.requests()).hasSize(1);
        assertNothingLeft();
    }

    @Test
    void firingThatMayHaveArrivedIsFollowedByItsEnd() throws Exception {
        server.then(status(500, ""));
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        delivery.send(resolved("a", 2, "page"));
        delivery.clock(FIVE_MINUTES);
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing", "alert.resolved");
        assertNothingLeft();
    }

    @Test
    void aReceiverThatHeardOfTheAlertHearsOfItsMoveAndItsEnd() throws Exception {
        delivery.send(firing("a", "warning"));
        delivery.clock(11_000);
        delivery.answers(1);
        delivery.send(changed("a", 2, "page", "warning"));
        delivery.answers(1);
        delivery.clock(21_000);
        delivery.answers(1);
        delivery.send(resolved("a", 3, "page"));
        delivery.answers(1);
        delivery.clock(31_000);
        delivery.answers(1);
        assertThat(types())
                .containsExactly(
                        "alert.firing", "alert.firing", "alert.severity_changed", "alert.resolved", "alert.resolved");
        assertNothingLeft();
    }

    @Test
    void aRefusalIsReportedAndForgotten() throws Exception {
        server.then(status(400, "no such\nchannel"));
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        assertThat(delivery.failed())
                .singleElement()
                .isEqualTo(new FailedDelivery(
                        DeliveryId.of("a", Transitions.START, 1, "hook"),
                        "hook",
                        "hook{severity=\"page\",}",
                        "a",
                        "firing",
                        "page",
                        "http_400",
                        "no such channel",
                        1_000));
        delivery.send(resolved("a", 2, "page"));
        assertThat(server.requests()).as("nobody was told that it began").hasSize(1);
        assertNothingLeft();
    }

    @Test
    void aReceiverThatSeemsGoneIsAskedAgainWithoutLosingAnything() throws Exception {
        server.then(status(410, ""));
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        delivery.send(firing("b", "warning"));
        delivery.clock(FIVE_MINUTES + 999);
        assertThat(server.requests()).hasSize(1);
        delivery.clock(FIVE_MINUTES + 1_000);
        delivery.answers(2);
        assertThat(server.requests()).hasSize(3);
        assertThat(delivery.failed()).isEmpty();
    }

    @Test
    void aPageIsGivenUpAfterAnHour() throws Exception {
        for (int i = 0; i < 30; i++) {
            server.then(status(503, "", "Retry-After: 1200"));
        }
        delivery.send(firing("a", "page"));
        for (int attempt = 1; attempt <= 3; attempt++) {
            delivery.answers(1);
            delivery.clock(attempt * 1_202_000L);
        }
        assertThat(server.requests()).hasSize(3);
        assertThat(delivery.failed()).extracting(FailedDelivery::reason).containsExactly("expired");
        assertNothingLeft();
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
        delivery = DeliveryHarness.start(
                io.bellwether.notify.Routing.parse("r.yaml", renamed, DeliveryHarness.variables()), state, 50_000);
        delivery.clock(50_001);
        assertThat(delivery.failed()).extracting(FailedDelivery::reason).containsExactly("receiver_removed");
        assertNothingLeft();
    }

    @Test
    void aGroupThatGrowsWithoutBoundLosesItsOldestWithAReport() throws Exception {
        for (int i = 0; i < Outbox.MAX_ENTRIES; i++) {
            delivery.send(firing("a" + i, "warning"));
        }
        assertThat(delivery.failed()).hasSize(Outbox.MAX_ENTRIES / 10);
        assertThat(delivery.failed().get(0).alertId()).isEqualTo("a0");
        assertThat(delivery.failed().get(0).reason()).isEqualTo("outbox_full");
        delivery.clock(11_000);
        delivery.answers(1);
        assertThat(body(0).get("data").get("count").asInt()).isEqualTo(Outbox.MAX_ENTRIES * 9 / 10);
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

    private void assertNothingLeft() throws Exception {
        delivery.clock(100_000_000);
        assertThat(delivery.stateEntries()).as("state").isZero();
        assertThat(delivery.timers()).as("timers").isZero();
    }

    private List<String> ids() {
        return server.requests().stream()
                .map(request -> request.headers().get("webhook-id"))
                .toList();
    }

    private List<String> types() throws IOException {
        java.util.ArrayList<String> types = new java.util.ArrayList<>();
        for (Request request : server.requests()) {
            types.add(JSON.readTree(request.body()).get("type").asText());
        }
        return types;
    }

    private JsonNode body(int index) throws IOException {
        return JSON.readTree(server.requests().get(index).body());
    }
}
