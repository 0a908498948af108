package io.bellwether.metric;

import java.util.Set;

/** The fields of queues, pane by pane. */
public final class QueueMetrics {

    static final Family FAMILY = new Family(Measurement.QUEUE);

    /** Contacts that the service level takes as met, and all that it counts, by the formula of their queue. */
    private static final Quantity MET = Quantity.counts(Measure.QUEUE_ANSWERED_IN_THRESHOLD, Measure.QUEUE_LOST_MET);

    private static final Quantity COUNTED =
            Quantity.counts(Measure.QUEUE_ANSWERED, Measure.QUEUE_LOST_MET, Measure.QUEUE_LOST_UNMET);

    /** Contacts that an agent took or whose customer left. */
    private static final Quantity ENDED = Quantity.counts(Measure.QUEUE_ANSWERED, Measure.QUEUE_ABANDONED);

    public static final Metric OFFERED =
            FAMILY.count("offered", Measure.QUEUE_OFFERED, "contacts that entered the queue");

    public static final Metric ANSWERED =
            FAMILY.count("answered", Measure.QUEUE_ANSWERED, "contacts that an agent took");

    public static final Metric ABANDONED =
            FAMILY.count("abandoned", Measure.QUEUE_ABANDONED, "contacts whose customer left unanswered");

    public static final Metric SHORT_ABANDONED =
            FAMILY.count("short_abandoned", Measure.QUEUE_SHORT_ABANDONED, "of these, within the short-abandon limit");

    public static final Metric TRANSFERRED = FAMILY.count(
            "transferred",
            Measure.QUEUE_TRANSFERRED,
            "contacts that left unanswered for another queue or the outside, or with a case that was merged or deleted");

    public static final Metric OVERFLOW = FAMILY.count(
            "overflow",
            Measure.QUEUE_OVERFLOW,
            "contacts that left unanswered by the rules of the queue, such as a limit to its length");

    public static final Metric TIMED_OUT = FAMILY.count(
            "timed_out", Measure.QUEUE_TIMED_OUT, "of these, because they had waited as long as the queue lets them");

    public static final Metric CALLBACK = FAMILY.count(
            "callback",
            Measure.QUEUE_CALLBACK,
            "contacts that left unanswered because their customer asked to be called back");

    public static final Metric CALLBACKS_REQUESTED = FAMILY.count(
            "callbacks_requested", Measure.QUEUE_CALLBACKS_REQUESTED, "callbacks that were asked for, waiting or not");

    public static final Metric CALLBACKS_SCHEDULED = FAMILY.count(
            "callbacks_scheduled", Measure.QUEUE_CALLBACKS_SCHEDULED, "times that a time was agreed for a callback");

    public static final Metric CALLBACKS_COMPLETED =
            FAMILY.count("callbacks_completed", Measure.QUEUE_CALLBACKS_COMPLETED, "callbacks that came about");

    public static final Metric CALLBACKS_FAILED =
            FAMILY.count("callbacks_failed", Measure.QUEUE_CALLBACKS_FAILED, "callbacks that were given up");

    public static final Metric CALLBACKS_OPEN = FAMILY.level(
            "callbacks_open",
            Measure.QUEUE_CALLBACKS_OPEN,
            "callbacks that neither came about nor failed by the window's end; they are not waiting");

    public static final Metric CALLBACKS_PLANNED = FAMILY.level(
            "callbacks_planned", Measure.QUEUE_CALLBACKS_PLANNED, "of these, callbacks with an agreed time");

    public static final Metric TRANSFERRED_IN = FAMILY.count(
            "transferred_in",
            Measure.QUEUE_TRANSFERRED_IN,
            "contacts that came from another queue, to wait or to an agent");

    public static final Metric TRANSFERRED_OUT = FAMILY.count(
            "transferred_out",
            Measure.QUEUE_TRANSFERRED_OUT,
            "contacts that an agent had and handed on to another queue");

    public static final Metric TRANSFERRED_EXTERNAL = FAMILY.count(
            "transferred_external",
            Measure.QUEUE_TRANSFERRED_EXTERNAL,
            "contacts that were handed on to the outside, answered or not");

    public static final Metric HANDED_OVER = FAMILY.count(
            "handed_over",
            Measure.QUEUE_HANDED_OVER,
            "times that a contact went from one agent to another in the queue");

    public static final Metric MISSED =
            FAMILY.count("missed", Measure.QUEUE_MISSED, "offers that an agent did not take");

    public static final Metric ANSWERED_IN_THRESHOLD = FAMILY.count(
            "answered_in_threshold",
            Measure.QUEUE_ANSWERED_IN_THRESHOLD,
            "answered within the service-level threshold");

    public static final Metric ABANDONED_IN_THRESHOLD = FAMILY.count(
            "abandoned_in_threshold",
            Measure.QUEUE_ABANDONED_IN_THRESHOLD,
            "abandoned within the service-level threshold");

    public static final Metric LOST_MET = FAMILY.count(
            "lost_met",
            Measure.QUEUE_LOST_MET,
            "contacts that left unanswered and count as met, by the formula of their queue");

    public static final Metric LOST_UNMET = FAMILY.count(
            "lost_unmet",
            Measure.QUEUE_LOST_UNMET,
            "contacts that left unanswered and count as unmet, by the formula of their queue");

    public static final Metric SERVICE_LEVEL = FAMILY.share(
            "service_level",
            MET,
            COUNTED,
            "contacts met by the formula that service_level_formula names, as a share of those it counts, by time of leaving");

    public static final Metric WAITING =
            FAMILY.level("waiting", Measure.QUEUE_WAITING, "contacts in the queue at the window's end");

    public static final Metric WAITING_OVER_THRESHOLD = FAMILY.level(
            "waiting_over_threshold",
            Measure.QUEUE_WAITING_OVER_THRESHOLD,
            "of these, waiting for longer than the service-level threshold");

    public static final Metric SERVICE_LEVEL_PESSIMISTIC = FAMILY.share(
            "service_level_pessimistic",
            MET,
            COUNTED.plus(Quantity.atEnd(Measure.QUEUE_WAITING_OVER_THRESHOLD)),
            "the same as service_level with those who wait too long already as unmet, so that a standstill shows");

    public static final Metric OLDEST_AGE = FAMILY.age(
            "oldest_age_s",
            Measure.QUEUE_WAITING,
            "how long the longest waiting contact has waited at the window's end; 0 for none");

    public static final Metric IN_SERVICE =
            FAMILY.level("in_service", Measure.QUEUE_IN_SERVICE, "contacts with an agent at the window's end");

    public static final Metric WAIT_MEAN =
            FAMILY.mean("wait_mean_s", Measure.QUEUE_WAIT, "mean wait of answered contacts (ASA), by time of answer");

    public static final Metric WAIT_P50 =
            FAMILY.percentile("wait_", 50, Measure.QUEUE_WAIT, "the waits of answered contacts");

    public static final Metric WAIT_P90 =
            FAMILY.percentile("wait_", 90, Measure.QUEUE_WAIT, "the waits of answered contacts");

    public static final Metric WAIT_P95 =
            FAMILY.percentile("wait_", 95, Measure.QUEUE_WAIT, "the waits of answered contacts");

    public static final Metric WAIT_MAX = FAMILY.longest(
            "wait_max_s",
            "longest wait of contacts that left, answered or not",
            Measure.QUEUE_WAIT,
            Measure.QUEUE_WAIT_LOST);

    public static final Metric HANDLE_MEAN = FAMILY.mean(
            "handle_mean_s", Measure.QUEUE_HANDLE, "mean of assigned to ended plus wrap-up (AHT), by time of end");

    public static final Metric HANDLE_P90 =
            FAMILY.percentile("handle_", 90, Measure.QUEUE_HANDLE, "assigned to ended plus wrap-up");

    public static final Metric HANDLED = FAMILY.values(
            "handled", Measure.QUEUE_HANDLE, "contacts that ended with an agent: those that the handle times are of");

    public static final Metric HANDLE_OPEN = FAMILY.difference(
            "handle_open",
            Quantity.values(Measure.QUEUE_HANDLE),
            Quantity.count(Measure.QUEUE_WRAPPED_UP),
            "of these, contacts of whose wrap-up nothing is known: as long as it may be told, handle times are provisional");

    public static final Metric HOLD_MEAN = FAMILY.add(FAMILY.ratio(
                    "hold_mean_s",
                    Metric.Unit.SECONDS,
                    Family.SECONDS,
                    Quantity.count(Measure.QUEUE_HOLD_TIME),
                    Quantity.values(Measure.QUEUE_HANDLE),
                    "how long contacts were on hold on average, where any hold is told; part of handle_mean_s")
            .onlyWith(Quantity.count(Measure.QUEUE_HOLD_TIME)));

    public static final Metric WRAP_UP_MEAN = FAMILY.meanTime(
            "wrap_up_mean_s",
            Quantity.count(Measure.QUEUE_WRAP_UP_TIME),
            Quantity.count(Measure.QUEUE_WRAPPED_UP),
            "mean work after the contact of those whose wrap-up is known; part of handle_mean_s");

    public static final Metric CHAT_WAIT_MEAN = FAMILY.mean(
            "chat_wait_mean_s",
            Measure.QUEUE_CHAT_WAIT,
            "mean of a customer's first message in a chat to the first of an agent, by time of the agent's; from the hand-over where a bot answered");

    public static final Metric CHAT_WAIT_P90 = FAMILY.percentile("chat_wait_", 90, Measure.QUEUE_CHAT_WAIT, "the same");

    public static final Metric CHAT_RESPONSE_MEAN = FAMILY.mean(
            "chat_response_mean_s",
            Measure.QUEUE_CHAT_RESPONSE,
            "mean of a customer's first unanswered message in a chat to an agent's next, by time of the agent's");

    public static final Metric CHAT_RESPONSE_P90 =
            FAMILY.percentile("chat_response_", 90, Measure.QUEUE_CHAT_RESPONSE, "the same");

    public static final Metric MISSED_CHATS = FAMILY.count(
            "missed_chats",
            Measure.QUEUE_MISSED_CHATS,
            "chats that ended with a customer's message to which no agent ever wrote; missed counts offers");

    public static final Metric ABANDON_RATE = FAMILY.share(
            "abandon_rate",
            Quantity.count(Measure.QUEUE_ABANDONED),
            ENDED,
            "customers who left unanswered, as a share of those who were answered or left, by time of leaving");

    public static final Metric ABANDON_RATE_WITHOUT_SHORT = FAMILY.share(
            "abandon_rate_without_short",
            Quantity.count(Measure.QUEUE_ABANDONED).minus(Quantity.count(Measure.QUEUE_SHORT_ABANDONED)),
            ENDED.minus(Quantity.count(Measure.QUEUE_SHORT_ABANDONED)),
            "the same as abandon_rate as if the short abandoned had not come");

    public static final Metric STAFFED = FAMILY.levelBy(
            ExpectedWait.BREAKDOWN,
            "staffed",
            Measure.QUEUE_STAFFED,
            "agents who are available and serve the queue, on a contact or not; by queue alone");

    public static final Metric EXPECTED_WAIT = FAMILY.seconds(
            "expected_wait_s",
            ExpectedWait.mean(),
            "how long the last in line may expect to wait, by queue alone and where somebody is there to serve");

    public static final Metric EXPECTED_WAIT_LOW =
            FAMILY.seconds("expected_wait_low_s", ExpectedWait.end(-1), "nine of ten such waits are longer than this");

    public static final Metric EXPECTED_WAIT_HIGH =
            FAMILY.seconds("expected_wait_high_s", ExpectedWait.end(1), "nine of ten such waits are shorter than this");

    /** What has values in the breakdown by queue alone. */
    public static final Set<Metric> OF_QUEUES_ALONE =
            Set.of(STAFFED, EXPECTED_WAIT, EXPECTED_WAIT_LOW, EXPECTED_WAIT_HIGH);

    private QueueMetrics() {}
}
