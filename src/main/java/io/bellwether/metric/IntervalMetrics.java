package io.bellwether.metric;

/** The fields of queues by interval of enqueueing, which planners call truth. */
public final class IntervalMetrics {

    static final Family FAMILY = new Family(Measurement.QUEUE_INTERVAL);

    public static final Metric OFFERED =
            FAMILY.count("offered", Measure.INTERVAL_OFFERED, "contacts that entered the queue in the interval");

    public static final Metric ANSWERED = FAMILY.count(
            "answered",
            Measure.INTERVAL_ANSWERED,
            "contacts that entered the queue in the interval and were taken by an agent, within seven days");

    public static final Metric ABANDONED = FAMILY.count(
            "abandoned",
            Measure.INTERVAL_ABANDONED,
            "contacts that entered the queue in the interval and whose customer left unanswered");

    public static final Metric SHORT_ABANDONED = FAMILY.count(
            "short_abandoned",
            Measure.INTERVAL_SHORT_ABANDONED,
            "contacts that entered the queue in the interval and whose customer left unanswered within the short-abandon limit (setting service_level)");

    public static final Metric TRANSFERRED = FAMILY.count(
            "transferred",
            Measure.INTERVAL_TRANSFERRED,
            "contacts that entered the queue in the interval and left it unanswered for another queue or the outside, or with a case that was merged or deleted");

    public static final Metric OVERFLOW = FAMILY.count(
            "overflow",
            Measure.INTERVAL_OVERFLOW,
            "contacts that entered the queue in the interval and left it unanswered by its own rules (reason overflow or timeout)");

    public static final Metric TIMED_OUT = FAMILY.count(
            "timed_out",
            Measure.INTERVAL_TIMED_OUT,
            "contacts that entered the queue in the interval and left it unanswered because they had waited as long as its rules allow (reason timeout); part of overflow");

    public static final Metric CALLBACK = FAMILY.count(
            "callback",
            Measure.INTERVAL_CALLBACK,
            "contacts that entered the queue in the interval and left it unanswered because their customer asked to be called back");

    public static final Metric TRANSFERRED_IN = FAMILY.count(
            "transferred_in",
            Measure.INTERVAL_TRANSFERRED_IN,
            "contacts that came from another queue in the interval, to wait here or straight to an agent");

    public static final Metric TRANSFERRED_OUT = FAMILY.count(
            "transferred_out",
            Measure.INTERVAL_TRANSFERRED_OUT,
            "contacts that entered the queue, or were given to one of its agents, in the interval, and that an agent handed on to another queue later");

    public static final Metric TRANSFERRED_EXTERNAL = FAMILY.count(
            "transferred_external",
            Measure.INTERVAL_TRANSFERRED_EXTERNAL,
            "contacts that entered the queue, or were given to one of its agents, in the interval, and that were handed on to somebody outside the organisation later, answered or not");

    public static final Metric HANDED_OVER = FAMILY.count(
            "handed_over",
            Measure.INTERVAL_HANDED_OVER,
            "times that contacts that entered the queue, or were given to one of its agents, in the interval, went from one agent to another within the queue");

    public static final Metric MISSED = FAMILY.count(
            "missed",
            Measure.INTERVAL_MISSED,
            "offers that agents did not take of contacts that entered the queue, or were given to one of its agents, in the interval");

    public static final Metric ANSWERED_IN_THRESHOLD = FAMILY.count(
            "answered_in_threshold",
            Measure.INTERVAL_ANSWERED_IN_THRESHOLD,
            "contacts that entered the queue in the interval and were answered within the service-level threshold of their queue (setting service_level)");

    public static final Metric ABANDONED_IN_THRESHOLD = FAMILY.count(
            "abandoned_in_threshold",
            Measure.INTERVAL_ABANDONED_IN_THRESHOLD,
            "contacts that entered the queue in the interval and whose customer left unanswered within the service-level threshold of their queue (setting service_level)");

    public static final Metric LOST_MET = FAMILY.count(
            "lost_met",
            Measure.INTERVAL_LOST_MET,
            "contacts that entered the queue in the interval, left it unanswered and count as met by the formula of the queue (service_level_formula)");

    public static final Metric LOST_UNMET = FAMILY.count(
            "lost_unmet",
            Measure.INTERVAL_LOST_UNMET,
            "contacts that entered the queue in the interval, left it unanswered and count as unmet by the formula of the queue (service_level_formula)");

    public static final Metric SERVICE_LEVEL = FAMILY.share(
            "service_level",
            Quantity.counts(Measure.INTERVAL_ANSWERED_IN_THRESHOLD, Measure.INTERVAL_LOST_MET),
            Quantity.counts(Measure.INTERVAL_ANSWERED, Measure.INTERVAL_LOST_MET, Measure.INTERVAL_LOST_UNMET),
            "contacts that entered the queue in the interval and left it met, as a share of those that count by the formula that service_level_formula names; final when all have left");

    public static final Metric MAX_WAITING = FAMILY.most(
            "max_waiting",
            Measure.INTERVAL_WAITING,
            "most contacts in the queue at one moment of the interval, whenever they entered it");

    public static final Metric WAITING_AT_END = FAMILY.level(
            "waiting_at_end",
            Measure.INTERVAL_WAITING,
            "contacts in the queue, not answered, at the interval's end, whenever they entered it");

    public static final Metric WAIT_MEAN = FAMILY.mean(
            "wait_mean_s",
            Measure.INTERVAL_WAIT,
            "average speed of answer (ASA): mean wait of the contacts that entered the queue in the interval and were answered");

    public static final Metric WAIT_P50 = FAMILY.percentile(
            "wait_",
            50,
            Measure.INTERVAL_WAIT,
            "the waits of the contacts that entered the queue in the interval and were answered");

    public static final Metric WAIT_P90 = FAMILY.percentile(
            "wait_",
            90,
            Measure.INTERVAL_WAIT,
            "the waits of the contacts that entered the queue in the interval and were answered");

    public static final Metric WAIT_P95 = FAMILY.percentile(
            "wait_",
            95,
            Measure.INTERVAL_WAIT,
            "the waits of the contacts that entered the queue in the interval and were answered");

    public static final Metric WAIT_MAX = FAMILY.longest(
            "wait_max_s",
            "longest wait of the contacts that entered the queue in the interval, answered or not",
            Measure.INTERVAL_WAIT,
            Measure.INTERVAL_WAIT_LOST);

    public static final Metric HANDLE_MEAN = FAMILY.mean(
            "handle_mean_s",
            Measure.INTERVAL_HANDLE,
            "average handle time (AHT): mean time from the answer to the end, hold included, and wrap-up, of the contacts that entered the queue, or were given to one of its agents, in the interval");

    public static final Metric HANDLE_P90 = FAMILY.percentile(
            "handle_",
            90,
            Measure.INTERVAL_HANDLE,
            "the times from the answer to the end, and wrap-up, of the contacts that entered the queue, or were given to one of its agents, in the interval");

    public static final Metric HANDLED = FAMILY.values(
            "handled",
            Measure.INTERVAL_HANDLE,
            "contacts that entered the queue, or were given to one of its agents, in the interval, and that an agent had until they ended or left the queue for another or the outside: as many as stand behind the handle times");

    public static final Metric HANDLE_OPEN = FAMILY.difference(
            "handle_open",
            Quantity.values(Measure.INTERVAL_HANDLE),
            Quantity.count(Measure.INTERVAL_WRAPPED_UP),
            "handled contacts that entered the queue, or were given to one of its agents, in the interval, and of whose wrap-up nothing is known so far; where it is still to be told, the handle times are provisional");

    public static final Metric HOLD_MEAN = FAMILY.meanTimeWhere(
            "hold_mean_s",
            Quantity.count(Measure.INTERVAL_HOLD_TIME),
            Quantity.values(Measure.INTERVAL_HANDLE),
            "mean time on hold of the handled contacts that entered the queue, or were given to one of its agents, in the interval; part of handle_mean_s");

    public static final Metric WRAP_UP_MEAN = FAMILY.meanTime(
            "wrap_up_mean_s",
            Quantity.count(Measure.INTERVAL_WRAP_UP_TIME),
            Quantity.count(Measure.INTERVAL_WRAPPED_UP),
            "mean work after the contact (wrap-up), where it is known, of the contacts that entered the queue, or were given to one of its agents, in the interval; part of handle_mean_s");

    public static final Metric ABANDON_RATE = FAMILY.share(
            "abandon_rate",
            Measure.INTERVAL_ABANDONED,
            Measure.INTERVAL_OFFERED,
            "contacts whose customer left unanswered, as a share of all that entered the queue in the interval");

    public static final Metric ABANDON_RATE_WITHOUT_SHORT = FAMILY.add(FAMILY.ratio(
                    "abandon_rate_without_short",
                    Metric.Unit.SHARE,
                    1,
                    Quantity.count(Measure.INTERVAL_ABANDONED).minus(Quantity.count(Measure.INTERVAL_SHORT_ABANDONED)),
                    Quantity.count(Measure.INTERVAL_OFFERED).minus(Quantity.count(Measure.INTERVAL_SHORT_ABANDONED)),
                    "contacts whose customer left unanswered after more than the short-abandon limit, as a share of all that entered the queue in the interval but the short abandoned")
            .range(0, 1)
            .by(Quantity.count(Measure.INTERVAL_OFFERED)));

    private IntervalMetrics() {}
}
