package io.bellwether.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationsTest {
    private static final Calibration TRUE_OF_ENGLISH =
            new Calibration(new float[] {1.5f, 0.8f, 2}, new float[] {0.4f, 0, -0.4f});
    private static final Calibration TRUE_OF_HINDI =
            new Calibration(new float[] {0.3f, 0.2f, 0.3f}, new float[] {0, 0, 0});

    @Test
    void statesForEachLanguageWhatIsTrueThere() {
        List<CalibrationFit.Sample> samples = new ArrayList<>(draw(Language.EN, TRUE_OF_ENGLISH, 40_000));
        samples.addAll(draw(Language.HI, TRUE_OF_HINDI, 40_000));
        Calibrations fitted = Calibrations.fit(samples);
        assertSame(fitted.of(Language.EN), TRUE_OF_ENGLISH);
        assertSame(fitted.of(Language.HI), TRUE_OF_HINDI);
    }

    @Test
    void aLanguageWithoutMessagesTakesTheCommonOne() {
        Calibrations fitted = Calibrations.fit(draw(Language.EN, TRUE_OF_ENGLISH, 40_000));
        assertSame(fitted.of(Language.FR), TRUE_OF_ENGLISH);
    }

    @Test
    void nothingHeldOutChangesNothing() {
        assertThat(Calibrations.fit(List.of()).of(Language.ZH).scales()).containsExactly(1, 1, 1);
    }

    private static void assertSame(Calibration fitted, Calibration truth) {
        double[] got = new double[3];
        double[] want = new double[3];
        for (double polarity = -2; polarity <= 2; polarity += 0.5) {
            fitted.apply(polarity, 0.3, got);
            truth.apply(polarity, 0.3, want);
            for (int i = 0; i < 3; i++) {
                assertThat(got[i]).isCloseTo(want[i], within(0.03));
            }
        }
    }

    private static List<CalibrationFit.Sample> draw(Language language, Calibration truth, int size) {
        Random random = new Random(11);
        List<CalibrationFit.Sample> samples = new ArrayList<>();
        double[] p = new double[3];
        for (int i = 0; i < size; i++) {
            double polarity = random.nextGaussian() * 2;
            double neutrality = random.nextGaussian();
            truth.apply(polarity, neutrality, p);
            double drawn = random.nextDouble();
            int label = drawn < p[0] ? 0 : drawn < p[0] + p[1] ? 1 : 2;
            samples.add(new CalibrationFit.Sample(language, polarity, neutrality, Polarity.values()[label], true, 1));
        }
        return samples;
    }
}
