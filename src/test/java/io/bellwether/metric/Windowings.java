package io.bellwether.metric;

import java.util.List;
import java.util.Set;

/** Windows for tests. */
public final class Windowings {

    private Windowings() {}

    /** Where rules ask for the ends of windows alone, agents are told apart and no platform is counted. */
    public static Windowing of(
            long paneMillis,
            long intervalMillis,
            long latenessMillis,
            long refreshMillis,
            List<String> dimensions,
            List<List<String>> rollups) {
        return new Windowing(
                paneMillis,
                intervalMillis,
                latenessMillis,
                refreshMillis,
                dimensions,
                rollups,
                Set.of(),
                true,
                false,
                Windowing.USUAL_HANDLE_MILLIS);
    }
}
