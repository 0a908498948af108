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
    /** Slots to count features in: some for each feature, so that two seldom share one. */
    private static final int MIN_COUNT_BITS = 12;

    private static final int MAX_COUNT_BITS = 28;

    /** By message, without features that occur in too few messages: what is not learned must not fill a bucket. */
    final List<int[]> buckets = new ArrayList<>();

    final List<Polarity> labels = new ArrayList<>();
    final List<Language> languages = new ArrayList<>();
    final List<String> sources = new ArrayList<>();

    /** Whether the corpus of the message knows neutral; where it does not, neutral is left out of the choice. */
    final List<Boolean> threeClasses = new ArrayList<>();

    double[] weights;
    private final List<Double> shares = new ArrayList<>();

    TrainingData(List<Corpus.Message> messages, Recipe recipe) {
        Set<String> neutral = new HashSet<>();
        for (Corpus.Message message : messages) {
            if (message.label() == Polarity.NEUTRAL) {
                neutral.add(message.source());
            }
        }
        Reader reader = new Reader(false);
        for (Corpus.Message message : messages) {
            Language language = reader.read(message.text(), message.language());
            if (language != null) {
                add(message, language, reader.features, neutral.contains(message.source()));
            }
        }
        prune(recipe);
        weigh(recipe);
    }

    int size() {
        return labels.size();
    }

    /** What one feature of the message counts, those included that were left out: scoring does not know which. */
    double share(int message) {
        return shares.get(message);
    }

    /** How often each bucket occurs in the messages. */
    int[] uses(int size) {
        int[] uses = new int[size];
        for (int[] message : buckets) {
            for (int bucket : message) {
                uses[bucket]++;
            }
        }
        return uses;
    }

    private void add(Corpus.Message message, Language language, Features features, boolean three) {
        buckets.add(Arrays.copyOf(features.hashes, features.size));
        shares.add(Reader.share(features.size));
        labels.add(message.label());
        languages.add(language);
        sources.add(message.source());
        threeClasses.add(three);
    }

    /** Hashes to buckets; those of features in fewer messages than the recipe asks for fall away. */
    private void prune(Recipe recipe) {
        long features = 0;
        for (int[] hashes : buckets) {
            features += hashes.length;
        }
        int bits = Math.min(MAX_COUNT_BITS, Math.max(MIN_COUNT_BITS, 64 - Long.numberOfLeadingZeros(features * 4)));
        byte[] messages = count(32 - bits);
        for (int i = 0; i < buckets.size(); i++) {
            int[] hashes = buckets.get(i);
            int kept = 0;
            for (int hash : hashes) {
                if ((messages[hash >>> 32 - bits] & 0xFF) >= recipe.minMessages()) {
                    hashes[kept++] = hash >>> 32 - recipe.bits();
                }
            }
            buckets.set(i, Arrays.copyOf(hashes, kept));
        }
    }

    /** In how many messages each hash occurs, shifted; 255 and more are one. */
    private byte[] count(int shift) {
        byte[] messages = new byte[1 << 32 - shift];
        int[] lastSeen = new int[messages.length];
        for (int i = 0; i < buckets.size(); i++) {
            for (int hash : buckets.get(i)) {
                int slot = hash >>> shift;
                if (lastSeen[slot] != i + 1) {
                    lastSeen[slot] = i + 1;
                    messages[slot] += messages[slot] == -1 ? 0 : (byte) 1;
                }
            }
        }
        return messages;
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
