package io.bellwether.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantizerTest {
    @Test
    void keepsTheLargestWeightsWholeAndEveryOtherWithinHalfAStep() {
        Random random = new Random(2);
        Trainer.Weights weights = new Trainer.Weights(new float[1 << 8], new float[1 << 8]);
        for (int i = 0; i < 1 << 8; i++) {
            weights.polarity()[i] = (float) random.nextGaussian();
            weights.neutrality()[i] = (float) random.nextGaussian() / 10;
        }
        weights.polarity()[17] = -40;
        SentimentModel model = Quantizer.quantize(weights, 8, Calibrations.same(Calibration.NONE));
        for (int i = 0; i < 1 << 8; i++) {
            assertThat((model.weights[i] >> 8) * model.polarityStep)
                    .isCloseTo(weights.polarity()[i], within(model.polarityStep / 2 + 1e-6f));
            assertThat((byte) model.weights[i] * model.neutralityStep)
                    .isCloseTo(weights.neutrality()[i], within(model.neutralityStep / 2 + 1e-6f));
        }
        assertThat((model.weights[17] >> 8) * model.polarityStep).isCloseTo(-40, within(1e-4f));
    }

    @Test
    void aModelThatLearnedNothingSaysNothing() {
        Trainer.Weights weights = new Trainer.Weights(new float[1 << 8], new float[1 << 8]);
        SentimentModel model = Quantizer.quantize(weights, 8, Calibrations.same(Calibration.NONE));
        assertThat(model.weights).containsOnly((short) 0);
    }
}
