package io.bellwether.bench;

/** What is measured beside what, on the same topics. */
public enum BenchScenario {
    /** The least that any job does which understands an event. */
    DECODE("decode and discard", "Kafka to decoder to nothing: what reading and understanding an event costs"),
    /** Everything but the writing to a store and to webhooks. */
    TOPOLOGY(
            "whole topology",
            "scoring, cases, agents, metrics, rollups, rules and points; points are counted, not sent"),
    /** The least that the same engine does with the same events. */
    SQL("Flink SQL, one window", "one windowed count and sum by queue, nothing else"),
    /** What a user would write instead, as far as SQL goes. */
    SQL_ROLLUPS(
            "Flink SQL, same rollups",
            "the settings' rollups as grouping sets: counts by type of event, sums, percentiles");

    private final String title;
    private final String meaning;

    BenchScenario(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    /** Name for a table. */
    public String title() {
        return title;
    }

    /** What runs, in one line. */
    public String meaning() {
        return meaning;
    }

    boolean isSql() {
        return this == SQL || this == SQL_ROLLUPS;
    }
}
