package io.bellwether.rule;

import java.util.List;

/**
 * Where the windows of the last while lead: levels are compared with the worst that a straight line through them reaches
 * until the horizon, and with their mean where they do not lie on a line.
 *
 * @param overMillis how far back the windows that are looked at end
 * @param withinMillis how far ahead the horizon is
 * @param minR2 share of the windows' variance that the line must explain to be believed
 */
public record Forecast(long overMillis, long withinMillis, double minR2, List<Level> levels) implements Condition {

    public Forecast {
        levels = List.copyOf(levels);
    }

    @Override
    public long reachMillis(long sizeMillis) {
        return overMillis + sizeMillis;
    }
}
