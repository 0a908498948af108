package io.bellwether.metric;

/** The fields of surveys. */
public final class SatisfactionMetrics {

    static final Family FAMILY = new Family(Measurement.SATISFACTION);

    public static final Metric REQUESTED = FAMILY.count("requested", Measure.SATISFACTION_REQUESTED, "surveys sent");

    public static final Metric RATED = FAMILY.values("rated", Measure.SATISFACTION_SCORE, "surveys answered");

    public static final Metric SATISFIED = FAMILY.count(
            "satisfied",
            Measure.SATISFACTION_SATISFIED,
            "answers in the scale's top two fifths (CSAT, CES) or 9–10 (NPS)");

    public static final Metric CSAT = FAMILY.share(
            "csat",
            Quantity.count(Measure.SATISFACTION_SATISFIED),
            Quantity.values(Measure.SATISFACTION_SCORE),
            "satisfied answers, as a share of all answers");

    public static final Metric NPS = FAMILY.add(FAMILY.ratio(
                    "nps",
                    Metric.Unit.POINTS,
                    100,
                    Quantity.count(Measure.SATISFACTION_SATISFIED)
                            .minus(Quantity.count(Measure.SATISFACTION_DISSATISFIED)),
                    Quantity.values(Measure.SATISFACTION_SCORE),
                    "100 × (promoters − detractors) / rated; for kind NPS alone")
            .onlyOf("NPS")
            .range(-100, 100));

    public static final Metric MEAN = FAMILY.score(
            "mean",
            Measure.SATISFACTION_SCORE,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            "mean answer, in the scale's own unit");

    private SatisfactionMetrics() {}
}
