package io.bellwether.sentiment.onnx;

import io.bellwether.sentiment.Polarity;
import java.util.List;

/** From the outputs of a model to probabilities. */
final class Softmax {

    private static final int CLASSES = Polarity.values().length;

    private Softmax() {}

    /**
     * Probabilities of negative, neutral and positive.
     *
     * @param labels what each output means; outputs of the same class add up
     * @param temperature above 1 makes the classes more alike, below 1 less
     * @throws ClassifierException where there are not as many outputs as labels, or one of them is no finite number
     */
    static double[] byClass(float[] outputs, List<Polarity> labels, double temperature) throws ClassifierException {
        if (outputs.length != labels.size()) {
            throw new ClassifierException("it has " + outputs.length + " outputs, but labels names " + labels.size());
        }
        double highest = Double.NEGATIVE_INFINITY;
        for (float output : outputs) {
            if (!Float.isFinite(output)) {
                throw new ClassifierException("an output is no finite number");
            }
            highest = Math.max(highest, output);
        }
        double[] classes = new double[CLASSES];
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            double weight = Math.exp((outputs[i] - highest) / temperature);
            classes[labels.get(i).ordinal()] += weight;
            sum += weight;
        }
        for (int i = 0; i < CLASSES; i++) {
            classes[i] /= sum;
        }
        return classes;
    }
}
