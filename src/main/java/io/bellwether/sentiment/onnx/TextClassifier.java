package io.bellwether.sentiment.onnx;

import java.util.List;

/** A model that is faster on several texts at once than on one after the other. Called by one thread at a time. */
public interface TextClassifier extends AutoCloseable {

    /**
     * Classifies texts in one run of the model.
     *
     * @return a row per text, in order: the probabilities of negative, neutral and positive; null for a text of which
     *     the model knows no part. Numbers are never NaN
     * @throws ClassifierException where the run failed; then no text of it has an answer
     */
    double[][] classify(List<String> texts) throws ClassifierException;

    @Override
    void close();
}
