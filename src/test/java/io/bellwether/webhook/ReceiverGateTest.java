package io.bellwether.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.notify.SendRate;
import org.junit.jupiter.api.Test;

class ReceiverGateTest {

    @Test
    void admitsEightAndThenInTurn() {
        ReceiverGate gate = new ReceiverGate(new TokenBucket(SendRate.UNLIMITED));
        for (int i = 0; i < ReceiverGate.MAX_REQUESTS; i++) {
            assertThat(gate.enter("g" + i, 0)).isTrue();
        }
        assertThat(gate.enter("x", 0)).isFalse();
        assertThat(gate.enter("y", 0)).isFalse();
        assertThat(gate.enter("x", 0)).as("keeps its place").isFalse();
        assertThat(gate.next(0)).as("no room").isNull();
        gate.leave();
        assertThat(gate.next(0)).isEqualTo("x");
        assertThat(gate.enter("x", 0)).isTrue();
        gate.leave();
        assertThat(gate.enter("y", 0)).isTrue();
        gate.leave();
        assertThat(gate.next(0)).as("y came in by itself").isNull();
    }

    @Test
    void aPauseIsOnlyMadeLonger() {
        ReceiverGate gate = new ReceiverGate(new TokenBucket(SendRate.UNLIMITED));
        gate.pauseUntil(500);
        gate.pauseUntil(300);
        assertThat(gate.pausedUntil()).isEqualTo(500);
    }
}
