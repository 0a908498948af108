package io.bellwether.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseVoiceTest {

    @ParameterizedTest
    @ValueSource(
            doubles = {0, -0.0, 1, -1, 0.005, -0.005, 0.015, 1.005, -0.995, -0.125, -0.004, 1e-9, -1e-9, 0.1 + 0.2})
    void aMeanHasTwoDecimals(double mean) {
        assertThat(CaseVoice.hundredths(mean)).isEqualTo(String.format(Locale.ROOT, "%.2f", mean));
    }

    @Test
    void soHasAnyOther() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            double mean = i % 2 == 0 ? 2 * random.nextDouble() - 1 : random.nextInt(2_001) / 1_000.0 - 1;
            assertThat(CaseVoice.hundredths(mean)).isEqualTo(String.format(Locale.ROOT, "%.2f", mean));
        }
    }
}
