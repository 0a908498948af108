package io.bellwether.metric;

import java.util.List;

/** A measurement of the InfluxDB schema: the fields that share one point, and the tags beside the rollup's dimensions. */
public enum Measurement {
    SLA("sla", false, "clock"),
    QUEUE("queue", false),
    /** By enqueue time, in intervals (30 min): what planners call truth. */
    QUEUE_INTERVAL("queue_interval", true),
    CASES("cases", false),
    AGENTS("agents", false),
    SENTIMENT("sentiment", false, "side"),
    SATISFACTION("satisfaction", false, "kind"),
    PIPELINE("pipeline", false, "topic", "reason"),
    /** One point per alert transition; written by the rules, not from observations. */
    ALERT_EVENTS("alert_events", false, "rule", "severity", "transition", "part");

    private final String wireName;
    private final boolean interval;
    private final List<String> tags;

    Measurement(String wireName, boolean interval, String... tags) {
        this.wireName = wireName;
        this.interval = interval;
        this.tags = List.of(tags);
    }

    /** The name in InfluxDB, dashboards and rules. */
    public String wireName() {
        return wireName;
    }

    /** Whether its windows are intervals (30 min, by enqueue time) instead of panes (10 s, by the event's time). */
    public boolean isInterval() {
        return interval;
    }

    /** Tag keys of its own, beside {@code rollup} and the rollup's dimensions. */
    public List<String> tags() {
        return tags;
    }
}
