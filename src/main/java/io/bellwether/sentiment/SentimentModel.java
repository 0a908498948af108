package io.bellwether.sentiment;

import io.bellwether.file.FileProblem;
import io.bellwether.file.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A trained model: a code per hash bucket that stands for two numbers, polarity (positive against negative) and
 * neutrality. Immutable and shared by all scorers of a process; it is not serialised with a job, every process loads it
 * from the jar or from a path.
 */
public final class SentimentModel {
    /** log2 of the number of buckets. */
    final int bits;

    /** By bucket; code 0 says nothing. */
    final byte[] codes;

    final Meanings meanings;
    final Calibrations calibrations;

    SentimentModel(int bits, byte[] codes, Meanings meanings, Calibrations calibrations) {
        this.bits = bits;
        this.codes = codes;
        this.meanings = meanings;
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
        try (InputStream in = InputFile.open(file)) {
            return ModelFile.read(in);
        } catch (ModelFile.Damaged e) {
            throw FileProblem.saying(file, e.getMessage());
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

    /** Polarity and neutrality of a feature in one number, which {@link #meanings} reads. */
    long meaning(int hash) {
        return meanings.of(codes[hash >>> 32 - bits]);
    }
}
