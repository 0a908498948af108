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
                        Measure.SATISFACTION_SCORE)
                .declare("surveys sent", "surveys answered");
    }

    private SatisfactionMetrics() {}
}
