package io.bellwether.sentiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The messages of a training as buckets of features, with their labels and weights. */
final class TrainingData {
    final List<int[]> buckets = new ArrayList<>();
    final List<Polarity> labels = new ArrayList<>();

    /** Whether the corpus of the message knows neutral; where it does not, neutral is left out of the choice. */
    final List<Boolean> threeClasses = new ArrayList<>();

    double[] weights;
    /** Number of messages in which a bucket occurs, at most 255. */
    final byte[] documents;

    private final List<String> sources = new ArrayList<>();

    TrainingData(List<Corpus.Message> messages, Recipe recipe) {
        documents = new byte[1 << recipe.bits()];
        Set<String> neutral = new HashSet<>();
        for (Corpus.Message message : messages) {
            if (message.label() == Polarity.NEUTRAL) {
                neutral.add(message.source());
            }
        }
        Reader reader = new Reader(false);
        int[] lastSeen = new int[documents.length];
        for (Corpus.Message message : messages) {
            if (reader.read(message.text(), message.language()) != null) {
                add(message, reader.features, neutral.contains(message.source()), recipe.bits(), lastSeen);
            }
        }
        weigh(recipe);
    }

    int size() {
        return labels.size();
    }

    private void add(Corpus.Message message, Features features, boolean three, int bits, int[] lastSeen) {
        int[] own = Arrays.copyOf(features.hashes, features.size);
        int number = labels.size() + 1;
        for (int i = 0; i < own.length; i++) {
            own[i] >>>= 32 - bits;
            if (lastSeen[own[i]] != number) {
                lastSeen[own[i]] = number;
                documents[own[i]] += documents[own[i]] == -1 ? 0 : (byte) 1;
            }
        }
        buckets.add(own);
        labels.add(message.label());
        threeClasses.add(three);
        sources.add(message.source());
    }

    private void weigh(Recipe recipe) {
        Map<String, int[]> counts = new HashMap<>();
        for (int i = 0; i < size(); i++) {
            counts.computeIfAbsent(sources.get(i), s -> new int[3])[
                    labels.get(i).ordinal()]++;
        }
        weights = new double[size()];
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            int[] byClass = counts.get(sources.get(i));
            int all = byClass[0] + byClass[1] + byClass[2];
            double classShare = byClass[labels.get(i).ordinal()] * 3.0 / all;
            double balance = threeClasses.get(i) ? StrictMath.pow(classShare, -recipe.balance()) : 1;
            weights[i] = balance
                    * StrictMath.pow(all, -recipe.smallCorpora())
                    * recipe.sourceWeights().getOrDefault(sources.get(i), 1.0);
            sum += weights[i];
        }
        for (int i = 0; i < size(); i++) {
            weights[i] *= size() / sum;
        }
    }
}
