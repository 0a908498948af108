package io.bellwether.rule;

import java.util.List;
import java.util.Map;

/**
 * That nothing is counted any more. Time is event time: it goes on in silence, and not while a job is behind, so that
 * catching up is never taken for silence.
 *
 * @param forMillis how long nothing may be counted
 * @param expect labels by which the rule tells its series of those that must exist even if nothing of them was ever seen
 */
public record Absence(long forMillis, List<Map<String, String>> expect, List<Level> levels) implements Condition {

    public Absence {
        expect = expect.stream().map(Map::copyOf).toList();
        levels = List.copyOf(levels);
    }

    /**
     * One level, crossed by a window without anything.
     *
     * @param everyMillis length of a window: at the end of the first that is empty so much of the silence is over
     */
    static Absence of(Severity severity, long forMillis, long everyMillis, List<Map<String, String>> expect) {
        return new Absence(forMillis, expect, List.of(new Level(severity, Op.LESS, 1, 1, forMillis - everyMillis)));
    }
}
