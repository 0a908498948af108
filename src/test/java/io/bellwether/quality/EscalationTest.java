package io.bellwether.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscalationTest {

    private static final Escalation TIERS = new Escalation("queue", List.of("first", "second", "expert"));

    @ParameterizedTest
    @CsvSource({
        "first, second, true, true",
        "first, expert, true, true",
        "second, first, false, true",
        "second, second, false, false",
        "first, other, false, true",
        "other, expert, false, true",
        ", first, false, false",
        "first, , false, false"
    })
    void isUp(String before, String after, boolean byOrder, boolean withoutOrder) {
        assertThat(TIERS.isUp(before, after)).isEqualTo(byOrder);
        assertThat(Escalation.DEFAULT.isUp(before, after)).isEqualTo(withoutOrder);
    }
}
