package io.bellwether.webhook;

import static io.bellwether.http.MisbehavingServer.held;
import static io.bellwether.http.MisbehavingServer.status;
import static io.bellwether.notify.Transitions.changed;
import static io.bellwether.notify.Transitions.firing;
import static io.bellwether.notify.Transitions.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.notify.DeliveryId;
import io.bellwether.notify.Transitions;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What is said, and in which order. */
class DeliveryOperatorTest extends DeliveryScene {

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
                        "backlog",
                        Transitions.START,
                        1,
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
    void halfACharacterInATextIsNoReasonNotToTell() throws Exception {
        delivery.send(Transitions.labelled(firing("a", "page"), Map.of("queue", "vip\ud83d")));
        delivery.answers(1);
        assertThat(body(0).get("data").get("labels").get("queue").asText()).isEqualTo("vip?");
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
}
