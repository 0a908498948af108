package io.bellwether.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MeaningsTest {
    private final Meanings meanings = new Meanings(values(-2, 1, 0.5f), values(0.25f, -0.5f, 1));

    @Test
    void oneSumHoldsBothNumbersWhateverTheirSigns() {
        long sum = meanings.of((byte) 0) + meanings.of((byte) 0) + meanings.of((byte) 1) + meanings.of((byte) 2);
        assertThat(meanings.polarity(sum)).isCloseTo(-2.5, within(1e-3));
        assertThat(meanings.neutrality(sum)).isCloseTo(1, within(1e-3));
    }

    @Test
    void theSumOfTheLongestMessageKeepsItsTwoHalvesApart() {
        long sum = meanings.of((byte) 0) * 30_000;
        assertThat(meanings.polarity(sum)).isCloseTo(-60_000, within(1.0));
        assertThat(meanings.neutrality(sum)).isCloseTo(7_500, within(1.0));
    }

    private static float[] values(float... first) {
        return Arrays.copyOf(first, Codebook.SIZE);
    }
}
