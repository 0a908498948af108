package io.bellwether.settings;

import io.bellwether.sentiment.TopicBook;
import io.bellwether.sentiment.onnx.OnnxSettings;
import java.io.Serializable;

/**
 * What scores messages and says what they are about.
 *
 * @param model a model file of one's own; empty for the bundled one
 * @param onnx a heavier model that is asked before it; null where there is none
 * @param topicFile a file of topics of one's own; empty for the bundled ones
 * @param topics what it says; the bundled ones before whoever needs them has read it
 */
public record SentimentSettings(String model, OnnxSettings onnx, String topicFile, TopicBook topics)
        implements Serializable {

    /** The same for a replay, where nobody waits for an answer in real time. */
    SentimentSettings patient() {
        return new SentimentSettings(model, onnx == null ? null : onnx.patient(), topicFile, topics);
    }

    /** The same with what its file of topics says. */
    SentimentSettings with(TopicBook book) {
        return new SentimentSettings(model, onnx, topicFile, book);
    }
}
