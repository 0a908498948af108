package io.bellwether.cases;

import io.bellwether.event.SurveyKind;
import java.util.EnumMap;
import java.util.Map;

/** The latest request of each kind of survey in a case. Mutable. */
final class SurveysAsked {

    /**
     * A survey was requested.
     *
     * @param at when, epoch ms
     * @param answered whether an answer was counted for that time
     */
    record Asked(long at, boolean answered) {}

    /** Most cases have none. */
    private Map<SurveyKind, Asked> latest = Map.of();

    boolean isEmpty() {
        return latest.isEmpty();
    }

    /** All of them. */
    Map<SurveyKind, Asked> latest() {
        return latest;
    }

    /** The latest request of a kind, or null. */
    Asked of(SurveyKind kind) {
        return latest.get(kind);
    }

    void put(SurveyKind kind, Asked asked) {
        if (latest.isEmpty()) {
            latest = new EnumMap<>(SurveyKind.class);
        }
        latest.put(kind, asked);
    }
}
