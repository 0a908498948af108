package io.bellwether.rule;

import io.bellwether.event.AgentIds;
import java.util.Map;
import java.util.Set;

/** Rules and routing that come to parts of a job, in tests. */
public final class Updates {

    public static final RuleReader READER =
            new RuleReader(10_000, Set.of("queue", "tier", "channel"), AgentIds.PLAIN, true);

    private Updates() {}

    public static RuleTexts texts(String rules, String routing) {
        return new RuleTexts(Map.of("test.yaml", rules), Map.of(), "r.yaml", routing);
    }

    /** Accepted by the job with that start. */
    public static RuleUpdate update(String start, String rules) {
        return new RuleUpdate(start, texts(rules, null));
    }

    /** The same of a routing file, beside no rules. */
    public static RuleUpdate routing(String start, String routing) {
        return new RuleUpdate(start, texts("rules: []", routing));
    }

    /** A job that was started with these. */
    public static RuleStart start(String id, RuleTexts texts) {
        return new RuleStart(id, texts.digest(), READER);
    }
}
