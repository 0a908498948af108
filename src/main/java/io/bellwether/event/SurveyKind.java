package io.bellwether.event;

/** What a survey asks: satisfaction, recommendation, effort. */
public enum SurveyKind {
    CSAT,
    NPS,
    CES
}
