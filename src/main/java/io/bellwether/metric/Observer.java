package io.bellwether.metric;

/** Takes what is measured, number by number: an event makes some ten observations, too many for an object each. */
@FunctionalInterface
public interface Observer {

    /** One observation; what the numbers mean says {@link Observation}. */
    void observe(Measure measure, Series series, long time, long value, long since, int weight);

    /** The same of one that is an object. */
    default void observe(Observation one) {
        observe(one.measure(), one.series(), one.time(), one.value(), one.since(), one.weight());
    }
}
