package io.bellwether.alert;

import java.util.Comparator;
import java.util.List;

/** Says in words what of a rule is held back. */
final class HeldText {

    /** So many are named. */
    private static final int NAMED = 3;

    private HeldText() {}

    /** One or two sentences. */
    static String of(LimitState state, int most) {
        if (state.held.isEmpty()) {
            return "No alert is held back any more; " + state.total + " were.";
        }
        List<String> first = state.held.values().stream()
                .sorted(Comparator.comparing((Transition one) -> AlertLimit.severity(one))
                        .thenComparingLong(Transition::startsAt)
                        .thenComparing(Transition::alertId))
                .limit(NAMED)
                .map(Transition::title)
                .toList();
        return state.held.size() + " more open alerts are not told one by one, as limits.max_series is " + most + ": "
                + String.join("; ", first) + (state.held.size() > NAMED ? "; \u2026" : "");
    }
}
