package io.bellwether.queue;

import java.io.Serializable;

/**
 * By what the service level of one queue or of one of its channels is judged.
 *
 * @param thresholdMillis an answer after at most this wait is in threshold
 * @param shortAbandonMillis who leaves after at most this wait is a short abandon
 * @param formula what is made of those who leave unanswered
 */
public record ServiceLimits(long thresholdMillis, long shortAbandonMillis, ServiceFormula formula)
        implements Serializable {}
