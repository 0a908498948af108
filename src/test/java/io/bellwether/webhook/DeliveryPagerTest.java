package io.bellwether.webhook;

import static io.bellwether.http.MisbehavingServer.held;
import static io.bellwether.http.MisbehavingServer.status;
import static io.bellwether.notify.Transitions.firing;
import static io.bellwether.notify.Transitions.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.notify.Routing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pager takes one change in a request: what a group has to say goes one by one, in order. */
class DeliveryPagerTest extends DeliveryScene {

    private Routing routing;

    @BeforeEach
    void page() throws Exception {
        delivery.close();
        routing = Routing.parse("r.yaml", """
                receivers:
                  - {name: hook, type: pagerduty, url: "%s", routing_key: "${HOOK_SECRET}", rate: unlimited,
                     allow_http_hosts: [127.0.0.1], allow_private: true}
                routes:
                  - {match: {}, receiver: hook, group_by: [uid], group_wait: 10s}
                """.formatted(server.uri("/enqueue")), DeliveryHarness.variables());
        delivery = DeliveryHarness.start(routing, null, 1_000);
    }

    private List<String> events() throws Exception {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < server.requests().size(); i++) {
            events.add(body(i).path("event_action").asText() + " "
                    + body(i).path("dedup_key").asText());
        }
        return events;
    }

    private void fireThree() throws Exception {
        for (String alert : List.of("a", "b", "c")) {
            delivery.send(firing(alert, "page"));
        }
        delivery.clock(11_000);
    }

    @Test
    void changesOfAGroupGoOneByOneInOrder() throws Exception {
        fireThree();
        delivery.answers(3);
        delivery.send(resolved("b", 2, "page"));
        delivery.clock(30_000);
        delivery.answers(1);
        assertThat(events()).containsExactly("trigger a", "trigger b", "trigger c", "resolve b");
    }

    @Test
    void whatIsRefusedTakesNothingWithIt() throws Exception {
        server.then(status(202, ""), status(400, "{\"errors\":[\"no\"]}"), status(202, ""));
        fireThree();
        delivery.answers(3);
        assertThat(delivery.failed()).extracting(FailedDelivery::alertId).containsExactly("b");
        for (String alert : List.of("a", "b", "c")) {
            delivery.send(resolved(alert, 2, "page"));
        }
        delivery.clock(30_000);
        delivery.answers(2);
        assertThat(events()).endsWith("resolve a", "resolve c");
        assertNothingLeft();
    }

    /** A checkpoint between two of them: what was told is not told again, the rest is. */
    @Test
    void aRestartGoesOnWithTheNext() throws Exception {
        server.then(status(202, ""), status(503, ""));
        fireThree();
        delivery.answers(2);
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();
        delivery = DeliveryHarness.start(routing, state, 50_000);
        delivery.clock(50_001);
        delivery.answers(2);
        assertThat(events()).containsExactly("trigger a", "trigger b", "trigger b", "trigger c");
    }

    /** What was under way to a chat in one message goes one by one where its name stands for a pager now. */
    @Test
    void aReceiverThatHasBecomeAPagerLosesNothingOfWhatWasUnderWay() throws Exception {
        delivery.close();
        String chat = """
                receivers:
                  - {name: hook, type: slack, url: "%s", rate: unlimited, allow_http_hosts: [127.0.0.1], allow_private: true}
                routes:
                  - {match: {}, receiver: hook, group_by: [uid], group_wait: 10s}
                """.formatted(server.uri("/chat"));
        delivery = DeliveryHarness.start(Routing.parse("r.yaml", chat, DeliveryHarness.variables()), null, 1_000);
        CountDownLatch never = new CountDownLatch(1);
        server.then(held(never, status(200, "ok")));
        for (String alert : List.of("a", "b", "c")) {
            delivery.send(firing(alert, "page"));
        }
        delivery.clock(11_000);
        delivery.until(() -> server.requests().size() == 1);
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();
        never.countDown();

        delivery = DeliveryHarness.start(routing, state, 50_000);
        delivery.clock(50_001);
        delivery.answers(3);
        assertThat(events().subList(1, 4)).containsExactly("trigger a", "trigger b", "trigger c");
        assertThat(delivery.failed()).isEmpty();
    }
}
