package io.bellwether.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
    @TempDir
    private Path folder;

    @Test
    void readsBackWhatItWrote() throws IOException {
        SentimentModel model = randomModel();
        Path file = Files.write(folder.resolve("a.model"), ModelFile.write(model));
        SentimentModel back = SentimentModel.load(file);
        assertThat(back.weights).isEqualTo(model.weights);
        assertThat(back.bits).isEqualTo(model.bits);
        assertThat(back.polarityStep).isEqualTo(model.polarityStep);
        assertThat(back.neutralityStep).isEqualTo(model.neutralityStep);
        for (Language language : Language.values()) {
            Calibration calibration = model.calibrations.of(language);
            assertThat(back.calibrations.of(language).scales()).isEqualTo(calibration.scales());
            assertThat(back.calibrations.of(language).offsets()).isEqualTo(calibration.offsets());
        }
        assertThat(ModelFile.write(back)).isEqualTo(ModelFile.write(model));
    }

    @Test
    void namesTheFileAndTheDamage() throws IOException {
        byte[] good = ModelFile.write(randomModel());
        byte[] flipped = good.clone();
        flipped[good.length / 2] ^= 1;
        byte[] other = good.clone();
        other[7]++;
        refuses(new byte[] {1, 2, 3, 4, 5}, "no sentiment model");
        refuses(Arrays.copyOf(good, 10), "cut off");
        refuses(Arrays.copyOf(good, good.length - 9), "checksum");
        refuses(flipped, "checksum");
        refuses(other, "train it again");
    }

    private void refuses(byte[] bytes, String reason) throws IOException {
        Path file = Files.write(folder.resolve("bad.model"), bytes);
        assertThatThrownBy(() -> SentimentModel.load(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bad.model")
                .hasMessageContaining(reason);
    }

    private static SentimentModel randomModel() {
        Random random = new Random(5);
        short[] weights = new short[1 << 12];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextInt(3) > 0 ? 0 : (short) random.nextInt();
        }
        Calibration calibration = new Calibration(new float[] {1, 2, 3}, new float[] {-1, 0, 0.5f});
        return new SentimentModel(12, weights, 0.01f, 0.02f, Calibrations.same(calibration));
    }
}
