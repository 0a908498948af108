package io.bellwether.metric;

/** The fields of queues by interval of enqueueing, which planners call truth. */
public final class IntervalMetrics {

    static final Family FAMILY = new Family(Measurement.QUEUE_INTERVAL);

    public static final Metric OFFERED =
            FAMILY.count("offered", Measure.INTERVAL_OFFERED, "contacts that entered the queue in the interval");

    public static final Metric ANSWERED =
            FAMILY.count("answered", Measure.INTERVAL_ANSWERED, "of these, taken by an agent, whenever that was");

    public static final Metric ABANDONED =
            FAMILY.count("abandoned", Measure.INTERVAL_ABANDONED, "of these, left unanswered by the customer");

    public static final Metric SHORT_ABANDONED = FAMILY.count(
            "short_abandoned", Measure.INTERVAL_SHORT_ABANDONED, "of these, within the short-abandon limit");

    public static final Metric TRANSFERRED = FAMILY.count(
            "transferred",
            Measure.INTERVAL_TRANSFERRED,
            "of the offered, left unanswered for another queue or the outside, or with a case that was merged or deleted");

    public static final Metric OVERFLOW = FAMILY.count(
            "overflow",
            Measure.INTERVAL_OVERFLOW,
            "of the offered, left unanswered by the rules of the queue, such as a limit to its length");

    public static final Metric TIMED_OUT = FAMILY.count(
            "timed_out",
            Measure.INTERVAL_TIMED_OUT,
            "of these, because they had waited as long as the queue lets them");

    public static final Metric CALLBACK = FAMILY.count(
            "callback",
            Measure.INTERVAL_CALLBACK,
            "of the offered, left unanswered because their customer asked to be called back");

    public static final Metric TRANSFERRED_IN = FAMILY.count(
            "transferred_in",
            Measure.INTERVAL_TRANSFERRED_IN,
            "contacts that came from another queue, to wait or to an agent");

    public static final Metric TRANSFERRED_OUT = FAMILY.count(
            "transferred_out",
            Measure.INTERVAL_TRANSFERRED_OUT,
            "of the served, handed on to another queue by an agent");

    public static final Metric TRANSFERRED_EXTERNAL = FAMILY.count(
            "transferred_external",
            Measure.INTERVAL_TRANSFERRED_EXTERNAL,
            "of the offered and the given, handed on to the outside, answered or not");

    public static final Metric HANDED_OVER = FAMILY.count(
            "handed_over",
            Measure.INTERVAL_HANDED_OVER,
            "times that one of these contacts went from one agent to another in the queue");

    public static final Metric MISSED =
            FAMILY.count("missed", Measure.INTERVAL_MISSED, "offers of these contacts that an agent did not take");

    public static final Metric ANSWERED_IN_THRESHOLD = FAMILY.count(
            "answered_in_threshold",
            Measure.INTERVAL_ANSWERED_IN_THRESHOLD,
            "of the offered, answered within the service-level threshold");

    public static final Metric ABANDONED_IN_THRESHOLD = FAMILY.count(
            "abandoned_in_threshold",
            Measure.INTERVAL_ABANDONED_IN_THRESHOLD,
            "of the offered, abandoned within the service-level threshold");

    public static final Metric LOST_MET = FAMILY.count(
            "lost_met",
            Measure.INTERVAL_LOST_MET,
            "of the offered, left unanswered and counting as met, by the formula of their queue");

    public static final Metric LOST_UNMET = FAMILY.count(
            "lost_unmet",
            Measure.INTERVAL_LOST_UNMET,
            "of the offered, left unanswered and counting as unmet, by the formula of their queue");

    public static final Metric SERVICE_LEVEL = FAMILY.share(
            "service_level",
            Quantity.counts(Measure.INTERVAL_ANSWERED_IN_THRESHOLD, Measure.INTERVAL_LOST_MET),
            Quantity.counts(Measure.INTERVAL_ANSWERED, Measure.INTERVAL_LOST_MET, Measure.INTERVAL_LOST_UNMET),
            "contacts met by the formula that service_level_formula names, as a share of those it counts, by enqueue time");

    public static final Metric MAX_WAITING = FAMILY.most(
            "max_waiting", Measure.INTERVAL_WAITING, "most contacts in the queue at one moment of the interval");

    public static final Metric WAITING_AT_END =
            FAMILY.level("waiting_at_end", Measure.INTERVAL_WAITING, "contacts in the queue when the interval ended");

    public static final Metric WAIT_MEAN =
            FAMILY.mean("wait_mean_s", Measure.INTERVAL_WAIT, "mean wait of the answered (ASA)");

    public static final Metric WAIT_P50 =
            FAMILY.percentile("wait_", 50, Measure.INTERVAL_WAIT, "the waits of the answered");

    public static final Metric WAIT_P90 =
            FAMILY.percentile("wait_", 90, Measure.INTERVAL_WAIT, "the waits of the answered");

    public static final Metric WAIT_P95 =
            FAMILY.percentile("wait_", 95, Measure.INTERVAL_WAIT, "the waits of the answered");

    public static final Metric WAIT_MAX = FAMILY.longest(
            "wait_max_s", "longest wait, answered or not", Measure.INTERVAL_WAIT, Measure.INTERVAL_WAIT_LOST);

    public static final Metric HANDLE_MEAN =
            FAMILY.mean("handle_mean_s", Measure.INTERVAL_HANDLE, "mean of assigned to ended plus wrap-up (AHT)");

    public static final Metric HANDLE_P90 =
            FAMILY.percentile("handle_", 90, Measure.INTERVAL_HANDLE, "assigned to ended plus wrap-up");

    public static final Metric HANDLED =
            FAMILY.values("handled", Measure.INTERVAL_HANDLE, "of the offered and the given, ended with an agent");

    public static final Metric HANDLE_OPEN = FAMILY.difference(
            "handle_open",
            Quantity.values(Measure.INTERVAL_HANDLE),
            Quantity.count(Measure.INTERVAL_WRAPPED_UP),
            "of these, contacts of whose wrap-up nothing is known: as long as it may be told, handle times are provisional");

    public static final Metric HOLD_MEAN = FAMILY.add(FAMILY.ratio(
                    "hold_mean_s",
                    Metric.Unit.SECONDS,
                    Family.SECONDS,
                    Quantity.count(Measure.INTERVAL_HOLD_TIME),
                    Quantity.values(Measure.INTERVAL_HANDLE),
                    "how long the handled were on hold on average, where any hold is told; part of handle_mean_s")
            .onlyWith(Quantity.count(Measure.INTERVAL_HOLD_TIME)));

    public static final Metric WRAP_UP_MEAN = FAMILY.meanTime(
            "wrap_up_mean_s",
            Quantity.count(Measure.INTERVAL_WRAP_UP_TIME),
            Quantity.count(Measure.INTERVAL_WRAPPED_UP),
            "mean work after the contact of those whose wrap-up is known; part of handle_mean_s");

    public static final Metric ABANDON_RATE = FAMILY.share(
            "abandon_rate",
            Measure.INTERVAL_ABANDONED,
            Measure.INTERVAL_OFFERED,
            "customers who left unanswered, as a share of all who came, by enqueue time");

    public static final Metric ABANDON_RATE_WITHOUT_SHORT = FAMILY.add(FAMILY.ratio(
                    "abandon_rate_without_short",
                    Metric.Unit.SHARE,
                    1,
                    Quantity.count(Measure.INTERVAL_ABANDONED).minus(Quantity.count(Measure.INTERVAL_SHORT_ABANDONED)),
                    Quantity.count(Measure.INTERVAL_OFFERED).minus(Quantity.count(Measure.INTERVAL_SHORT_ABANDONED)),
                    "the same as abandon_rate as if the short abandoned had not come")
            .range(0, 1)
            .by(Quantity.count(Measure.INTERVAL_OFFERED)));

    private IntervalMetrics() {}
}
