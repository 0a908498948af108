package io.bellwether.metric;

/** The fields of surveys by the time of the request: a day is the sum of its intervals, whatever the time zone. */
public final class SurveyCohortMetrics {

    static final Family FAMILY = new Family(Measurement.SATISFACTION_INTERVAL);

    static {
        new AnswerFields(
                        FAMILY,
                        Measure.SURVEYS_REQUESTED,
                        Measure.SURVEYS_SATISFIED,
                        Measure.SURVEYS_DISSATISFIED,
                        Measure.SURVEYS_SCORE,
                        " in the interval",
                        " to surveys sent in the interval")
                .declare(
                        "surveys sent in the interval that were answered within seven days; a changed answer replaces the first");
    }

    private SurveyCohortMetrics() {}
}
