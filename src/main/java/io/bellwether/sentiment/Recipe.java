package io.bellwether.sentiment;

import java.util.Map;

/**
 * Everything beside the data that decides the outcome of a training: the same recipe and data give the same bytes.
 *
 * @param bits log2 of the number of buckets
 * @param minMessages a feature must occur in so many messages to be learned
 * @param epochs passes over the data
 * @param rate step size of AdaGrad
 * @param shrinkage L2 penalty per step
 * @param balance exponent of class balancing in corpora with three classes: 0 none, 1 all classes weigh alike
 * @param smallCorpora exponent of corpus balancing: 0 each message weighs alike, 1 each corpus
 * @param sourceWeights factors by source, for corpora whose labels deserve less or more trust
 */
record Recipe(
        long seed,
        int bits,
        int minMessages,
        int epochs,
        double rate,
        double shrinkage,
        double balance,
        double smallCorpora,
        Map<String, Double> sourceWeights) {

    static Recipe standard(long seed) {
        return new Recipe(seed, 22, 2, 8, 0.3, 1e-6, 1, 0.3, Map.of());
    }
}
