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
                        Measure.SURVEYS_SCORE)
                .declare(
                        "surveys sent in the interval",
                        "of these, answered, whenever that was; a changed answer replaces the first for seven days");
    }

    private SurveyCohortMetrics() {}
}
