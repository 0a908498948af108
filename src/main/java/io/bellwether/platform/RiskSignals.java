package io.bellwether.platform;

import io.bellwether.event.SourceId;
import io.bellwether.metric.Signal;
import java.util.Map;
import java.util.TreeMap;

/** Words a round that waits, for rules. */
final class RiskSignals {

    private RiskSignals() {}

    /** @param since when the round began */
    static Signal of(
            Signal.Kind kind,
            SourceId chat,
            Consultation known,
            Platform platform,
            int round,
            int level,
            long time,
            long since,
            long targetMillis) {
        Map<String, String> dimensions = new TreeMap<>(known.fields());
        dimensions.remove(Platform.SOURCE);
        dimensions.put(Signal.PLATFORM, platform.name());
        return new Signal(
                kind,
                chat.id(),
                chat.source(),
                "",
                round,
                level,
                time,
                targetMillis,
                time - since,
                since + targetMillis,
                known.isBackfill(),
                dimensions,
                Map.of(Signal.PLATFORM, platform.title()));
    }
}
