package io.bellwether.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({"0,0", "-5,-5", "+5,5", "0.25,0.25", ".5,0.5", "5.,5", "1e3,1000", "2.5E-1,0.25", "0e0,0"})
    void takesWhatYamlAndJsonWrite(String text, double number) {
        assertThat(Numbers.parse(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5d",
                "5f",
                "5D",
                "5L",
                "0x1p3",
                "0x10",
                "0o17",
                "017",
                "NaN",
                "Infinity",
                "-.inf",
                "1_000",
                "1,000",
                "5 ",
                "",
                ".",
                "e5",
                "--5",
                "1e400",
                "\u0665",
                "1e",
                "5%"
            })
    void takesNothingElse(String text) {
        assertThat(Numbers.parse(text)).isNaN();
    }

    @Test
    void wholeNumbersHaveNoPoint() {
        assertThat(List.of("0", "-12", "+3", "1234567890123456789")).allMatch(Numbers::isWhole);
        assertThat(List.of("", "1.0", "010", "1e3", "\u0665", "12345678901234567890"))
                .noneMatch(Numbers::isWhole);
    }

    @Test
    void whatIsNearIsProposed() {
        List<String> known = List.of("queue", "channel", "tier");
        assertThat(Nearest.hint("queu", known)).isEqualTo("; did you mean queue?");
        assertThat(Nearest.hint("Chanel", known)).isEqualTo("; did you mean channel?");
        assertThat(Nearest.hint("teir", known)).isEqualTo("; did you mean tier?");
        assertThat(Nearest.hint("brand", known)).isEmpty();
        assertThat(Nearest.hint("team", known)).isEmpty();
    }
}
