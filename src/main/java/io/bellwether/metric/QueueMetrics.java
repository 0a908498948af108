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
            FAMILY.count("offered", Measure.QUEUE_OFFERED, "contacts that entered the queue in the window");

    public static final Metric ANSWERED = FAMILY.count(
            "answered", Measure.QUEUE_ANSWERED, "contacts that an agent took out of the queue in the window");

    public static final Metric ABANDONED = FAMILY.count(
            "abandoned",
            Measure.QUEUE_ABANDONED,
            "contacts whose customer left the queue unanswered, in the window of leaving");

    public static final Metric SHORT_ABANDONED = FAMILY.count(
            "short_abandoned",
            Measure.QUEUE_SHORT_ABANDONED,
            "contacts whose customer left the queue unanswered within the short-abandon limit (setting service_level), in the window of leaving");

    public static final Metric TRANSFERRED = FAMILY.count(
            "transferred",
            Measure.QUEUE_TRANSFERRED,
            "contacts that left the queue unanswered for another queue or the outside, or with a case that was merged or deleted, in the window of leaving");

    public static final Metric OVERFLOW = FAMILY.count(
            "overflow",
            Measure.QUEUE_OVERFLOW,
            "contacts that left the queue unanswered by its own rules (reason overflow or timeout), in the window of leaving");

    public static final Metric TIMED_OUT = FAMILY.count(
            "timed_out",
            Measure.QUEUE_TIMED_OUT,
            "contacts that left the queue unanswered because they had waited as long as its rules allow (reason timeout), in the window of leaving; part of overflow");

    public static final Metric CALLBACK = FAMILY.count(
            "callback",
            Measure.QUEUE_CALLBACK,
            "contacts that left the queue unanswered because their customer asked to be called back, in the window of leaving");

    public static final Metric CALLBACKS_REQUESTED = FAMILY.count(
            "callbacks_requested",
            Measure.QUEUE_CALLBACKS_REQUESTED,
            "callbacks that customers asked for in the window, while they waited in a queue or not");

    public static final Metric CALLBACKS_SCHEDULED = FAMILY.count(
            "callbacks_scheduled",
            Measure.QUEUE_CALLBACKS_SCHEDULED,
            "times in the window that a moment was agreed for a callback; one callback may be agreed on several times");

    public static final Metric CALLBACKS_COMPLETED = FAMILY.count(
            "callbacks_completed", Measure.QUEUE_CALLBACKS_COMPLETED, "callbacks that were made in the window");

    public static final Metric CALLBACKS_FAILED = FAMILY.count(
            "callbacks_failed", Measure.QUEUE_CALLBACKS_FAILED, "callbacks that were given up in the window");

    public static final Metric CALLBACKS_OPEN = FAMILY.level(
            "callbacks_open",
            Measure.QUEUE_CALLBACKS_OPEN,
            "callbacks asked for and neither made nor given up at the window's end; their customers do not count as waiting");

    public static final Metric CALLBACKS_PLANNED = FAMILY.level(
            "callbacks_planned",
            Measure.QUEUE_CALLBACKS_PLANNED,
            "callbacks with an agreed moment that are neither made nor given up at the window's end; part of callbacks_open");

    public static final Metric TRANSFERRED_IN = FAMILY.count(
            "transferred_in",
            Measure.QUEUE_TRANSFERRED_IN,
            "contacts that came from another queue in the window, to wait here or straight to an agent");

    public static final Metric TRANSFERRED_OUT = FAMILY.count(
            "transferred_out",
            Measure.QUEUE_TRANSFERRED_OUT,
            "contacts that an agent of the queue handed on to another queue in the window");

    public static final Metric TRANSFERRED_EXTERNAL = FAMILY.count(
            "transferred_external",
            Measure.QUEUE_TRANSFERRED_EXTERNAL,
            "contacts that were handed on to somebody outside the organisation in the window, answered before or not");

    public static final Metric HANDED_OVER = FAMILY.count(
            "handed_over",
            Measure.QUEUE_HANDED_OVER,
            "times in the window that a contact went from one agent to another within the queue");

    public static final Metric MISSED = FAMILY.count(
            "missed",
            Measure.QUEUE_MISSED,
            "offers of a contact that an agent did not take, in the window; one contact may be missed several times");

    public static final Metric ANSWERED_IN_THRESHOLD = FAMILY.count(
            "answered_in_threshold",
            Measure.QUEUE_ANSWERED_IN_THRESHOLD,
            "contacts answered within the service-level threshold of their queue (setting service_level), in the window of the answer");

    public static final Metric ABANDONED_IN_THRESHOLD = FAMILY.count(
            "abandoned_in_threshold",
            Measure.QUEUE_ABANDONED_IN_THRESHOLD,
            "contacts whose customer left unanswered within the service-level threshold of their queue (setting service_level), in the window of leaving");

    public static final Metric LOST_MET = FAMILY.count(
            "lost_met",
            Measure.QUEUE_LOST_MET,
            "contacts that left the queue unanswered and that the formula of the queue (service_level_formula) counts as met, in the window of leaving");

    public static final Metric LOST_UNMET = FAMILY.count(
            "lost_unmet",
            Measure.QUEUE_LOST_UNMET,
            "contacts that left the queue unanswered and that the formula of the queue (service_level_formula) counts as unmet, in the window of leaving");

    public static final Metric SERVICE_LEVEL = FAMILY.share(
            "service_level",
            MET,
            COUNTED,
            "contacts that left the queue met, as a share of all that left it in the window and count by the formula that service_level_formula names");

    public static final Metric WAITING =
            FAMILY.level("waiting", Measure.QUEUE_WAITING, "contacts in the queue, not answered, at the window's end");

    public static final Metric WAITING_OVER_THRESHOLD = FAMILY.level(
            "waiting_over_threshold",
            Measure.QUEUE_WAITING_OVER_THRESHOLD,
            "contacts in the queue at the window's end that have waited longer than the service-level threshold of their queue");

    public static final Metric SERVICE_LEVEL_PESSIMISTIC = FAMILY.share(
            "service_level_pessimistic",
            MET,
            COUNTED.plus(Quantity.atEnd(Measure.QUEUE_WAITING_OVER_THRESHOLD)),
            "service level of the window with whoever has waited longer than the threshold at the window's end counted as unmet, so that a queue that stands still shows");

    public static final Metric OLDEST_AGE = FAMILY.age(
            "oldest_age_s",
            Measure.QUEUE_WAITING,
            "entering of the queue",
            "how long the contact that has waited longest has been in the queue at the window's end; 0 where nobody waits");

    public static final Metric IN_SERVICE = FAMILY.level(
            "in_service",
            Measure.QUEUE_IN_SERVICE,
            "contacts that an agent has at the window's end, those on hold included");

    public static final Metric WAIT_MEAN = FAMILY.mean(
            "wait_mean_s",
            Measure.QUEUE_WAIT,
            "average speed of answer (ASA): mean wait in the queue of the contacts answered in the window");

    public static final Metric WAIT_P50 = FAMILY.percentile(
            "wait_", 50, Measure.QUEUE_WAIT, "the waits in the queue of the contacts answered in the window");

    public static final Metric WAIT_P90 = FAMILY.percentile(
            "wait_", 90, Measure.QUEUE_WAIT, "the waits in the queue of the contacts answered in the window");

    public static final Metric WAIT_P95 = FAMILY.percentile(
            "wait_", 95, Measure.QUEUE_WAIT, "the waits in the queue of the contacts answered in the window");

    public static final Metric WAIT_MAX = FAMILY.longest(
            "wait_max_s",
            "longest wait in the queue of the contacts that left it in the window, answered or not",
            Measure.QUEUE_WAIT,
            Measure.QUEUE_WAIT_LOST);

    public static final Metric HANDLE_MEAN = FAMILY.mean(
            "handle_mean_s",
            Measure.QUEUE_HANDLE,
            "average handle time (AHT): mean time from the answer to the end, hold included, and wrap-up, of the contacts that ended in the window; provisional while handle_open is not 0");

    public static final Metric HANDLE_P90 = FAMILY.percentile(
            "handle_",
            90,
            Measure.QUEUE_HANDLE,
            "the times from the answer to the end, and wrap-up, of the contacts that ended in the window");

    public static final Metric HANDLED = FAMILY.values(
            "handled",
            Measure.QUEUE_HANDLE,
            "contacts that an agent had and that ended, or left the queue for another or the outside, in the window: as many as stand behind the handle times");

    public static final Metric HANDLE_OPEN = FAMILY.difference(
            "handle_open",
            Quantity.values(Measure.QUEUE_HANDLE),
            Quantity.count(Measure.QUEUE_WRAPPED_UP),
            "contacts handled in the window of whose wrap-up nothing is known so far; where it is still to be told, the handle times of the window are provisional");

    public static final Metric HOLD_MEAN = FAMILY.meanTimeWhere(
            "hold_mean_s",
            Quantity.count(Measure.QUEUE_HOLD_TIME),
            Quantity.values(Measure.QUEUE_HANDLE),
            "mean time on hold of the contacts that ended in the window, those never on hold included; part of handle_mean_s");

    public static final Metric WRAP_UP_MEAN = FAMILY.meanTime(
            "wrap_up_mean_s",
            Quantity.count(Measure.QUEUE_WRAP_UP_TIME),
            Quantity.count(Measure.QUEUE_WRAPPED_UP),
            "mean work after the contact (wrap-up) of the contacts that ended in the window and whose wrap-up is known; part of handle_mean_s");

    public static final Metric CHAT_WAIT_MEAN = FAMILY.mean(
            "chat_wait_mean_s",
            Measure.QUEUE_CHAT_WAIT,
            "mean time from a customer's first message in a chat to the first reply of an agent, by the window of the reply; where a bot had the chat, from the hand-over to people on");

    public static final Metric CHAT_WAIT_P90 = FAMILY.percentile(
            "chat_wait_",
            90,
            Measure.QUEUE_CHAT_WAIT,
            "the times from a customer's first message in a chat to the first reply of an agent, by the window of the reply");

    public static final Metric CHAT_RESPONSE_MEAN = FAMILY.mean(
            "chat_response_mean_s",
            Measure.QUEUE_CHAT_RESPONSE,
            "mean time from a customer's first unanswered message in a chat to the next reply of an agent, first replies included, by the window of the reply");

    public static final Metric CHAT_RESPONSE_P90 = FAMILY.percentile(
            "chat_response_",
            90,
            Measure.QUEUE_CHAT_RESPONSE,
            "the times from a customer's first unanswered message in a chat to the next reply of an agent, by the window of the reply");

    public static final Metric MISSED_CHATS = FAMILY.count(
            "missed_chats",
            Measure.QUEUE_MISSED_CHATS,
            "chats that ended in the window with a message of a customer to whom no agent ever replied; a chat, not an offer to an agent as in missed");

    public static final Metric ABANDON_RATE = FAMILY.share(
            "abandon_rate",
            Quantity.count(Measure.QUEUE_ABANDONED),
            ENDED,
            "contacts whose customer left the queue unanswered, as a share of all that were answered or abandoned in the window");

    public static final Metric ABANDON_RATE_WITHOUT_SHORT = FAMILY.share(
            "abandon_rate_without_short",
            Quantity.count(Measure.QUEUE_ABANDONED).minus(Quantity.count(Measure.QUEUE_SHORT_ABANDONED)),
            ENDED.minus(Quantity.count(Measure.QUEUE_SHORT_ABANDONED)),
            "contacts whose customer left the queue unanswered after more than the short-abandon limit, as a share of all answered or abandoned in the window but the short abandoned");

    public static final Metric STAFFED = FAMILY.levelBy(
            ExpectedWait.BREAKDOWN,
            "staffed",
            Measure.QUEUE_STAFFED,
            "agents in state AVAILABLE at the window's end whose queues name the queue, on a contact or not; only in the breakdown by queue alone");

    public static final Metric EXPECTED_WAIT = FAMILY.seconds(
            "expected_wait_s",
            ExpectedWait.mean(),
            "how long the last in line at the window's end may expect to wait until an agent is free; only in the breakdown by queue alone, where an agent is staffed");

    public static final Metric EXPECTED_WAIT_LOW = FAMILY.seconds(
            "expected_wait_low_s",
            ExpectedWait.end(-1),
            "lower end of the range of the expected wait of the last in line at the window's end: nine of ten waits in that place are longer; only in the breakdown by queue alone");

    public static final Metric EXPECTED_WAIT_HIGH = FAMILY.seconds(
            "expected_wait_high_s",
            ExpectedWait.end(1),
            "upper end of the range of the expected wait of the last in line at the window's end: nine of ten waits in that place are shorter; only in the breakdown by queue alone");

    /** What has values in the breakdown by queue alone. */
    public static final Set<Metric> OF_QUEUES_ALONE =
            Set.of(STAFFED, EXPECTED_WAIT, EXPECTED_WAIT_LOW, EXPECTED_WAIT_HIGH);

    private QueueMetrics() {}
}
