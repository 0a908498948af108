package io.bellwether.metric;

import java.util.Set;

/** The fields of the pipeline itself. */
public final class PipelineMetrics {

    static final Family FAMILY = new Family(Measurement.PIPELINE);

    public static final Metric EVENTS =
            FAMILY.count("events", Measure.PIPELINE_EVENTS, "events read and accepted, by the window of the event");

    public static final Metric REJECTED = FAMILY.count(
            "rejected",
            Measure.PIPELINE_REJECTED,
            "records that were rejected and kept as dead letters, by the reason that the tag names, in the window of their reading");

    public static final Metric DUPLICATES = FAMILY.count(
            "duplicates",
            Measure.PIPELINE_DUPLICATES,
            "events that had been seen before (equal source and id) and were dropped, by the window of the event");

    public static final Metric LATE = FAMILY.count(
            "late",
            Measure.PIPELINE_LATE,
            "events that came behind the watermark, by their window: within lateness they correct what was said, older ones are kept as dead letters and count as of the watermark");

    public static final Metric LAG = FAMILY.longest(
            "watermark_lag_s",
            "how far behind the wall clock events are read, the most of the window; live only, never in a replay",
            Measure.PIPELINE_LAG);

    public static final Metric UNSCORED = FAMILY.count(
            "unscored",
            Measure.PIPELINE_UNSCORED,
            "messages in the window without a sentiment score because the scorer does not know their language");

    public static final Metric OTHER_VALUES = FAMILY.count(
            "other_values",
            Measure.PIPELINE_OTHER_VALUES,
            "values of a dimension beyond max_values_per_dimension that are counted under other, by the window; tag reason names the dimension");

    public static final Metric GONE = FAMILY.count(
            "gone",
            Measure.PIPELINE_GONE,
            "records that Kafka deleted before they were read, in the window in which that was noticed; live only");

    public static final Metric UNWATCHED = FAMILY.count(
            "unwatched",
            Measure.PIPELINE_UNWATCHED,
            "contacts, orders and the like in the window that are not watched, for as much is known of their customer as is kept of one, as of a guest's id");

    public static final Metric POINTS_WAITING = FAMILY.fewest(
            "points_waiting",
            Measure.PIPELINE_POINTS_WAITING,
            "points that wait for the store, at the one of the looks every ten seconds in the window at which they were fewest; tag topic names the setting of the bucket; live only");

    public static final Metric POINTS_REJECTED = FAMILY.count(
            "points_rejected",
            Measure.PIPELINE_POINTS_REJECTED,
            "points that the store will never take, by the reason that the tag names, in the window in which that was noticed; tag topic names the setting of the bucket; live only");

    public static final Metric POINTS_LOST = FAMILY.count(
            "points_lost",
            Measure.PIPELINE_POINTS_LOST,
            "points that were given up because there was no room for them any more while the store was away, or that were in a damaged file, in the window in which that was noticed; tag topic names the setting of the bucket; live only");

    /** What tag {@code topic} is where the store's writers are meant: the settings of the buckets. */
    static final Set<String> BUCKETS = Set.of("influx.bucket", "influx.agent_bucket", "influx.trend_bucket");

    private static final Set<Metric> OF_BUCKETS = Set.of(POINTS_WAITING, POINTS_REJECTED, POINTS_LOST);

    private PipelineMetrics() {}

    /** Whether a metric is told of a topic, or of a bucket, as the key has it: of the other it would be 0 for ever. */
    static boolean isToldOf(CellKey key, Metric metric) {
        return BUCKETS.contains(key.tags().get(0)) == OF_BUCKETS.contains(metric);
    }
}
