package io.bellwether.notify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendRateTest {

    @ParameterizedTest
    @ValueSource(strings = {"1/s", "20/m", "100/h", "999999/m", "unlimited"})
    void readsWhatItWrites(String text) {
        assertThat(SendRate.parse(text)).get().hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0/m", "20", "20/d", "-1/m", "1.5/s", "20/min", "20 /m", "1000000/m"})
    void refusesTheRest(String text) {
        assertThat(SendRate.parse(text)).isEmpty();
    }
}
