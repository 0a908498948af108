package io.bellwether.metric;

import java.util.List;
import java.util.Objects;

/**
 * The identity of a sequence of cells: a measurement with the values of the configured dimensions and of the
 * measurement's own tags. Immutable; the hash is computed once, because the combiner looks up several series an event.
 */
public final class Series {

    /** Stands for a dimension that the event does not say. A tag is never empty, so that every point has all its tags. */
    public static final String NONE = "none";

    /**
     * Stands for a dimension that a series has nothing to do with: it is in no rollup by it. No event says it, and no point
     * has it.
     */
    public static final String ABSENT = "";

    /** What is told of the pipeline as a whole. */
    public static final Series OF_PIPELINE = new Series(Measurement.PIPELINE, List.of(), List.of(NONE, NONE));

    private final Measurement measurement;
    private final List<String> dimensions;
    private final List<String> tags;
    private final int hash;
    /** No part of it: what the one who adds it up knows of it. */
    private Object memo;

    /**
     * @param dimensions values in the order of the settings' {@code dimensions}, {@link #NONE} for absent ones
     * @param tags values in the order of {@link Measurement#tags()}
     */
    public Series(Measurement measurement, List<String> dimensions, List<String> tags) {
        this.measurement = measurement;
        this.dimensions = List.copyOf(dimensions);
        this.tags = List.copyOf(tags);
        this.hash = 31 * (31 * measurement.name().hashCode() + this.dimensions.hashCode()) + this.tags.hashCode();
    }

    /** What is told of one agent, whichever queues they serve. */
    public static Series ofAgent(String agent) {
        return new Series(Measurement.AGENTS, List.of(agent, ABSENT), List.of());
    }

    /** What is told of the agents of one queue. */
    public static Series ofAgentsOf(String queue) {
        return new Series(Measurement.AGENTS, List.of(ABSENT, queue), List.of());
    }

    public Measurement measurement() {
        return measurement;
    }

    public List<String> dimensions() {
        return dimensions;
    }

    public List<String> tags() {
        return tags;
    }

    /** What was left here; others may have left theirs meanwhile, so it is to be looked at before it is believed. */
    Object memo() {
        return memo;
    }

    void memo(Object known) {
        memo = known;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Series that
                        && hash == that.hash
                        && measurement == that.measurement
                        && dimensions.equals(that.dimensions)
                        && tags.equals(that.tags);
    }

    /** The same in every JVM: Flink partitions by it. */
    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return measurement.wireName() + Objects.toString(dimensions) + (tags.isEmpty() ? "" : tags);
    }
}
