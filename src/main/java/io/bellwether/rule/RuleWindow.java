package io.bellwether.rule;

import io.bellwether.yaml.Durations;
import io.bellwether.yaml.YamlMap;

/**
 * The window of a rule on a metric, in ms, both multiples of a pane.
 *
 * @param everyMillis how often it is looked at
 */
record RuleWindow(long sizeMillis, long everyMillis) {

    private static final long MINUTE = 60_000;
    private static final long LONGEST = 7 * 86_400_000L;

    /** Reads {@code window} of a rule; what is missing is a minute, or a pane where a minute is not made of panes. */
    static RuleWindow parse(YamlMap rule, String uid, RuleContext context) {
        long usual = usualMillis(context);
        YamlMap window = rule.map("window");
        if (window == null) {
            return new RuleWindow(usual, usual);
        }
        if (!window.has("size")) {
            window.error("size", "missing; write window: {size: 15m, every: 1m}");
        }
        long size = span(window, "size", usual, uid, context.paneMillis());
        long every = span(window, "every", Math.min(usual, size), uid, context.paneMillis());
        window.done();
        return new RuleWindow(size, every);
    }

    /** Of a rule that says itself how far it looks back. */
    static RuleWindow of(Burn burn, RuleContext context) {
        long longest =
                burn.pairs().stream().mapToLong(Burn.Pair::longMillis).max().orElseThrow();
        return new RuleWindow(longest, usualMillis(context));
    }

    /** Of a rule that says nothing about windows. */
    static RuleWindow usual(RuleContext context) {
        return new RuleWindow(usualMillis(context), usualMillis(context));
    }

    private static long usualMillis(RuleContext context) {
        return MINUTE % context.paneMillis() == 0 ? MINUTE : context.paneMillis();
    }

    private static long span(YamlMap window, String key, long usual, String uid, long pane) {
        long millis = window.duration(key, usual);
        if (millis > 0 && millis % pane == 0 && millis <= LONGEST) {
            return millis;
        }
        window.error(
                key,
                "must be a multiple of " + Durations.shortest(pane) + ", the length of a pane (window of the settings),"
                        + " up to 7d; rule " + uid + " has " + window.text(key, ""));
        return usual;
    }

    /** Whether there is time between two windows that belongs to neither. */
    boolean hasGaps() {
        return everyMillis > sizeMillis;
    }
}
