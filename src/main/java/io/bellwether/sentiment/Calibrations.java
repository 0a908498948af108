package io.bellwether.sentiment;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * A {@link Calibration} for each language: a word of a tweet in Hindi says less than one of a review in Chinese, and
 * the stated probabilities must show it. Languages with few held-out messages lean on the common one.
 */
final class Calibrations {
    private static final int LANGUAGES = Language.values().length;

    /** Weight of the common calibration in that of a language, in messages. */
    private static final double LEAN = 20;

    private static final double LEAN_OF_COMMON = 0.1;

    private final Calibration[] byLanguage = new Calibration[LANGUAGES];

    private Calibrations() {}

    static Calibrations same(Calibration calibration) {
        Calibrations same = new Calibrations();
        Arrays.fill(same.byLanguage, calibration);
        return same;
    }

    static Calibrations fit(List<CalibrationFit.Sample> samples) {
        Calibration common = CalibrationFit.fit(samples, Calibration.NONE, LEAN_OF_COMMON);
        Calibrations fitted = same(common);
        for (Language language : Language.values()) {
            List<CalibrationFit.Sample> own =
                    samples.stream().filter(s -> s.language() == language).toList();
            fitted.byLanguage[language.ordinal()] = CalibrationFit.fit(own, common, LEAN);
        }
        return fitted;
    }

    Calibration of(Language language) {
        return byLanguage[language.ordinal()];
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(LANGUAGES);
        for (Calibration calibration : byLanguage) {
            for (int i = 0; i < 3; i++) {
                out.writeFloat(calibration.scales()[i]);
                out.writeFloat(calibration.offsets()[i]);
            }
        }
    }

    static Calibrations read(DataInputStream in) throws IOException {
        int languages = in.readInt();
        if (languages != LANGUAGES) {
            throw new ModelFile.Damaged(
                    "the model knows " + languages + " languages, this program " + LANGUAGES + ": train it again");
        }
        Calibrations read = new Calibrations();
        for (int language = 0; language < LANGUAGES; language++) {
            Calibration calibration = new Calibration(new float[3], new float[3]);
            for (int i = 0; i < 3; i++) {
                calibration.scales()[i] = in.readFloat();
                calibration.offsets()[i] = in.readFloat();
            }
            read.byLanguage[language] = calibration;
        }
        return read;
    }
}
