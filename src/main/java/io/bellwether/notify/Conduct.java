package io.bellwether.notify;

import io.bellwether.timeinterval.TimeInterval;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a routing file says beside receivers and routes.
 *
 * @param intervals hours that have a name
 * @param inhibit which alerts keep which others quiet
 * @param staleAfterMillis what is older when it comes is not told one by one; 0 for nothing is
 * @param heartbeat who is told that the job is alive; null for nobody
 * @param fallback who is told that another receiver is not told of alerts; null for nobody
 * @param fold labels in which an alert on a case agrees with one on a number that counts it; none where cases are told anyway
 * @param shadow uids of rules that tell nobody of anything, and so explain nothing
 */
public record Conduct(
        Map<String, TimeInterval> intervals,
        List<InhibitRule> inhibit,
        long staleAfterMillis,
        LifeSign heartbeat,
        FallbackReceiver fallback,
        List<String> fold,
        Set<String> shadow)
        implements Serializable {

    /** Of a file that says nothing. */
    public static final Conduct DEFAULT = new Conduct(Map.of(), List.of(), 900_000, null, null, List.of(), Set.of());

    public Conduct {
        intervals = new TreeMap<>(intervals);
        inhibit = List.copyOf(inhibit);
        fold = List.copyOf(fold);
        shadow = new TreeSet<>(shadow);
    }

    /** The same beside rules of which these are in shadow. */
    Conduct inShadow(Set<String> uids) {
        return new Conduct(intervals, inhibit, staleAfterMillis, heartbeat, fallback, fold, uids);
    }
}
