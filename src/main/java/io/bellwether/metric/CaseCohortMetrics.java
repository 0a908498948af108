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
            "cases that were solved for the first time; not those merged or deleted since");

    public static final Metric REOPENED =
            FAMILY.count("reopened", Measure.COHORT_REOPENED, "of these, reopened at least once, whenever that was");

    public static final Metric REOPEN_RATE = share("reopen_rate", Measure.COHORT_REOPENED, "were reopened");

    public static final Metric ONE_TOUCH = FAMILY.count(
            "one_touch", Measure.COHORT_ONE_TOUCH, "of the solved, those with exactly one public agent reply");

    public static final Metric ONE_TOUCH_RATE =
            share("one_touch_rate", Measure.COHORT_ONE_TOUCH, "took exactly one public agent reply");

    public static final Metric TRANSFERRED = FAMILY.count(
            "transferred", Measure.COHORT_TRANSFERRED, "of the solved, those that had moved to another queue");

    public static final Metric TRANSFER_RATE =
            share("transfer_rate", Measure.COHORT_TRANSFERRED, "had moved to another queue");

    public static final Metric ESCALATED = FAMILY.count(
            "escalated", Measure.COHORT_ESCALATED, "of the solved, those that had been escalated (setting escalation)");

    public static final Metric ESCALATION_RATE = FAMILY.share(
            "escalation_rate",
            Measure.COHORT_ESCALATED,
            Measure.COHORT_TIERED,
            "share of the solved whose tier is known that had been escalated");

    private CaseCohortMetrics() {}

    private static Metric share(String field, Measure part, String what) {
        return FAMILY.share(field, part, Measure.COHORT_SOLVED, "share of the solved that " + what);
    }
}
