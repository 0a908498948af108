package io.bellwether.event;

import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;

/** What a survey asks: satisfaction, recommendation, effort. */
public enum SurveyKind implements Coded {
    CSAT(0),
    NPS(1),
    CES(2);

    /** By their codes in state. */
    public static final CodeTable<SurveyKind> CODES = new CodeTable<>(SurveyKind.class);

    private final int code;

    SurveyKind(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
