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
        assertThat(back.codes).isEqualTo(model.codes);
        assertThat(back.bits).isEqualTo(model.bits);
        for (int code = 0; code < Codebook.SIZE; code++) {
            assertThat(back.meanings.of((byte) code)).isEqualTo(model.meanings.of((byte) code));
        }
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
        byte[] codes = new byte[1 << 12];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = random.nextInt(3) > 0 ? 0 : (byte) random.nextInt();
        }
        float[] polarities = new float[Codebook.SIZE];
        float[] neutralities = new float[Codebook.SIZE];
        for (int code = 1; code < Codebook.SIZE; code++) {
            polarities[code] = (float) random.nextGaussian();
            neutralities[code] = (float) random.nextGaussian();
        }
        Calibration calibration = new Calibration(new float[] {1, 2, 3}, new float[] {-1, 0, 0.5f});
        return new SentimentModel(12, codes, new Meanings(polarities, neutralities), Calibrations.same(calibration));
    }
}
