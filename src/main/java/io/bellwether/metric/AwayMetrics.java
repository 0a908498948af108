package io.bellwether.metric;

/** The fields of agents who are away, by reason. */
public final class AwayMetrics {

    static final Family FAMILY = new Family(Measurement.AWAY);

    public static final Metric AWAY = FAMILY.level(
            "away",
            Measure.AWAY_AGENTS,
            "agents whose state is AWAY for the reason that the tag names, at the window's end");

    private AwayMetrics() {}
}
