package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfidenceTest {

    /** The first four as statistics packages give them, such as {@code prop.test(8, 10, correct = FALSE)} of R. */
    @ParameterizedTest
    @CsvSource({
        "8, 10, 0.490162, 0.943318",
        "0, 10, 0, 0.277533",
        "10, 10, 0.722467, 1",
        "1, 2, 0.094531, 0.905469",
        "860, 1000, 0.837113, 0.880131",
        "1, 1, 0.206549, 1"
    })
    void wilson(long part, long whole, double low, double high) {
        assertThat(Confidence.wilson(part, whole, -1)).isEqualTo(low, within(1e-6));
        assertThat(Confidence.wilson(part, whole, 1)).isEqualTo(high, within(1e-6));
    }

    /** 60 promoters and 20 detractors of 100: 40 ± 196 · √(0.8 − 0.16) / 10. */
    @Test
    void netPromoterScore() {
        assertThat(Confidence.net(60, 20, 100, -1)).isEqualTo(24.3203, within(1e-4));
        assertThat(Confidence.net(60, 20, 100, 1)).isEqualTo(55.6797, within(1e-4));
        assertThat(Confidence.net(5, 0, 5, -1)).isEqualTo(100);
        assertThat(Confidence.net(0, 3, 4, -1)).isGreaterThanOrEqualTo(-100);
    }

    @Test
    void ofNothingThereIsNone() {
        assertThat(Confidence.wilson(0, 0, 1)).isNaN();
        assertThat(Confidence.net(0, 0, 0, 1)).isNaN();
        Sketch one = new Sketch();
        one.add(5_000_000, 1);
        assertThat(Confidence.mean(one, 1)).isNaN();
        assertThat(Confidence.mean(Sketch.EMPTY, -1)).isNaN();
    }

    /** The interval of a proportion holds it in about 95 of 100 samples, also near the end and of few. */
    @Test
    void wilsonHoldsTheTruthAsOftenAsItSays() {
        for (double truth : new double[] {0.5, 0.9, 0.97}) {
            Random random = new Random(7);
            int held = 0;
            int samples = 4000;
            for (int i = 0; i < samples; i++) {
                int n = 20 + random.nextInt(30);
                int part = 0;
                for (int k = 0; k < n; k++) {
                    part += random.nextDouble() < truth ? 1 : 0;
                }
                held += Confidence.wilson(part, n, -1) <= truth && truth <= Confidence.wilson(part, n, 1) ? 1 : 0;
            }
            assertThat((double) held / samples).as("of %s", truth).isBetween(0.93, 0.985);
        }
    }

    private static Cell cell(String kind, long satisfied, long dissatisfied, double... answers) {
        Sketch scores = new Sketch();
        for (double answer : answers) {
            scores.add(Math.round(answer * 1e6), 1);
        }
        return new Cell(
                new CellKey(Measurement.SATISFACTION, List.of(), List.of(), List.of(kind)),
                0,
                10_000,
                Map.of(
                        Measure.SATISFACTION_REQUESTED, 20L,
                        Measure.SATISFACTION_SATISFIED, satisfied,
                        Measure.SATISFACTION_DISSATISFIED, dissatisfied),
                Map.of(Measure.SATISFACTION_SCORE, scores),
                Map.of());
    }

    @Test
    void aPointOfAnswersHasItsIntervals() {
        Map<String, Object> csat =
                Point.of(cell("CSAT", 8, 2, 5, 5, 5, 5, 4, 4, 4, 4, 1, 2), null).fields();
        assertThat(csat).containsEntry("csat", 0.8).doesNotContainKey("response_rate");
        assertThat((Double) csat.get("csat_low")).isEqualTo(0.490162, within(1e-6));
        assertThat((Double) csat.get("csat_high")).isEqualTo(0.943318, within(1e-6));
        assertThat(csat).doesNotContainKeys("nps", "nps_low", "nps_high");
        Map<String, Object> nps = Point.of(cell("NPS", 2, 1, 10, 9, 7, 0), null).fields();
        assertThat(nps).containsEntry("nps", 25.0);
        assertThat((Double) nps.get("nps_low"))
                .isEqualTo(100 * (0.25 - 1.959964 * Math.sqrt(0.6875 / 4)), within(1e-3));
        assertThat((Double) nps.get("nps_high")).isEqualTo(100.0);
        Map<String, Object> ces = Point.of(cell("CES", 1, 1, 7, 3), null).fields();
        assertThat((Double) ces.get("mean_low")).isEqualTo(5 - 1.959964 * Math.sqrt(8) / Math.sqrt(2), within(0.1));
        assertThat((Double) ces.get("mean_high")).isEqualTo(5 + 1.959964 * Math.sqrt(8) / Math.sqrt(2), within(0.1));
    }
}
