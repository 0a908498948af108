package io.bellwether.sentiment.onnx;

/** A model that cannot be used, or did not answer. The message never has a part of a text that was to be scored. */
public final class ClassifierException extends Exception {

    private static final long serialVersionUID = 1L;

    public ClassifierException(String message) {
        super(message);
    }

    public ClassifierException(String message, Throwable cause) {
        super(message, cause);
    }
}
