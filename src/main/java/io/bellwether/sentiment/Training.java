package io.bellwether.sentiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A whole training: weights on nine tenths of the messages to fit the calibrations on the last tenth, then weights on
 * all of them, quantised. Deterministic in messages (with their order) and recipe.
 */
public final class Training {
    private static final int HELD_OUT = 10;

    private final Recipe recipe;
    private final Consumer<String> progress;

    public Training(Recipe recipe, Consumer<String> progress) {
        this.recipe = recipe;
        this.progress = progress;
    }

    public SentimentModel train(List<Corpus.Message> messages) {
        progress.accept("reading features of " + messages.size() + " messages");
        TrainingData all = new TrainingData(messages, recipe);
        progress.accept("calibration: weights without every tenth message");
        Calibrations calibrations = calibrate(all);
        progress.accept("weights on all messages");
        Trainer.Weights weights = new Trainer(all, recipe, i -> true).train(progress);
        return Quantizer.quantize(weights, all.uses(1 << recipe.bits()), calibrations);
    }

    private Calibrations calibrate(TrainingData data) {
        Trainer.Weights weights = new Trainer(data, recipe, i -> !heldOut(i)).train(progress);
        List<CalibrationFit.Sample> samples = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            if (heldOut(i)) {
                samples.add(sample(data, i, weights));
            }
        }
        return Calibrations.fit(samples);
    }

    private static boolean heldOut(int message) {
        return message % HELD_OUT == HELD_OUT - 1;
    }

    private static CalibrationFit.Sample sample(TrainingData data, int message, Trainer.Weights weights) {
        int[] buckets = data.buckets.get(message);
        double polarity = 0;
        double neutrality = 0;
        for (int bucket : buckets) {
            polarity += weights.polarity()[bucket];
            neutrality += weights.neutrality()[bucket];
        }
        double share = data.share(message);
        return new CalibrationFit.Sample(
                data.languages.get(message),
                polarity * share,
                neutrality * share,
                data.labels.get(message),
                data.threeClasses.get(message),
                data.weights[message]);
    }
}
