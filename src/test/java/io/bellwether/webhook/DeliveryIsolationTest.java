package io.bellwether.webhook;

import static io.bellwether.http.MisbehavingServer.held;
import static io.bellwether.http.MisbehavingServer.status;
import static io.bellwether.notify.Transitions.firing;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.http.MisbehavingServer;
import io.bellwether.notify.Routing;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A slow receiver is its own problem. */
class DeliveryIsolationTest {

    @Test
    void aSlowGroupHoldsNoOtherGroup() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        try (MisbehavingServer server = new MisbehavingServer();
                DeliveryHarness delivery = DeliveryHarness.start(server)) {
            server.then(held(answer, status(200, "")));
            delivery.send(firing("a", "page"));
            delivery.until(() -> server.requests().size() == 1);
            delivery.send(firing("b", "warning"));
            delivery.clock(11_000);
            delivery.answers(1);
            assertThat(server.requests()).hasSize(2);
            answer.countDown();
            delivery.answers(1);
        }
    }

    @Test
    void aReceiverThatHangsGetsEightRequestsAndHoldsNoOtherReceiver() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        try (MisbehavingServer slow = new MisbehavingServer();
                MisbehavingServer quick = new MisbehavingServer()) {
            for (int i = 0; i < ReceiverGate.MAX_REQUESTS; i++) {
                slow.then(held(answer, status(200, "")));
            }
            String file = DeliveryHarness.receiver("hook", slow) + DeliveryHarness.receiver("quick", quick) + """
                    routes:
                      - {match: {severity: page}, receiver: quick}
                      - {match: {}, receiver: hook, group_by: [queue]}
                    """;
            Routing routing = Routing.parse("r.yaml", file, DeliveryHarness.variables());
            try (DeliveryHarness delivery = DeliveryHarness.start(routing, null, 1_000)) {
                for (int queue = 0; queue < 20; queue++) {
                    delivery.sendToQueue(firing("a" + queue, "warning"), "q" + queue);
                }
                delivery.send(firing("p", "page"));
                delivery.until(
                        () -> quick.requests().size() == 1 && slow.requests().size() == ReceiverGate.MAX_REQUESTS);
                assertThat(slow.requests()).hasSize(ReceiverGate.MAX_REQUESTS);
                answer.countDown();
                delivery.until(() -> slow.requests().size() == 20);
                assertThat(slow.mostOpen()).isEqualTo(ReceiverGate.MAX_REQUESTS);
                assertThat(delivery.failed()).isEmpty();
            }
        }
    }
}
