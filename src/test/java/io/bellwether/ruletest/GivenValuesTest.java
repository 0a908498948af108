package io.bellwether.ruletest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenValuesTest {

    /** promtool's own: {@code x} counts those that follow the first, and of gaps all. */
    @ParameterizedTest
    @CsvSource({
        "5,             5.0",
        "5x3,           5.0 5.0 5.0 5.0",
        "5x0,           5.0",
        "1+2x3,         1.0 3.0 5.0 7.0",
        "9-2x2,         9.0 7.0 5.0",
        "-1+0.5x2,      -1.0 -0.5 0.0",
        "_,             NaN",
        "_x3,           NaN NaN NaN",
        "1 _ 2x1 stale, 1.0 NaN 2.0 2.0",
        "1e3,           1000.0"
    })
    void readsTheNotation(String text, String values) {
        assertThat(GivenValues.parse(text))
                .isEqualTo(
                        List.of(values.split(" ")).stream().map(Double::valueOf).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x3", "5x", "1..2", "5xx3", "80%", "_x", "1+x3", "five", "stale 1", "1x9999999"})
    void whatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> GivenValues.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void moreThanATestNeedsIsRefused() {
        assertThatThrownBy(() -> GivenValues.parse("1x199999 1x199999"))
                .hasMessageContaining("more than 200000 values");
    }
}
