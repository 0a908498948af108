package io.bellwether.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeGateTest {

    @AfterEach
    void close() {
        TimeGate.close("test");
    }

    @Test
    void letsPassWhenTheLastSinkIsThere() throws Exception {
        TimeGate.open("test", 2);
        TimeGate gate = TimeGate.of("test");
        CompletableFuture<Void> waits = CompletableFuture.runAsync(() -> gate.await(10));
        gate.reached("one", 10);
        gate.reached("two", 9);
        gate.reached("one", 11);
        assertThat(waits).isNotDone();
        gate.reached("two", 10);
        waits.get(1, TimeUnit.MINUTES);
        gate.await(5);
    }

    @Test
    void whereNobodyOpenedAGateNobodyWaits() {
        TimeGate.of("nobody").await(Long.MAX_VALUE);
    }

    @Test
    void whoIsInterruptedWaitsNoLonger() {
        TimeGate.open("test", 1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> TimeGate.of("test").await(1)).isInstanceOf(IllegalStateException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
