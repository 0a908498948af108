package io.bellwether.webhook;

import static io.bellwether.notify.Transitions.START;
import static io.bellwether.notify.Transitions.firing;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.http.MisbehavingServer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** The clock of the machine is set back by a day: nobody waits for a day. */
class DeliveryClockTest extends DeliveryScene {

    private static final String ROUTES = """
            routes:
              - {match: {}, receiver: hook, group_by: [queue], group_interval: 5m, repeat_interval: 1h}
            stale_after: 0s
            """;
    private static final long DAY = 86_400_000;
    private static final long MINUTE = 60_000;

    private void restart(OperatorSubtaskState state, long now) throws Exception {
        delivery.close();
        delivery = DeliveryHarness.start(DeliveryHarness.routing(server, ROUTES), state, now);
        delivery.watermark(START);
    }

    private void setBack() throws Exception {
        delivery.clock(START);
        delivery.watermark(START + 1);
    }

    @Test
    void theNextMessageOfAGroupIsNotADayAway() throws Exception {
        restart(null, START + DAY);
        delivery.send(firing("a", "warning"));
        delivery.answers(1);
        delivery.send(firing("b", "warning"));
        setBack();
        delivery.clock(START + 4 * MINUTE);
        assertThat(server.requests())
                .as("the least time between two still holds")
                .hasSize(1);
        delivery.clock(START + 5 * MINUTE);
        delivery.answers(1);
        assertThat(body(1).get("data").get("alert_id").asText()).isEqualTo("b");
    }

    @Test
    void whatIsTriedAgainAndWhatIsRepeatedIsNotADayLate() throws Exception {
        restart(null, START + DAY);
        server.then(MisbehavingServer.status(503, ""));
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        setBack();
        delivery.clock(START + MINUTE);
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing", "alert.firing");
        delivery.clock(START + 62 * MINUTE);
        delivery.answers(1);
        assertThat(body(2).get("data").get("notification_reason").asText()).isEqualTo("repeat interval elapsed");
    }

    @Test
    void theJobSaysThatItIsAliveInEarlierSlotsToo() throws Exception {
        delivery.close();
        delivery = DeliveryHarness.start(
                DeliveryHarness.routing(server, ROUTES + "heartbeat: {receiver: hook, every: 1m}\n"),
                null,
                START + DAY);
        delivery.watermark(START);
        delivery.answers(1);
        setBack();
        delivery.answers(1);
        assertThat(types()).containsExactly("heartbeat", "heartbeat");
    }

    @Test
    void aStateFromAClockThatWasAheadIsNoReasonToWait() throws Exception {
        restart(null, START + DAY);
        delivery.send(firing("a", "warning"));
        delivery.answers(1);
        delivery.send(firing("b", "warning"));
        restart(delivery.snapshot(), START);
        delivery.clock(START + 5 * MINUTE);
        delivery.answers(1);
        assertThat(server.requests()).hasSize(2);
    }
}
