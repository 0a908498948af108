package io.bellwether.settings;

import io.bellwether.sentiment.onnx.OnnxSettings;
import java.io.Serializable;

/**
 * What scores messages.
 *
 * @param model a model file of one's own; empty for the bundled one
 * @param onnx a heavier model that is asked before it; null where there is none
 */
public record SentimentSettings(String model, OnnxSettings onnx) implements Serializable {

    /** The same for a replay, where nobody waits for an answer in real time. */
    SentimentSettings patient() {
        return new SentimentSettings(model, onnx == null ? null : onnx.patient());
    }
}
