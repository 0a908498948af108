package io.bellwether.bench;

/** What is measured beside what, on the same topics. */
public enum BenchScenario {
    /** The least that any job does which understands an event. */
    DECODE("decode and discard", "Kafka to decoder to nothing: what reading and understanding an event costs"),
    /** Everything but the writing to a store and to webhooks. */
    TOPOLOGY(
            "whole topology",
            "scoring, cases, agents, metrics, rollups, rules and points; points are counted, not sent"),
    /** What the same figures would be compared with: one of them, by the engine's own means. */
    SQL("Flink SQL, one window", "one windowed count and sum by queue, nothing else");

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
}
