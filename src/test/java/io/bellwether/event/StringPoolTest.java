package io.bellwether.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StringPoolTest {
    private final StringPool pool = new StringPool(16);

    @Test
    void givesTheSameStringAgain() {
        assertThat(get("vip")).isSameAs(get("vip")).isEqualTo("vip");
    }

    @Test
    void isRightWhateverWasForgotten() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            String text = Integer.toString(random.nextInt(200), 36) + (i % 5 == 0 ? "售后" : "");
            assertThat(get(text)).isEqualTo(text);
        }
    }

    @Test
    void tellsStringsOfOneHashApart() {
        assertThat("AaAa").hasSameHashCodeAs("BBBB");
        assertThat(get("AaAa")).isEqualTo("AaAa");
        assertThat(get("BBBB")).isEqualTo("BBBB");
        assertThat(get("AaBB")).isEqualTo("AaBB");
        assertThat(get("AaAa")).isEqualTo("AaAa");
    }

    @Test
    void repairsHalvesOfSurrogatePairs() {
        assertThat(get("a\ud83d")).isEqualTo("a\uFFFD").isSameAs(get("a\ud83d"));
        assertThat(get("\ud83d\ude21")).isEqualTo("\ud83d\ude21");
    }

    @Test
    void doesNotKeepLongStrings() {
        String text = "x".repeat(65);
        assertThat(get(text)).isEqualTo(text).isNotSameAs(get(text));
    }

    @Test
    void refusesSizesThatNoMaskFits() {
        assertThatThrownBy(() -> new StringPool(12)).hasMessageContaining("power of two");
    }

    private String get(String text) {
        char[] padded = ("#" + text + "#").toCharArray();
        return pool.get(padded, 1, text.length());
    }
}
