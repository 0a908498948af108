package io.bellwether.webhook;

import static io.bellwether.notify.Transitions.START;
import static io.bellwether.notify.Transitions.firing;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.http.MisbehavingServer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody outside hears that the job is alive, as long as it is. The start is twenty seconds behind a whole minute. */
class DeliveryHeartbeatTest extends DeliveryScene {

    private static final String ROUTES = """
            heartbeat: {receiver: hook}
            routes: [{match: {}, receiver: hook}]
            """;
    private static final long MINUTE = 60_000;
    private static final long SLOT = START - 20_000;

    @BeforeEach
    void beat() throws Exception {
        delivery.close();
        restart(null, START);
    }

    private void restart(OperatorSubtaskState state, long now) throws Exception {
        delivery = DeliveryHarness.start(DeliveryHarness.routing(server, ROUTES), state, now);
    }

    @Test
    void aMessageInEachMinuteInWhichTheWatermarkMoves() throws Exception {
        delivery.watermark(START - 9_000);
        delivery.answers(1);
        delivery.clock(SLOT + MINUTE - 1);
        delivery.watermark(START + 30_000);
        assertThat(server.requests()).hasSize(1);
        delivery.clock(SLOT + MINUTE);
        delivery.watermark(START + 30_000);
        assertThat(server.requests()).as("it does not move").hasSize(1);
        delivery.watermark(START + 30_001);
        delivery.answers(1);
        delivery.clock(SLOT + 10 * MINUTE);
        assertThat(server.requests()).as("it runs and gets nowhere").hasSize(2);

        assertThat(types()).containsExactly("heartbeat", "heartbeat");
        assertThat(ids()).doesNotHaveDuplicates();
        assertThat(body(0))
                .hasToString("{\"type\":\"heartbeat\",\"timestamp\":\"2023-11-14T22:13:00Z\","
                        + "\"data\":{\"every_seconds\":60,\"event_time\":\"2023-11-14T22:13:11Z\"}}");
        assertNothingLeft();
    }

    @Test
    void afterARestartTheSlotHasTheSameId() throws Exception {
        delivery.watermark(START);
        delivery.answers(1);
        OperatorSubtaskState state = delivery.snapshot();
        delivery.close();
        restart(state, START + 5_000);
        assertThat(server.requests()).as("a job that only starts is not alive").hasSize(1);
        delivery.watermark(START - 1);
        delivery.answers(1);
        assertThat(ids()).hasSize(2).containsOnly(ids().get(0));
    }

    @Test
    void whatIsNotTakenIsNotTriedAgain() throws Exception {
        server.then(MisbehavingServer.status(500, ""), MisbehavingServer.status(404, ""));
        for (int minute = 0; minute < 3; minute++) {
            delivery.clock(START + minute * MINUTE);
            delivery.watermark(START + minute * MINUTE);
            delivery.answers(1);
            delivery.watermark(START + minute * MINUTE + 1);
        }
        assertThat(server.requests()).hasSize(3);
        assertThat(delivery.failed()).isEmpty();
        assertNothingLeft();
    }

    /** What a receiver asks for, or lets nobody in, holds for all messages. */
    @Test
    void aReceiverThatWantsToBeLeftAloneIs() throws Exception {
        server.then(MisbehavingServer.status(410, ""));
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        delivery.watermark(START);
        delivery.clock(START + 4 * MINUTE);
        delivery.watermark(START + MINUTE);
        assertThat(types()).containsExactly("alert.firing");
    }

    @Test
    void theEndOfAllInputIsNoSignOfLife() throws Exception {
        delivery.watermark(Long.MAX_VALUE);
        assertThat(server.requests()).isEmpty();
        assertThat(delivery.stateEntries()).isZero();
    }
}
