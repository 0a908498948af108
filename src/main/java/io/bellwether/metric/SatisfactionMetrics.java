package io.bellwether.metric;

/** The fields of surveys, each when it happens. */
public final class SatisfactionMetrics {

    static final Family FAMILY = new Family(Measurement.SATISFACTION);

    static {
        new AnswerFields(
                        FAMILY,
                        Measure.SATISFACTION_REQUESTED,
                        Measure.SATISFACTION_SATISFIED,
                        Measure.SATISFACTION_DISSATISFIED,
                        Measure.SATISFACTION_SCORE,
                        " in the window",
                        " that came in the window")
                .declare(
                        "surveys answered in the window; a changed answer replaces the first while the window of the first is corrected, and counts anew later");
    }

    private SatisfactionMetrics() {}
}
