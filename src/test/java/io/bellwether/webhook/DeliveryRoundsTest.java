package io.bellwether.webhook;

import static io.bellwether.http.MisbehavingServer.held;
import static io.bellwether.http.MisbehavingServer.status;
import static io.bellwether.notify.Transitions.changed;
import static io.bellwether.notify.Transitions.firing;
import static io.bellwether.notify.Transitions.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.notify.Routing;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a group that was told is told more, and the same again. */
class DeliveryRoundsTest extends DeliveryScene {

    private static final String ROUTES = """
            routes:
              - {match: {}, receiver: hook, group_by: [uid], group_wait: 10s, group_interval: 5m, repeat_interval: 1h}
            """;
    private static final long HOUR = 3_600_000;

    @BeforeEach
    void route() throws Exception {
        delivery.close();
        restart(null, 1_000);
    }

    private void restart(OperatorSubtaskState state, long now) throws Exception {
        Routing routing = DeliveryHarness.routing(server, ROUTES);
        delivery = DeliveryHarness.start(routing, state, now);
    }

    private void tellFirst() throws Exception {
        delivery.send(firing("a", "warning"));
        delivery.clock(11_000);
        delivery.answers(1);
    }

    @Test
    void aStormAfterTheFirstMessageIsOneMessageAnInterval() throws Exception {
        tellFirst();
        for (int second = 12; second < 310; second++) {
            delivery.clock(second * 1_000L);
            delivery.send(firing("b" + second, "warning"));
        }
        assertThat(server.requests()).hasSize(1);
        delivery.clock(311_000);
        delivery.answers(1);
        assertThat(body(1).get("data").get("count").asInt()).isEqualTo(298);
        assertThat(reason(1)).isEqualTo("new alerts added");
    }

    @Test
    void aPageDoesNotWaitForTheIntervalAndTakesAlongWhatDoes() throws Exception {
        tellFirst();
        delivery.clock(20_000);
        delivery.send(firing("b", "warning"));
        delivery.clock(40_000);
        delivery.send(changed("a", 2, "page", "warning"));
        delivery.clock(50_000);
        delivery.answers(1);
        assertThat(body(1).get("data").get("count").asInt()).isEqualTo(2);
        delivery.clock(60_000);
        delivery.send(resolved("a", 3, "page"));
        delivery.clock(70_000);
        delivery.answers(1);
        assertThat(types().get(2)).isEqualTo("alert.resolved");
    }

    @Test
    void aGroupWhoseAlertsAllEndedBeginsAnew() throws Exception {
        tellFirst();
        delivery.send(resolved("a", 2, "warning"));
        delivery.clock(311_000);
        delivery.answers(1);
        delivery.send(firing("b", "warning"));
        delivery.clock(321_000);
        delivery.answers(1);
        assertThat(reason(2)).isEqualTo("first notification");
    }

    @Test
    void aTryThatFailedIsNotHeldForTheInterval() throws Exception {
        server.then(status(503, ""));
        delivery.send(firing("a", "warning"));
        delivery.clock(11_000);
        delivery.answers(1);
        delivery.clock(12_001);
        delivery.answers(1);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void whatStillFiresIsSaidAgainEveryRepeatIntervalAndItsEndOnce() throws Exception {
        tellFirst();
        delivery.clock(11_000 + HOUR - 1);
        assertThat(server.requests()).hasSize(1);
        for (int i = 1; i <= 3; i++) {
            delivery.clock(11_000 + i * HOUR);
            delivery.answers(1);
            assertThat(reason(i)).isEqualTo("repeat interval elapsed");
            assertThat(body(i).get("data").get("repeated").asBoolean()).isTrue();
            assertThat(body(i).get("data").get("seq").asInt()).isEqualTo(1);
        }
        assertThat(new HashSet<>(ids())).as("an id each").hasSize(4);
        delivery.send(resolved("a", 2, "warning"));
        delivery.clock(12_000 + 5 * HOUR);
        delivery.answers(1);
        assertThat(types())
                .containsExactly("alert.firing", "alert.firing", "alert.firing", "alert.firing", "alert.resolved");
        assertNothingLeft();
    }

    @Test
    void whatWouldBeDueSoonGoesAlongAndWhatWasToldAMomentAgoDoesNot() throws Exception {
        tellFirst();
        delivery.clock(200_000);
        delivery.send(firing("soon", "warning"));
        delivery.clock(311_000);
        delivery.answers(1);
        delivery.clock(HOUR - 100_000);
        delivery.send(firing("late", "warning"));
        delivery.clock(HOUR - 90_000);
        delivery.answers(1);
        delivery.clock(11_000 + HOUR);
        delivery.clock(210_000 + HOUR);
        delivery.answers(1);
        JsonNode data = body(3).get("data");
        assertThat(data.get("alerts"))
                .extracting(alert -> alert.get("alert_id").asText())
                .containsExactly("a", "soon");
    }

    @Test
    void aRepetitionThatIsLostHasTheSameIdAfterARestart() throws Exception {
        tellFirst();
        CountDownLatch never = new CountDownLatch(1);
        OperatorSubtaskState before = delivery.snapshot();
        server.then(held(never, status(200, "")));
        delivery.clock(11_000 + HOUR);
        delivery.until(() -> server.requests().size() == 2);
        OperatorSubtaskState during = delivery.snapshot();
        delivery.close();
        never.countDown();
        for (OperatorSubtaskState state : List.of(before, during)) {
            restart(state, 20_000 + HOUR);
            delivery.clock(20_001 + HOUR);
            delivery.answers(1);
            delivery.close();
        }
        assertThat(ids().subList(1, 4)).containsOnly(ids().get(1)).doesNotContain(ids().get(0));
        restart(during, 20_000 + HOUR);
    }

    @Test
    void aNewerChangeTakesThePlaceOfARepetitionThatWaits() throws Exception {
        tellFirst();
        server.then(status(503, ""));
        delivery.clock(11_000 + HOUR);
        delivery.answers(1);
        delivery.send(resolved("a", 2, "warning"));
        delivery.clock(12_001 + HOUR);
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing", "alert.firing", "alert.resolved");
        assertNothingLeft();
    }

    private String reason(int index) throws Exception {
        return body(index).get("data").get("notification_reason").asText();
    }
}
