package io.bellwether.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceiverGateTest {

    @Test
    void admitsEightAndThenInTurn() {
        ReceiverGate gate = new ReceiverGate();
        for (int i = 0; i < ReceiverGate.MAX_REQUESTS; i++) {
            assertThat(gate.enter("g" + i)).isTrue();
        }
        assertThat(gate.enter("x")).isFalse();
        assertThat(gate.enter("y")).isFalse();
        assertThat(gate.enter("x")).as("keeps its place").isFalse();
        assertThat(gate.next()).as("no room").isNull();
        gate.leave();
        assertThat(gate.next()).isEqualTo("x");
        assertThat(gate.enter("x")).isTrue();
        gate.leave();
        assertThat(gate.enter("y")).isTrue();
        gate.leave();
        assertThat(gate.next()).as("y came in by itself").isNull();
    }

    @Test
    void aPauseIsOnlyMadeLonger() {
        ReceiverGate gate = new ReceiverGate();
        gate.pauseUntil(500);
        gate.pauseUntil(300);
        assertThat(gate.pausedUntil()).isEqualTo(500);
    }
}
