package io.bellwether.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.http.MisbehavingServer;
import io.bellwether.notify.Routing;
import io.bellwether.notify.Transitions;
import org.junit.jupiter.api.Test;

/** A row for every decision, with its reason. */
class DeliveryHistoryTest {

    private static final String PAGES = """
            routes:
              - {match: {}, receiver: hook, group_by: [uid], group_interval: 0s, repeat_interval: 1h}
            stale_after: 0s
            """;

    @Test
    void whatIsToldIsAndWhy() throws Exception {
        try (MisbehavingServer server = new MisbehavingServer();
                DeliveryHarness delivery = DeliveryHarness.start(DeliveryHarness.routing(server, PAGES), null, 1_000)) {
            delivery.send(Transitions.firing("a", "page"));
            delivery.answers(1);
            assertThat(delivery.decisions()).containsExactly("told (first notification) firing");
            delivery.clock(1_000 + 3_600_000);
            delivery.answers(1);
            delivery.send(Transitions.resolved("a", 2, "page"));
            delivery.answers(1);
            assertThat(delivery.decisions())
                    .containsExactly(
                            "told (first notification) firing",
                            "told (repeat interval elapsed) firing",
                            "told (all alerts resolved) resolved");
        }
    }

    @Test
    void whoWasToldAsAStepIsAndWhatEndedBeforeItsTurn() throws Exception {
        try (MisbehavingServer server = new MisbehavingServer();
                MisbehavingServer lead = new MisbehavingServer()) {
            String routes =
                    "routes: [{match: {}, receiver: hook, group_interval: 0s, escalate: [{after: 15m, receiver: lead}]}]\n"
                            + "stale_after: 0s\n";
            String file = DeliveryHarness.receiver("hook", server) + DeliveryHarness.receiver("lead", lead) + routes;
            Routing routing = Routing.parse("r.yaml", file, DeliveryHarness.variables());
            try (DeliveryHarness delivery = DeliveryHarness.start(routing, null, 1_000)) {
                delivery.send(Transitions.firing("a", "page"));
                delivery.answers(1);
                delivery.clock(1_000 + 900_000);
                delivery.answers(1);
                assertThat(delivery.decisions())
                        .containsExactly(
                                "held (escalation) firing",
                                "told (first notification) firing",
                                "told (escalated) firing");
                delivery.send(Transitions.firing("b", "page"));
                delivery.answers(1);
                delivery.send(Transitions.resolved("b", 2, "page"));
                delivery.answers(1);
                assertThat(delivery.decisions())
                        .contains("never_told (ended) resolved", "told (some alerts resolved) resolved");
            }
        }
    }

    @Test
    void whatIsGivenUpIsAndWhy() throws Exception {
        try (MisbehavingServer server = new MisbehavingServer();
                DeliveryHarness delivery = DeliveryHarness.start(DeliveryHarness.routing(server, PAGES), null, 1_000)) {
            server.then(MisbehavingServer.status(400, "no such channel"));
            delivery.send(Transitions.firing("a", "page"));
            delivery.answers(1);
            assertThat(delivery.decisions()).containsExactly("given_up (http_400) firing");
        }
    }
}
