package io.bellwether.metric;

import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A measurement of the InfluxDB schema: the fields that share one point, and the tags beside the rollup's dimensions. */
public enum Measurement implements Coded {
    SLA(0, "sla", false, "clock"),
    QUEUE(1, "queue", false),
    /** By enqueue time, in intervals (30 min): what planners call truth. */
    QUEUE_INTERVAL(2, "queue_interval", true),
    CASES(3, "cases", false),
    AGENTS(4, "agents", false),
    SENTIMENT(5, "sentiment", false, "side"),
    SATISFACTION(6, "satisfaction", false, "kind"),
    PIPELINE(7, "pipeline", false, "topic", "reason"),
    /** Agents who are away, by the reason that they gave. */
    AWAY(42, "agents_away", false),
    /** What each agent did, for coaching; written only where the settings ask for it. */
    COACHING(41, "coaching", false),
    /** One point per alert transition; written by the rules, not from observations. */
    ALERT_EVENTS(8, "alert_events", false, "rule", "severity", "transition", "shadow", "part"),
    /** By the time of the first solving, in intervals. */
    CASES_INTERVAL(30, "cases_interval", true),
    /** By the time of the request, in intervals. */
    SATISFACTION_INTERVAL(31, "satisfaction_interval", true, "kind"),
    /** Where the sentiment of customers went, each when its case is solved. */
    TREND(32, "sentiment_trend", false),
    /** Whether customers come back about what was solved for them. */
    RESOLUTION(33, "resolution", false),
    /** What becomes of chats that a bot has. */
    BOTS(34, "bots", false),
    /** Ratings that may not be honest, apart from the rest. */
    DOUBT(35, "doubtful_ratings", false, "kind", "reason"),
    /** What customers write and come about. */
    TOPICS(40, "topics", false, "topic"),
    /** Whether customers who look for help themselves come nevertheless. */
    SELF_SERVICE(50, "self_service", false),
    /** Whether customers buy again after they were served, and others who had no case. */
    AFTER_SERVICE(51, "after_service", false, "customers"),
    /** What platforms measure shops by; levels, of the day and of the days before it. */
    PLATFORM(20, "platform", false, "platform", "indicator"),
    /** How many agents queues need, and have, by the minute. */
    PLAN(52, "plan", false),
    /** What a plan says of queues, by interval, of the future too, and what came of it. */
    PLAN_INTERVAL(53, "plan_interval", true);

    /** By their codes in state. */
    public static final CodeTable<Measurement> CODES = new CodeTable<>(Measurement.class);

    private final int code;

    private final String wireName;
    private final boolean interval;
    private final List<String> tags;

    Measurement(int code, String wireName, boolean interval, String... tags) {
        this.code = code;
        this.wireName = wireName;
        this.interval = interval;
        this.tags = List.of(tags);
    }

    @Override
    public int code() {
        return code;
    }

    /** The name in InfluxDB, dashboards and rules. */
    public String wireName() {
        return wireName;
    }

    /** The field of its points that is a text: by what the numbers were judged; null for none. */
    public String text() {
        return this == QUEUE || this == QUEUE_INTERVAL ? "service_level_formula" : null;
    }

    /** Whether its windows are intervals (30 min, by enqueue time) instead of panes (10 s, by the event's time). */
    public boolean isInterval() {
        return interval;
    }

    /** All tag keys that its points may have, with these dimensions of the settings. */
    public Set<String> allTags(List<String> dimensions) {
        Set<String> all = new LinkedHashSet<>();
        all.add("rollup");
        all.addAll(Windowing.dimensions(this, dimensions));
        all.addAll(tags);
        if (this == ALERT_EVENTS) {
            // a rule may group by whatever tells the points of any measurement apart
            for (Measurement other : values()) {
                all.addAll(Windowing.dimensions(other, dimensions));
                all.addAll(other.tags);
            }
        }
        return all;
    }

    /** Tag keys of its own, beside {@code rollup} and the rollup's dimensions. */
    public List<String> tags() {
        return tags;
    }
}
