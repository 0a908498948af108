package io.bellwether.customers;

import java.io.Serializable;

/**
 * What is looked at over several cases of a customer.
 *
 * @param resolvedMillis a case that was solved is resolved where its customer does not come back about it within that, ms
 * @param mostRatings more than so many ratings within a day are doubtful
 */
record CustomerRules(long resolvedMillis, int mostRatings) implements Serializable {}
