package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTextTest {

    @ParameterizedTest
    @CsvSource({
        "0.0, 0",
        "-0.0, 0",
        "1.0, 1",
        "-17.0, -17",
        "0.5, 0.5",
        "12.345, 12.345",
        "-0.000001, -0.000001",
        "0.1, 0.1",
        "0.3333333333333333, 0.3333333333333333",
        "0.30000000000000004, 0.30000000000000004",
        "9007199254740991.0, 9007199254740991",
        "9007199254740992.0, 9007199254740992",
        "2.0E-3, 0.002",
        "1.0E-7, 0.0000001",
        "1.0E-8, 1E-8",
        "2.0E20, 200000000000000000000",
        "2.0E23, 2E+23",
        "4.9E-324, 4.94065645841247E-324",
        "1.7976931348623157E308, 1.7976931348623157E+308"
    })
    void writesTheShortest(double value, String expected) {
        assertThat(text(value)).isEqualTo(expected);
    }

    @Test
    void readsBackTheSameAndIsNeverLongerThanTheJdksDigits() {
        Random random = new Random(3);
        for (int i = 0; i < 40_000; i++) {
            double value =
                    switch (i % 4) {
                        case 0 -> random.nextInt() / 1000.0;
                        case 1 -> random.nextDouble();
                        case 2 -> random.nextInt(1000) / (1.0 + random.nextInt(1000));
                        default -> Double.longBitsToDouble(random.nextLong());
                    };
            if (!Double.isFinite(value) || Math.abs(value) < Double.MIN_NORMAL) {
                continue;
            }
            String text = text(value);
            assertThat(Double.parseDouble(text)).isEqualTo(value);
            assertThat(digits(text)).isLessThanOrEqualTo(digits(Double.toString(value)));
        }
    }

    private static int digits(String number) {
        return new BigDecimal(number).stripTrailingZeros().precision();
    }

    private static String text(double value) {
        StringBuilder out = new StringBuilder();
        DecimalText.append(value, out);
        return out.toString();
    }
}
