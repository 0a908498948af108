package io.bellwether.sentiment;

import java.util.Map;

/**
 * Everything beside the data that decides the outcome of a training: the same recipe and data give the same bytes.
 *
 * @param bits log2 of the number of buckets
 * @param minMessages a feature must occur in so many messages to be learned
 * @param runs trainings in different orders whose weights are averaged: order is noise
 * @param epochs passes over the data per run
 * @param rate step size of AdaGrad
 * @param dropped share of a message's features that a step leaves out, drawn anew each time: no feature may rely on another
 * @param balance exponent of class balancing in corpora with three classes: 0 none, 1 all classes weigh alike
 * @param smallCorpora exponent of corpus balancing: 0 each message weighs alike, 1 each corpus
 * @param sourceWeights factors by source, for corpora whose labels deserve less or more trust
 */
public record Recipe(
        long seed,
        int bits,
        int minMessages,
        int runs,
        int epochs,
        double rate,
        double dropped,
        double balance,
        double smallCorpora,
        Map<String, Double> sourceWeights) {

    /** The recipe of the bundled model, found on held-out messages. */
    public static Recipe standard(long seed, Map<String, Double> sourceWeights) {
        return new Recipe(seed, 22, 2, 5, 7, 0.15, 0.3, 1, 0.3, sourceWeights);
    }
}
