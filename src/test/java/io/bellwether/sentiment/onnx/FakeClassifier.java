package io.bellwether.sentiment.onnx;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A model that the test lets run, one permit a run. A text that has "fail" in it fails its run, one with "unknown" is
 * not known; any other is as positive as it is long.
 */
public final class FakeClassifier implements TextClassifier {

    /** The texts of each run that has begun, in order. */
    public final BlockingQueue<List<String>> runs = new LinkedBlockingQueue<>();

    /** How many runs may go on. */
    public final Semaphore permits = new Semaphore(0);

    public final AtomicBoolean closed = new AtomicBoolean();

    /** A model that nobody holds up. */
    public static FakeClassifier free() {
        FakeClassifier classifier = new FakeClassifier();
        classifier.permits.release(Integer.MAX_VALUE / 2);
        return classifier;
    }

    @Override
    public double[][] classify(List<String> texts) throws ClassifierException {
        runs.add(texts);
        permits.acquireUninterruptibly();
        if (texts.stream().anyMatch(text -> text.contains("fail"))) {
            throw new ClassifierException("as told");
        }
        return texts.stream()
                .map(text -> text.contains("unknown") ? null : classes(text))
                .toArray(double[][]::new);
    }

    /** What it says of a text. */
    public static double[] classes(String text) {
        double positive = 1 - 1.0 / (1 + text.length());
        return new double[] {1 - positive, 0, positive};
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
