package io.bellwether.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.quality.Trend.Course;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendTest {

    private static Trend after(double... scores) {
        Trend trend = Trend.UNKNOWN;
        for (double score : scores) {
            trend = trend.after(score);
        }
        return trend;
    }

    @ParameterizedTest
    @CsvSource({
        "100, IMPROVING", "55.000001, IMPROVING", "55, SLIGHTLY_IMPROVING", "20.1, SLIGHTLY_IMPROVING", "20, FLAT",
        "0, FLAT", "-20, FLAT", "-20.1, SLIGHTLY_DECLINING", "-55, SLIGHTLY_DECLINING", "-55.1, DECLINING"
    })
    void courseOf(double points, Course course) {
        assertThat(Course.of(Math.round(points * 1e6))).isEqualTo(course);
    }

    @Test
    void fewMessagesAreNoTrend() {
        assertThat(after(-1, -1, -1, 1, 1).isKnown()).isFalse();
        assertThat(after(-1, -1, -1, 1, 1, 1).isKnown()).isTrue();
        assertThat(after(-1, -1, -1, 1, 1, 1).millionths()).isEqualTo(100_000_000);
    }

    /** Against the formula, written a second time over all scores; and whatever stands between counts for nothing. */
    @Test
    void itIsTheFormulaOverFirstAndLast() throws IOException {
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            List<Double> scores = new ArrayList<>();
            Trend trend = Trend.UNKNOWN;
            int n = random.nextInt(12);
            for (int k = 0; k < n; k++) {
                double score = Math.rint(random.nextDouble() * 2e3 - 1e3) / 1e3;
                scores.add(score);
                trend = read(trend.after(score));
            }
            assertThat(trend.isKnown()).isEqualTo(n >= 6);
            if (n >= 6) {
                double start = (scores.get(0) + scores.get(1) + scores.get(2)) / 3;
                double end = (scores.get(n - 1) + scores.get(n - 2) + scores.get(n - 3)) / 3;
                assertThat(trend.millionths() / 1e6)
                        .isEqualTo(100 * (end - start) / 2, org.assertj.core.api.Assertions.within(1e-5));
            }
        }
    }

    private static Trend read(Trend trend) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        trend.write(new DataOutputStream(bytes));
        return Trend.read(trend.count(), new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
