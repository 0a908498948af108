package io.bellwether.forecast;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Forecasts of one history from any day of it; what is learnt for one is kept for the next. Not thread-safe. */
final class Forecaster {

    private final ArrivalDays history;
    private final List<SpecialDay> calendar;
    private final Map<Integer, Model> models = new HashMap<>();

    Forecaster(ArrivalDays history, List<SpecialDay> calendar) {
        this.history = history;
        this.calendar = calendar;
    }

    /** What is known on the morning of a day of the history, or after its last. */
    Model model(int day) {
        return models.computeIfAbsent(day, end -> Model.of(history, calendar, end));
    }

    /** How far to trust it. */
    ForecastSpread spread(int day, int ahead) {
        return ForecastSpread.of(history, this::model, day, ahead);
    }

    /** Forgets what was learnt for days before one. */
    void forgetBefore(int day) {
        models.keySet().removeIf(end -> end < day);
    }
}
