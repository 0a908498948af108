package io.bellwether.webhook;

import static io.bellwether.notify.Transitions.START;
import static io.bellwether.notify.Transitions.changed;
import static io.bellwether.notify.Transitions.firing;
import static io.bellwether.notify.Transitions.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.notify.Routing;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An outage of three hours is over, and the job works through what it missed. */
class DeliveryCatchUpTest extends DeliveryScene {

    private static final long MINUTE = 60_000;
    private static final long NOW = START + 180 * MINUTE;
    private static final String ROUTES = """
            routes:
              - {match: {}, receiver: hook, group_by: [uid], group_interval: 0s}
            """;

    @BeforeEach
    void back() throws Exception {
        delivery.close();
        restart(null, NOW);
    }

    private void restart(OperatorSubtaskState state, long now) throws Exception {
        Routing routing = DeliveryHarness.routing(server, ROUTES);
        delivery = DeliveryHarness.start(routing, state, now);
    }

    @Test
    void onlyTheFinalStateOfEachEpisodeIsToldMarkedAsLate() throws Exception {
        for (int i = 0; i < 50; i++) {
            delivery.send(firing("gone" + i, "page"));
            delivery.send(resolved("gone" + i, 2, "page"));
        }
        delivery.send(firing("a", "warning"));
        delivery.send(changed("a", 2, "page", "warning"));
        delivery.watermark(NOW - 16 * MINUTE);
        assertThat(server.requests()).isEmpty();
        delivery.watermark(NOW - 15 * MINUTE);
        delivery.answers(1);
        assertThat(body(0).get("data").get("alert_id").asText()).isEqualTo("a");
        assertThat(body(0).get("data").get("severity").asText()).isEqualTo("page");
        assertThat(body(0).get("data").get("delayed_seconds").asLong())
                .isEqualTo((NOW - changed("a", 2, "page", "warning").at()) / 1000);
        delivery.send(resolved("a", 3, "page"));
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing", "alert.resolved");
    }

    @Test
    void whoWasToldBeforeTheOutageIsToldOfTheEndAtOnce() throws Exception {
        delivery.close();
        restart(null, START);
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();
        restart(state, NOW);
        delivery.clock(NOW + 1);
        delivery.send(resolved("a", 2, "page"));
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing", "alert.resolved");
    }

    @Test
    void aJobThatDoesNotCatchUpTellsAllTheSame() throws Exception {
        delivery.send(firing("a", "page"));
        delivery.clock(NOW + 10 * MINUTE);
        delivery.send(changed("a", 2, "warning", "page"));
        delivery.clock(NOW + 15 * MINUTE - 1);
        assertThat(server.requests()).isEmpty();
        delivery.clock(NOW + 15 * MINUTE);
        delivery.answers(1);
        assertThat(body(0).get("data").get("seq").asInt()).isEqualTo(2);
    }

    @Test
    void whatIsOldWhileTheJobIsNotBehindIsToldAtOnceAndMarked() throws Exception {
        delivery.watermark(NOW);
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        assertThat(body(0).get("data").has("delayed_seconds")).isTrue();
    }

    @Test
    void whatIsNewIsToldWhateverTheJobIsBehind() throws Exception {
        delivery.close();
        restart(null, START + 14 * MINUTE);
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        assertThat(body(0).get("data").has("delayed_seconds")).isFalse();
    }
}
