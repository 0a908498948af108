package io.bellwether.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantizerTest {
    private static final int BITS = 14;

    private final Random random = new Random(2);
    private final Trainer.Weights weights = new Trainer.Weights(new float[1 << BITS], new float[1 << BITS]);
    private final int[] uses = new int[1 << BITS];

    QuantizerTest() {
        Arrays.fill(uses, 1);
        for (int i = 0; i < 1 << BITS; i++) {
            weights.polarity()[i] = (float) random.nextGaussian();
            weights.neutrality()[i] = (float) random.nextGaussian() / 4;
        }
    }

    @Test
    void theSumOfAMessageIsHardlyMoved() {
        SentimentModel model = quantize();
        double[] error = new double[2];
        double[] size = new double[2];
        for (int message = 0; message < 200; message++) {
            double polarity = 0;
            double neutrality = 0;
            long sum = 0;
            for (int i = 0; i < 150; i++) {
                int bucket = random.nextInt(1 << BITS);
                polarity += weights.polarity()[bucket];
                neutrality += weights.neutrality()[bucket];
                sum += model.meaning(bucket << 32 - BITS);
            }
            error[0] += Math.pow(model.meanings.polarity(sum) - polarity, 2);
            error[1] += Math.pow(model.meanings.neutrality(sum) - neutrality, 2);
            size[0] += polarity * polarity;
            size[1] += neutrality * neutrality;
        }
        assertThat(Math.sqrt(error[0] / size[0])).isLessThan(0.12);
        assertThat(Math.sqrt(error[1] / size[1])).isLessThan(0.25);
    }

    @Test
    void theLargestWeightIsNotClipped() {
        weights.polarity()[17] = -40;
        assertThat(polarity(quantize(), 17)).isCloseTo(-40, within(0.1));
    }

    @Test
    void whatIsMetOftenIsRoundedLeast() {
        weights.polarity()[17] = 1.2345f;
        weights.neutrality()[17] = 0.1f;
        uses[17] = 1_000_000;
        assertThat(polarity(quantize(), 17)).isCloseTo(1.2345, within(0.005));
    }

    @Test
    void aModelThatLearnedNothingSaysNothing() {
        Arrays.fill(weights.polarity(), 0);
        Arrays.fill(weights.neutrality(), 0);
        assertThat(quantize().codes).containsOnly((byte) 0);
        assertThat(quantize().meanings.of((byte) 0)).isZero();
    }

    private static double polarity(SentimentModel model, int bucket) {
        return model.meanings.polarity(model.meaning(bucket << 32 - BITS));
    }

    private SentimentModel quantize() {
        return Quantizer.quantize(weights, uses, Calibrations.same(Calibration.NONE));
    }
}
