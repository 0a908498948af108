package io.bellwether.webhook;

import static io.bellwether.http.MisbehavingServer.held;
import static io.bellwether.http.MisbehavingServer.status;
import static io.bellwether.notify.Transitions.firing;
import static io.bellwether.notify.Transitions.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.notify.Routing;
import io.bellwether.notify.Transitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Beyond the rate of its credential a receiver gets what its groups have to say together. Two go at once here, then one each 10 s. */
class DeliveryRateTest extends DeliveryScene {

    private static final String ROUTES = """
            routes:
              - {match: {severity: info}, receiver: again, group_by: [queue], group_interval: 0s}
              - {match: {}, receiver: hook, group_by: [queue, uid], group_interval: 0s}
            """;

    private Routing routing;

    @BeforeEach
    void limit() throws Exception {
        delivery.close();
        String receivers = DeliveryHarness.receiver("hook", server) + DeliveryHarness.receiver("again", server);
        routing = Routing.parse(
                "r.yaml",
                receivers.replace("type: webhook", "type: webhook, rate: 6/m") + ROUTES,
                DeliveryHarness.variables());
        delivery = DeliveryHarness.start(routing, null, 1_000);
    }

    private void fire(int from, int to) throws Exception {
        for (int queue = from; queue < to; queue++) {
            delivery.sendToQueue(firing("a" + queue, "warning"), "q" + queue);
        }
    }

    @Test
    void whatIsBeyondTheRateBecomesOneMessage() throws Exception {
        fire(0, 6);
        delivery.answers(2);
        delivery.clock(10_999);
        assertThat(server.requests()).hasSize(2);
        delivery.clock(11_000);
        delivery.answers(1);
        JsonNode data = body(2).get("data");
        assertThat(data.get("count").asInt()).isEqualTo(4);
        assertThat(data.get("group").toString()).as("in what all agree").isEqualTo("{\"uid\":\"backlog\"}");
        assertThat(data.get("notification_reason").asText()).isEqualTo("first notification");
        assertThat(data.get("alerts"))
                .extracting(alert -> alert.get("labels").get("queue").asText())
                .containsExactlyInAnyOrder("q2", "q3", "q4", "q5");
        delivery.clock(200_000);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void whoWasToldInSuchAMessageIsToldOfTheEnd() throws Exception {
        fire(0, 6);
        delivery.answers(2);
        delivery.clock(11_000);
        delivery.answers(1);
        delivery.clock(60_000);
        for (int queue = 0; queue < 6; queue++) {
            delivery.sendToQueue(resolved("a" + queue, 2, "warning"), "q" + queue);
        }
        delivery.answers(2);
        delivery.clock(70_000);
        delivery.answers(1);
        List<String> ended = new ArrayList<>();
        for (int i = 3; i < server.requests().size(); i++) {
            JsonNode data = body(i).get("data");
            if (data.has("alerts")) {
                data.get("alerts")
                        .forEach(alert -> ended.add(alert.get("alert_id").asText()));
            } else {
                ended.add(data.get("alert_id").asText());
            }
        }
        assertThat(ended).containsExactlyInAnyOrder("a0", "a1", "a2", "a3", "a4", "a5");
        assertNothingLeft();
    }

    @Test
    void aMessageThatFailsIsTriedAgainForEachOfItsGroups() throws Exception {
        fire(0, 2);
        delivery.answers(2);
        server.then(status(503, "", "Retry-After: 60"));
        fire(2, 6);
        delivery.clock(11_000);
        delivery.answers(1);
        delivery.clock(73_000);
        delivery.answers(2);
        delivery.clock(84_000);
        delivery.answers(1);
        assertThat(delivered()).containsExactlyInAnyOrder("a0", "a1", "a2", "a3", "a4", "a5");
        assertThat(delivery.failed()).isEmpty();
    }

    @Test
    void whatOneAlertIsRefusedForTheOthersAreNotGivenUpFor() throws Exception {
        fire(0, 2);
        delivery.answers(2);
        server.then(status(400, "bad"), status(200, ""), status(400, "bad"));
        fire(2, 6);
        delivery.clock(11_000);
        delivery.answers(1);
        for (long clock = 21_000; clock <= 51_000; clock += 10_000) {
            delivery.clock(clock);
            delivery.answers(1);
        }
        assertThat(server.requests()).hasSize(7);
        assertThat(delivery.failed()).hasSize(1);
        String blamed = delivery.failed().get(0).alertId();
        assertThat(body(4).get("data").get("alert_id").asText()).isEqualTo(blamed);
        List<String> told = new ArrayList<>();
        for (int i : new int[] {3, 5, 6}) {
            told.add(body(i).get("data").get("alert_id").asText());
        }
        told.add(blamed);
        assertThat(told).containsExactlyInAnyOrder("a2", "a3", "a4", "a5");
        delivery.clock(200_000);
        assertThat(server.requests()).hasSize(7);
    }

    /** Alerts of all messages but the third, which was refused. */
    private List<String> delivered() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < server.requests().size(); i++) {
            JsonNode data = body(i).get("data");
            if (i != 2 && data.has("alerts")) {
                data.get("alerts")
                        .forEach(alert -> ids.add(alert.get("alert_id").asText()));
            } else if (i != 2) {
                ids.add(data.get("alert_id").asText());
            }
        }
        return ids;
    }

    @Test
    void whatWasUnderWayTogetherAtACheckpointIsSentAgainWithTheIdsOfItsChanges() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        fire(0, 2);
        delivery.answers(2);
        server.then(held(never, status(200, "")));
        fire(2, 5);
        delivery.clock(11_000);
        delivery.until(() -> server.requests().size() == 3);
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();
        never.countDown();
        delivery = DeliveryHarness.start(routing, state, 100_000);
        List<String> before = deliveryIds(2);
        delivery.clock(100_001);
        delivery.answers(2);
        delivery.clock(110_002);
        delivery.answers(1);
        List<String> after = new ArrayList<>();
        for (int i = 3; i < server.requests().size(); i++) {
            after.addAll(deliveryIds(i));
        }
        assertThat(after).containsExactlyInAnyOrderElementsOf(before);
    }

    private List<String> deliveryIds(int request) throws Exception {
        List<String> ids = new ArrayList<>();
        body(request).findValues("delivery_id").forEach(id -> ids.add(id.asText()));
        boolean several = body(request).get("data").has("alerts");
        return several ? ids.subList(1, ids.size()) : ids.subList(0, 1);
    }

    @Test
    void receiversOfOneCredentialShareIt() throws Exception {
        fire(0, 2);
        delivery.answers(2);
        delivery.send(Transitions.labelled(firing("b", "info"), Map.of("queue", "q0")));
        delivery.clock(10_000);
        assertThat(server.requests()).hasSize(2);
        delivery.clock(11_001);
        delivery.answers(1);
        assertThat(server.requests().get(2).text()).contains("\"alert_id\":\"b\"");
    }
}
