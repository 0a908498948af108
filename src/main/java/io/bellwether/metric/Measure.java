package io.bellwether.metric;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is observed: the quantity of one {@link Observation}. {@link Metric} names what is read out of them.
 *
 * <p>All values are whole numbers, so that sums do not depend on the order of addition: durations in milliseconds,
 * scores in millionths. State refers to constants by position: append new ones at the end, never reorder.
 */
public enum Measure {
    SLA_MET(Measurement.SLA, Kind.COUNT),
    SLA_BREACHED(Measurement.SLA, Kind.COUNT),
    SLA_RETRACTED(Measurement.SLA, Kind.COUNT),
    /** Consumed time of an instance that was fulfilled, ms. */
    SLA_CONSUMED(Measurement.SLA, Kind.TIMING),
    SLA_RUNNING(Measurement.SLA, Kind.LEVEL),
    SLA_AT_RISK(Measurement.SLA, Kind.LEVEL),
    SLA_OVERDUE(Measurement.SLA, Kind.LEVEL),

    QUEUE_OFFERED(Measurement.QUEUE, Kind.COUNT),
    QUEUE_ANSWERED(Measurement.QUEUE, Kind.COUNT),
    QUEUE_ABANDONED(Measurement.QUEUE, Kind.COUNT),
    QUEUE_SHORT_ABANDONED(Measurement.QUEUE, Kind.COUNT),
    QUEUE_TRANSFERRED(Measurement.QUEUE, Kind.COUNT),
    QUEUE_MISSED(Measurement.QUEUE, Kind.COUNT),
    QUEUE_ANSWERED_IN_THRESHOLD(Measurement.QUEUE, Kind.COUNT),
    QUEUE_ABANDONED_IN_THRESHOLD(Measurement.QUEUE, Kind.COUNT),
    /** Wait of an answered contact, ms, at its answer. */
    QUEUE_WAIT(Measurement.QUEUE, Kind.TIMING),
    /** Wait of a contact that left without an answer, ms, at its leaving. */
    QUEUE_WAIT_LOST(Measurement.QUEUE, Kind.TIMING),
    /** Assigned to ended, plus wrap-up, ms. */
    QUEUE_HANDLE(Measurement.QUEUE, Kind.TIMING),
    QUEUE_WAITING(Measurement.QUEUE, Detail.OLDEST),
    QUEUE_IN_SERVICE(Measurement.QUEUE, Kind.LEVEL),
    /** Contacts that left the queue in the trailing five minutes; derived by the rollup, never observed. */
    QUEUE_LEFT_TRAILING(Measurement.QUEUE, Kind.COUNT),

    INTERVAL_OFFERED(Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_ANSWERED(Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_ABANDONED(Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_SHORT_ABANDONED(Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_TRANSFERRED(Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_MISSED(Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_ANSWERED_IN_THRESHOLD(Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_ABANDONED_IN_THRESHOLD(Measurement.QUEUE_INTERVAL, Kind.COUNT),
    INTERVAL_WAIT(Measurement.QUEUE_INTERVAL, Kind.TIMING),
    INTERVAL_WAIT_LOST(Measurement.QUEUE_INTERVAL, Kind.TIMING),
    INTERVAL_HANDLE(Measurement.QUEUE_INTERVAL, Kind.TIMING),
    /** By the time of the change, unlike the counts of its measurement, which are by enqueue time. */
    INTERVAL_WAITING(Measurement.QUEUE_INTERVAL, Detail.COURSE),

    CASES_CREATED(Measurement.CASES, Kind.COUNT),
    CASES_SOLVED(Measurement.CASES, Kind.COUNT),
    CASES_REOPENED(Measurement.CASES, Kind.COUNT),
    CASES_CLOSED(Measurement.CASES, Kind.COUNT),
    CASES_MERGED(Measurement.CASES, Kind.COUNT),
    CASES_ONE_TOUCH(Measurement.CASES, Kind.COUNT),
    CASES_TRANSFERS(Measurement.CASES, Kind.COUNT),
    /** NEW or OPEN, since the case was created. */
    CASES_OPEN(Measurement.CASES, Detail.OLDEST),
    CASES_WAITING_CUSTOMER(Measurement.CASES, Kind.LEVEL),
    CASES_WAITING_THIRD_PARTY(Measurement.CASES, Kind.LEVEL),
    CASES_UNASSIGNED(Measurement.CASES, Kind.LEVEL),

    AGENTS_ONLINE(Measurement.AGENTS, Kind.LEVEL),
    AGENTS_AVAILABLE(Measurement.AGENTS, Kind.LEVEL),
    AGENTS_AWAY(Measurement.AGENTS, Kind.LEVEL),
    AGENTS_ON_CONTACT(Measurement.AGENTS, Detail.COURSE),
    /** Available and on no contact: the idle time of occupancy. */
    AGENTS_IDLE(Measurement.AGENTS, Detail.COURSE),
    AGENTS_SLOTS(Measurement.AGENTS, Kind.LEVEL),
    AGENTS_SLOTS_USED(Measurement.AGENTS, Kind.LEVEL),

    /** Score of a message, millionths of −1..1. */
    SENTIMENT_SCORE(Measurement.SENTIMENT, Kind.TIMING),
    SENTIMENT_NEGATIVE(Measurement.SENTIMENT, Kind.COUNT),
    SENTIMENT_POSITIVE(Measurement.SENTIMENT, Kind.COUNT),

    SATISFACTION_REQUESTED(Measurement.SATISFACTION, Kind.COUNT),
    SATISFACTION_SATISFIED(Measurement.SATISFACTION, Kind.COUNT),
    SATISFACTION_DISSATISFIED(Measurement.SATISFACTION, Kind.COUNT),
    /** The answer, millionths of the scale's own unit. */
    SATISFACTION_SCORE(Measurement.SATISFACTION, Kind.TIMING),

    PIPELINE_EVENTS(Measurement.PIPELINE, Kind.COUNT),
    PIPELINE_REJECTED(Measurement.PIPELINE, Kind.COUNT),
    PIPELINE_DUPLICATES(Measurement.PIPELINE, Kind.COUNT),
    PIPELINE_LATE(Measurement.PIPELINE, Kind.COUNT),
    PIPELINE_UNSCORED(Measurement.PIPELINE, Kind.COUNT),
    /** Wall clock minus the time of a record read, ms; live only. */
    PIPELINE_LAG(Measurement.PIPELINE, Kind.TIMING),

    CASES_DELETED(Measurement.CASES, Kind.COUNT),
    /** Unsolved cases at a window's end less those at its start; derived by the rollup, never observed. */
    CASES_NET_FLOW(Measurement.CASES, Kind.COUNT),
    /** Values beyond the limit of their dimension that were counted under {@code other}. */
    PIPELINE_OTHER_VALUES(Measurement.PIPELINE, Kind.COUNT),
    /** Contacts that an agent took or was given: as many handle times come, and then the interval is final. */
    INTERVAL_SERVED(Measurement.QUEUE_INTERVAL, Kind.COUNT);

    /** How observations of a measure are combined. */
    public enum Kind {
        /** Values are added. */
        COUNT,
        /** Count, sum, minimum, maximum and a mergeable quantile sketch. */
        TIMING,
        /** Changes (+n/−n) with the time since when; integrated, in order of time. */
        LEVEL
    }

    /** What is kept of a level beside its value at the end of each window. */
    private enum Detail {
        /** That alone. */
        NONE,
        /** Since when the things counted have been so. */
        OLDEST,
        /** At which moments of the window it changed. */
        COURSE
    }

    private static final Map<Kind, Map<Measurement, List<Measure>>> BY_KIND = new EnumMap<>(Kind.class);

    static {
        for (Kind kind : Kind.values()) {
            Map<Measurement, List<Measure>> ofKind = new EnumMap<>(Measurement.class);
            for (Measurement measurement : Measurement.values()) {
                List<Measure> measures = Stream.of(values())
                        .filter(measure -> measure.measurement == measurement && measure.kind == kind)
                        .toList();
                measures.forEach(measure -> measure.slot = measures.indexOf(measure));
                ofKind.put(measurement, measures);
            }
            BY_KIND.put(kind, ofKind);
        }
    }

    private final Measurement measurement;
    private final Kind kind;
    private final Detail detail;
    private int slot;

    Measure(Measurement measurement, Kind kind) {
        this(measurement, kind, Detail.NONE);
    }

    Measure(Measurement measurement, Detail detail) {
        this(measurement, Kind.LEVEL, detail);
    }

    Measure(Measurement measurement, Kind kind, Detail detail) {
        this.measurement = measurement;
        this.kind = kind;
        this.detail = detail;
    }

    /** The measurement whose points it goes into. */
    public Measurement measurement() {
        return measurement;
    }

    /** The counts of a measurement, each at its {@link #slot}. */
    static List<Measure> counts(Measurement measurement) {
        return BY_KIND.get(Kind.COUNT).get(measurement);
    }

    /** The timings of a measurement, each at its {@link #slot}. */
    static List<Measure> timings(Measurement measurement) {
        return BY_KIND.get(Kind.TIMING).get(measurement);
    }

    /** The levels of a measurement, each at its {@link #slot}. */
    public static List<Measure> levels(Measurement measurement) {
        return BY_KIND.get(Kind.LEVEL).get(measurement);
    }

    /** Its place among the measures of the same measurement and kind, from 0. */
    int slot() {
        return slot;
    }

    /** How its observations are combined. */
    public Kind kind() {
        return kind;
    }

    /** Whether {@link Metric} reads since when the things that a level counts have been so; else that is not kept. */
    public boolean hasOldest() {
        return detail == Detail.OLDEST;
    }

    /**
     * Whether {@link Metric} reads a level's highest value or integral within a window. Else these are kept only where
     * {@link Windowing#courses} asks for them.
     */
    public boolean hasCourse() {
        return detail == Detail.COURSE;
    }
}
