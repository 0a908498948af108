package io.bellwether.notify;

import io.bellwether.timeinterval.TimeInterval;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a routing file says beside receivers and routes.
 *
 * @param intervals hours that have a name
 * @param inhibit which alerts keep which others quiet
 */
public record Conduct(Map<String, TimeInterval> intervals, List<InhibitRule> inhibit) implements Serializable {

    /** Of a file that says nothing. */
    public static final Conduct DEFAULT = new Conduct(Map.of(), List.of());

    public Conduct {
        intervals = new TreeMap<>(intervals);
        inhibit = List.copyOf(inhibit);
    }
}
