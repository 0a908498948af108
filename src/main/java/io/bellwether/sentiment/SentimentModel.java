package io.bellwether.sentiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A trained model: two small integers per hash bucket, one for polarity (positive against negative), one for
 * neutrality. Immutable and shared by all scorers of a process; it is not serialised with a job, every process loads it
 * from the jar or from a path.
 */
public final class SentimentModel {
    /** log2 of the number of buckets. */
    final int bits;

    /** Polarity in the high byte, neutrality in the low one. */
    final short[] weights;

    /** What one step of the small integers is worth. */
    final float polarityStep;

    final float neutralityStep;
    final Calibrations calibrations;

    SentimentModel(int bits, short[] weights, float polarityStep, float neutralityStep, Calibrations calibrations) {
        this.bits = bits;
        this.weights = weights;
        this.polarityStep = polarityStep;
        this.neutralityStep = neutralityStep;
        this.calibrations = calibrations;
    }

    private static final class Bundled {
        private static final SentimentModel MODEL = read();

        private static SentimentModel read() {
            try (InputStream in = SentimentModel.class.getResourceAsStream("sentiment.model")) {
                if (in == null) {
                    throw new IOException("sentiment.model is not in the jar: build the project again");
                }
                return ModelFile.read(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The model in the jar, read once per process. */
    public static SentimentModel bundled() {
        return Bundled.MODEL;
    }

    /** @throws IOException naming the file, where it cannot be read or is no model of this version */
    public static SentimentModel load(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ModelFile.read(in);
        } catch (ModelFile.Damaged e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** The languages that models of this version know, ISO 639-1. */
    public static List<String> languages() {
        return Stream.of(Language.values())
                .filter(language -> language != Language.UND)
                .map(Language::code)
                .toList();
    }

    /** A scorer for one thread. */
    public SentimentScorer scorer() {
        return new LinearScorer(this);
    }

    int bucket(int hash) {
        return hash >>> (32 - bits);
    }
}
