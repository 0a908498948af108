package io.bellwether.metric;

/**
 * The fields of solved cases by the time of their first solving: what becomes of them later is counted there for seven days.
 * A day is the sum of its intervals, whatever the time zone.
 */
public final class CaseCohortMetrics {

    static final Family FAMILY = new Family(Measurement.CASES_INTERVAL);

    public static final Metric SOLVED = FAMILY.count(
            "solved",
            Measure.COHORT_SOLVED,
            "cases that were solved for the first time in the interval and not merged or deleted since");

    public static final Metric REOPENED = FAMILY.count(
            "reopened",
            Measure.COHORT_REOPENED,
            "cases first solved in the interval that were reopened at least once within seven days");

    public static final Metric REOPEN_RATE = FAMILY.share(
            "reopen_rate",
            Measure.COHORT_REOPENED,
            Measure.COHORT_SOLVED,
            "cases that were reopened within seven days, as a share of the cases first solved in the interval");

    public static final Metric ONE_TOUCH = FAMILY.count(
            "one_touch",
            Measure.COHORT_ONE_TOUCH,
            "cases first solved in the interval with exactly one public reply of an agent until then");

    public static final Metric ONE_TOUCH_RATE = FAMILY.share(
            "one_touch_rate",
            Quantity.count(Measure.COHORT_ONE_TOUCH),
            solvedBut(Measure.COHORT_TALK_UNKNOWN),
            "cases that took exactly one public reply of an agent until then, as a share of the cases first solved in the interval of whose messages something was known");

    public static final Metric SOLVED_TALK_KNOWN = FAMILY.difference(
            "solved_talk_known",
            Quantity.count(Measure.COHORT_SOLVED),
            Quantity.count(Measure.COHORT_TALK_UNKNOWN),
            "cases first solved in the interval of whose messages something was known: what one_touch_rate is a share of");

    public static final Metric TRANSFERRED = FAMILY.count(
            "transferred",
            Measure.COHORT_TRANSFERRED,
            "cases first solved in the interval that had moved to another queue until then");

    public static final Metric TRANSFER_RATE = FAMILY.share(
            "transfer_rate",
            Quantity.count(Measure.COHORT_TRANSFERRED),
            solvedBut(Measure.COHORT_QUEUE_UNKNOWN),
            "cases that had moved to another queue until then, as a share of the cases first solved in the interval whose queue was known");

    public static final Metric SOLVED_QUEUE_KNOWN = FAMILY.difference(
            "solved_queue_known",
            Quantity.count(Measure.COHORT_SOLVED),
            Quantity.count(Measure.COHORT_QUEUE_UNKNOWN),
            "cases first solved in the interval whose queue was known: what transfer_rate is a share of");

    public static final Metric ESCALATED = FAMILY.count(
            "escalated",
            Measure.COHORT_ESCALATED,
            "cases first solved in the interval that had moved to a higher tier (setting escalation) until then");

    public static final Metric ESCALATION_RATE = FAMILY.share(
            "escalation_rate",
            Measure.COHORT_ESCALATED,
            Measure.COHORT_TIERED,
            "cases that had moved to a higher tier (setting escalation) until then, as a share of the cases first solved in the interval whose tier was known");

    public static final Metric SOLVED_TIER_KNOWN = FAMILY.count(
            "solved_tier_known",
            Measure.COHORT_TIERED,
            "cases first solved in the interval whose tier was known: what escalation_rate is a share of");

    private CaseCohortMetrics() {}

    /** Of the solved those of whom it can be known. */
    private static Quantity solvedBut(Measure unknown) {
        return Quantity.count(Measure.COHORT_SOLVED).minus(Quantity.count(unknown));
    }
}
