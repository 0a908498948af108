package io.bellwether.metric;

/** The fields of cases: flow and backlog. */
public final class CaseMetrics {

    static final Family FAMILY = new Family(Measurement.CASES);

    public static final Metric CREATED = FAMILY.count("created", Measure.CASES_CREATED, "tickets and chats that began");

    public static final Metric SOLVED = FAMILY.count(
            "solved", Measure.CASES_SOLVED, "cases that became solved, or closed without having been solved");

    public static final Metric REOPENED =
            FAMILY.count("reopened", Measure.CASES_REOPENED, "solved cases that became unsolved again");

    public static final Metric CLOSED =
            FAMILY.count("closed", Measure.CASES_CLOSED, "cases that became closed, finished chats among them");

    public static final Metric MERGED =
            FAMILY.count("merged", Measure.CASES_MERGED, "cases that were merged into another");

    public static final Metric DELETED =
            FAMILY.count("deleted", Measure.CASES_DELETED, "cases that were deleted, spam among them");

    public static final Metric OPEN =
            FAMILY.level("open", Measure.CASES_OPEN, "cases that are new or open at the window's end");

    public static final Metric NEW =
            FAMILY.level("new", Measure.CASES_NEW, "of these, cases that are new: nothing has been done about them");

    public static final Metric WAITING_CUSTOMER =
            FAMILY.level("waiting_customer", Measure.CASES_WAITING_CUSTOMER, "cases that wait for the customer");

    public static final Metric WAITING_THIRD_PARTY =
            FAMILY.level("waiting_third_party", Measure.CASES_WAITING_THIRD_PARTY, "cases that wait for somebody else");

    public static final Metric UNASSIGNED =
            FAMILY.level("unassigned", Measure.CASES_UNASSIGNED, "unsolved tickets without an agent");

    public static final Metric OLDEST_OPEN =
            FAMILY.age("oldest_open_s", Measure.CASES_OPEN, "time since the oldest open case was created; 0 for none");

    public static final Metric NET_FLOW = FAMILY.add(FAMILY.counted(
                    "net_flow",
                    Measure.CASES_NET_FLOW,
                    "growth of the unsolved backlog: cases that are new, open or waiting at the window's end less those at its start")
            .range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));

    public static final Metric ONE_TOUCH =
            FAMILY.count("one_touch", Measure.CASES_ONE_TOUCH, "solved with exactly one public agent reply");

    public static final Metric ONE_TOUCH_RATE =
            share("one_touch_rate", Measure.CASES_ONE_TOUCH, "took exactly one public agent reply");

    public static final Metric TRANSFERS =
            FAMILY.count("transfers", Measure.CASES_TRANSFERS, "moves of a case to another queue");

    public static final Metric TRANSFERS_PER_SOLVED = perSolved(
            "transfers_per_solved",
            Measure.CASES_TRANSFERS,
            "moves to another queue for each solving, another number than the transfer rate");

    public static final Metric TRANSFERRED = FAMILY.count(
            "transferred", Measure.CASES_TRANSFERRED, "of the solved, those that had moved to another queue before");

    public static final Metric TRANSFER_RATE =
            share("transfer_rate", Measure.CASES_TRANSFERRED, "had moved to another queue before");

    public static final Metric ESCALATIONS = FAMILY.count(
            "escalations", Measure.CASES_ESCALATIONS, "moves of a case to a higher tier (setting escalation)");

    public static final Metric ESCALATED =
            FAMILY.count("escalated", Measure.CASES_ESCALATED, "of the solved, those that had been escalated before");

    public static final Metric ESCALATION_RATE = FAMILY.share(
            "escalation_rate",
            Measure.CASES_ESCALATED,
            Measure.CASES_TIERED,
            "share of the solved whose tier is known that had been escalated before");

    public static final Metric REOPENED_PER_SOLVED = perSolved(
            "reopened_per_solved",
            Measure.CASES_REOPENED,
            "reopenings for each solving; the share of the solved that are reopened is in cases_interval");

    public static final Metric DEPARTMENT_TRANSFERS = FAMILY.count(
            "department_transfers",
            Measure.CASES_DEPARTMENT_TRANSFERS,
            "moves of a case to another department, where department is a dimension");

    static {
        FAMILY.ages("open", Measure.CASES_OPEN, "new or open cases,");
        FAMILY.ages("waiting_customer", Measure.CASES_WAITING_CUSTOMER, "cases that wait for the customer,");
        FAMILY.ages("waiting_third_party", Measure.CASES_WAITING_THIRD_PARTY, "cases that wait for somebody else,");
    }

    private CaseMetrics() {}

    private static Metric share(String field, Measure part, String what) {
        return FAMILY.share(field, part, Measure.CASES_SOLVED, "share of the solved that " + what);
    }

    private static Metric perSolved(String field, Measure part, String meaning) {
        return FAMILY.times(field, Quantity.count(part), Quantity.count(Measure.CASES_SOLVED), meaning);
    }
}
