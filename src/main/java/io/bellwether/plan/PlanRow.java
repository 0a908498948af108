package io.bellwether.plan;

import java.io.Serializable;

/**
 * What a plan says of one interval of a queue. What it does not say is NaN.
 *
 * @param arrivals contacts that are expected
 * @param low in one of ten intervals fewer are
 * @param high in one of ten intervals more are
 * @param handleSeconds what a contact takes
 * @param required agents
 * @param staffed agents who will be there
 */
public record PlanRow(double arrivals, double low, double high, double handleSeconds, double required, double staffed)
        implements Serializable {

    /** The same with other agents. */
    PlanRow withStaffed(double agents) {
        return new PlanRow(arrivals, low, high, handleSeconds, required, agents);
    }

    /** Whether it says how many contacts are expected: a roster by itself does not. */
    boolean hasArrivals() {
        return !Double.isNaN(arrivals);
    }

    boolean hasBand() {
        return !Double.isNaN(low) && !Double.isNaN(high);
    }
}
