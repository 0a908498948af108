package io.bellwether.metric;

/** The fields of the pipeline itself. */
public final class PipelineMetrics {

    static final Family FAMILY = new Family(Measurement.PIPELINE);

    public static final Metric EVENTS = FAMILY.count("events", Measure.PIPELINE_EVENTS, "events taken in");

    public static final Metric REJECTED =
            FAMILY.count("rejected", Measure.PIPELINE_REJECTED, "records rejected, by reason");

    public static final Metric DUPLICATES =
            FAMILY.count("duplicates", Measure.PIPELINE_DUPLICATES, "events that had been seen before");

    public static final Metric LATE = FAMILY.count(
            "late", Measure.PIPELINE_LATE, "events that came behind the watermark and were folded as a correction");

    public static final Metric LAG = FAMILY.longest(
            "watermark_lag_s",
            "wall clock minus the time of the records read, the most of the window; live only",
            Measure.PIPELINE_LAG);

    public static final Metric UNSCORED =
            FAMILY.count("unscored", Measure.PIPELINE_UNSCORED, "messages whose language the scorer does not know");

    public static final Metric OTHER_VALUES = FAMILY.count(
            "other_values",
            Measure.PIPELINE_OTHER_VALUES,
            "values of a dimension beyond its limit, counted under other; the reason is the dimension");

    public static final Metric GONE =
            FAMILY.count("gone", Measure.PIPELINE_GONE, "records that Kafka deleted before they were read");

    public static final Metric UNWATCHED = FAMILY.count(
            "unwatched",
            Measure.PIPELINE_UNWATCHED,
            "contacts, orders and the like of customers of whom as much is known as is kept of one, as of a guest's id");

    private PipelineMetrics() {}
}
