package io.bellwether.metric;

import java.util.List;

/** The fields of cases: flow and backlog. */
public final class CaseMetrics {

    static final Family FAMILY = new Family(Measurement.CASES);

    public static final Metric CREATED =
            FAMILY.count("created", Measure.CASES_CREATED, "tickets and chats that began in the window");

    public static final Metric SOLVED = FAMILY.count(
            "solved",
            Measure.CASES_SOLVED,
            "times in the window that a case became solved, or closed without having been solved; a case counts as often as it does, a chat only if somebody heard its customer");

    public static final Metric REOPENED = FAMILY.count(
            "reopened", Measure.CASES_REOPENED, "times in the window that a solved case became unsolved again");

    public static final Metric CLOSED = FAMILY.count(
            "closed",
            Measure.CASES_CLOSED,
            "times in the window that a case became closed, by the end of a chat too, whether or not anybody heard its customer");

    public static final Metric MERGED =
            FAMILY.count("merged", Measure.CASES_MERGED, "cases that were merged into another one in the window");

    public static final Metric DELETED =
            FAMILY.count("deleted", Measure.CASES_DELETED, "cases that were deleted in the window, spam among them");

    public static final Metric OPEN =
            FAMILY.level("open", Measure.CASES_OPEN, "cases in status NEW or OPEN at the window's end");

    public static final Metric NEW = FAMILY.level(
            "new",
            Measure.CASES_NEW,
            "cases in status NEW at the window's end: nothing has been done about them; part of open");

    public static final Metric WAITING_CUSTOMER = FAMILY.level(
            "waiting_customer",
            Measure.CASES_WAITING_CUSTOMER,
            "cases in status WAITING_CUSTOMER at the window's end: they wait for the customer");

    public static final Metric WAITING_THIRD_PARTY = FAMILY.level(
            "waiting_third_party",
            Measure.CASES_WAITING_THIRD_PARTY,
            "cases in status WAITING_THIRD_PARTY at the window's end: they wait for a partner or another department");

    public static final Metric UNASSIGNED = FAMILY.level(
            "unassigned",
            Measure.CASES_UNASSIGNED,
            "unsolved tickets without an agent at the window's end, whatever they wait for; chats count in the queue");

    public static final Metric OLDEST_OPEN = FAMILY.age(
            "oldest_open_s",
            Measure.CASES_OPEN,
            "creation",
            "how long ago the oldest case that is NEW or OPEN at the window's end was created; 0 where there is none");

    public static final Metric NET_FLOW = FAMILY.add(FAMILY.counted(
                    "net_flow",
                    Measure.CASES_NET_FLOW,
                    "growth of the unsolved backlog over the window, negative where it shrinks: unsolved cases (new, open or waiting) at the window's end less those at its start")
            .as(new Formula(
                    "({} + {} + {}) at the window's end − at its start",
                    List.of(
                            Quantity.atEnd(Measure.CASES_OPEN),
                            Quantity.atEnd(Measure.CASES_WAITING_CUSTOMER),
                            Quantity.atEnd(Measure.CASES_WAITING_THIRD_PARTY))))
            .range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));

    public static final Metric ONE_TOUCH = FAMILY.count(
            "one_touch",
            Measure.CASES_ONE_TOUCH,
            "cases solved in the window with exactly one public reply of an agent");

    public static final Metric ONE_TOUCH_RATE = FAMILY.share(
            "one_touch_rate",
            Quantity.count(Measure.CASES_ONE_TOUCH),
            solvedBut(Measure.CASES_TALK_UNKNOWN),
            "cases that took exactly one public reply of an agent, as a share of the cases solved in the window of whose messages something is known");

    public static final Metric SOLVED_TALK_KNOWN = FAMILY.difference(
            "solved_talk_known",
            Quantity.count(Measure.CASES_SOLVED),
            Quantity.count(Measure.CASES_TALK_UNKNOWN),
            "cases solved in the window of whose messages something is known: what one_touch_rate is a share of");

    public static final Metric TRANSFERS =
            FAMILY.count("transfers", Measure.CASES_TRANSFERS, "moves of a case to another queue in the window");

    public static final Metric TRANSFERS_PER_SOLVED = FAMILY.times(
            "transfers_per_solved",
            Quantity.count(Measure.CASES_TRANSFERS),
            solvedBut(Measure.CASES_QUEUE_UNKNOWN),
            "moves of cases to another queue for each case solved in the window whose queue is known; may exceed 1, unlike transfer_rate, which is of cases");

    public static final Metric TRANSFERRED = FAMILY.count(
            "transferred",
            Measure.CASES_TRANSFERRED,
            "cases solved in the window that had moved to another queue before");

    public static final Metric TRANSFER_RATE = FAMILY.share(
            "transfer_rate",
            Quantity.count(Measure.CASES_TRANSFERRED),
            solvedBut(Measure.CASES_QUEUE_UNKNOWN),
            "cases that had moved to another queue before, as a share of the cases solved in the window whose queue is known");

    public static final Metric SOLVED_QUEUE_KNOWN = FAMILY.difference(
            "solved_queue_known",
            Quantity.count(Measure.CASES_SOLVED),
            Quantity.count(Measure.CASES_QUEUE_UNKNOWN),
            "cases solved in the window whose queue is known: what transfer_rate is a share of");

    public static final Metric ESCALATIONS = FAMILY.count(
            "escalations",
            Measure.CASES_ESCALATIONS,
            "moves of a case to a higher tier (setting escalation) in the window");

    public static final Metric ESCALATED = FAMILY.count(
            "escalated",
            Measure.CASES_ESCALATED,
            "cases solved in the window that had moved to a higher tier (setting escalation) before");

    public static final Metric ESCALATION_RATE = FAMILY.share(
            "escalation_rate",
            Measure.CASES_ESCALATED,
            Measure.CASES_TIERED,
            "cases that had moved to a higher tier (setting escalation) before, as a share of the cases solved in the window whose tier is known");

    public static final Metric SOLVED_TIER_KNOWN = FAMILY.count(
            "solved_tier_known",
            Measure.CASES_TIERED,
            "cases solved in the window whose tier is known: what escalation_rate is a share of");

    public static final Metric REOPENED_PER_SOLVED = perSolved(
            "reopened_per_solved",
            Measure.CASES_REOPENED,
            "reopenings for each case solved in the window, whenever the reopened were solved; the share of solved cases that are reopened is cases_interval.reopen_rate");

    public static final Metric DEPARTMENT_TRANSFERS = FAMILY.count(
            "department_transfers",
            Measure.CASES_DEPARTMENT_TRANSFERS,
            "moves of a case to another department in the window; 0 where the settings have no dimension department");

    static {
        FAMILY.ages("open", Measure.CASES_OPEN, "cases in status NEW or OPEN at the window's end,");
        FAMILY.ages(
                "waiting_customer",
                Measure.CASES_WAITING_CUSTOMER,
                "cases in status WAITING_CUSTOMER at the window's end,");
        FAMILY.ages(
                "waiting_third_party",
                Measure.CASES_WAITING_THIRD_PARTY,
                "cases in status WAITING_THIRD_PARTY at the window's end,");
    }

    private CaseMetrics() {}

    /** Of the solved those of whom it can be known. */
    private static Quantity solvedBut(Measure unknown) {
        return Quantity.count(Measure.CASES_SOLVED).minus(Quantity.count(unknown));
    }

    private static Metric perSolved(String field, Measure part, String meaning) {
        return FAMILY.times(field, Quantity.count(part), Quantity.count(Measure.CASES_SOLVED), meaning);
    }
}
