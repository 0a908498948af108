package io.bellwether.sentiment.onnx;

import io.bellwether.sentiment.Polarity;
import java.io.Serializable;
import java.util.List;

/**
 * A heavier model and how it is asked.
 *
 * @param model file of an ONNX model that takes the ids of word pieces and gives a number per class
 * @param vocabulary file of its word pieces, one a line ({@code vocab.txt})
 * @param labels what the model's outputs mean, in their order; a class may stand several times (one to five stars), its
 *     probabilities are then added up, and neutral may be missing
 * @param languages that it is asked about, ISO 639-1; empty for all that Bellwether knows
 * @param lowerCase whether its words are folded to lower case without accents (an "uncased" model)
 * @param maxTokens what it reads of a text, in word pieces with the two marks at both ends
 * @param temperature what its outputs are divided by before they become probabilities; above 1 for one that is too sure
 * @param batch most texts in one run
 * @param maxWaitMillis how long a text waits for others to share its run with
 * @param timeoutMillis after which a text gets the linear model's score; 0 to wait as long as it takes
 * @param threads that one run is spread over
 */
public record OnnxSettings(
        String model,
        String vocabulary,
        List<Polarity> labels,
        List<String> languages,
        boolean lowerCase,
        int maxTokens,
        double temperature,
        int batch,
        long maxWaitMillis,
        long timeoutMillis,
        int threads)
        implements Serializable {

    public static final int DEFAULT_MAX_TOKENS = 128;
    public static final double DEFAULT_TEMPERATURE = 1;

    /** Small, because on a processor a batch takes almost as long as its texts one after the other: see docs. */
    public static final int DEFAULT_BATCH = 8;

    public static final long DEFAULT_MAX_WAIT_MILLIS = 10;
    public static final long DEFAULT_TIMEOUT_MILLIS = 2_000;
    public static final int DEFAULT_THREADS = 1;

    public OnnxSettings {
        labels = List.copyOf(labels);
        languages = List.copyOf(languages);
    }

    /** A model with the default of everything that has one. */
    public static OnnxSettings of(String model, String vocabulary, List<Polarity> labels) {
        return new OnnxSettings(
                model,
                vocabulary,
                labels,
                List.of(),
                true,
                DEFAULT_MAX_TOKENS,
                DEFAULT_TEMPERATURE,
                DEFAULT_BATCH,
                DEFAULT_MAX_WAIT_MILLIS,
                DEFAULT_TIMEOUT_MILLIS,
                DEFAULT_THREADS);
    }

    /**
     * The same for history, where nobody waits for an alert and the same input must give the same bytes: one text a run,
     * because the last digits of an answer depend on what else is in its run, and no timeout.
     */
    public OnnxSettings patient() {
        return new OnnxSettings(
                model, vocabulary, labels, languages, lowerCase, maxTokens, temperature, 1, 0, 0, threads);
    }
}
