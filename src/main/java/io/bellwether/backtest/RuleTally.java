package io.bellwether.backtest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What one rule did in a history.
 *
 * @param pages episodes that were a page at some time
 * @param right episodes that tell of a known incident; −1 where none are known, and for rules on single cases
 * @param flaps episodes that began soon after the one before of the same alert had ended
 * @param open episodes that the end of the history found firing
 * @param changes beginnings, changes of severity, ends
 * @param medianMillis of the lengths of its episodes
 */
record RuleTally(
        String uid,
        String severity,
        boolean ofCases,
        boolean shadow,
        int episodes,
        int pages,
        int right,
        int flaps,
        int open,
        int changes,
        long medianMillis) {

    /** Whoever is told again so soon after the end was told of the end too early. */
    private static final long SOON = 15 * 60_000;

    /**
     * Of each rule that fired, most episodes first.
     *
     * @param hindsight null where nothing is known to judge by
     */
    static List<RuleTally> of(List<Episode> episodes, Hindsight hindsight, Covered span) {
        Map<String, List<Episode>> byRule = new TreeMap<>();
        episodes.forEach(episode ->
                byRule.computeIfAbsent(episode.uid(), uid -> new ArrayList<>()).add(episode));
        List<RuleTally> tallies = new ArrayList<>();
        byRule.forEach((uid, own) -> tallies.add(of(uid, own, hindsight, span)));
        tallies.sort(Comparator.comparingInt(RuleTally::episodes).reversed());
        return tallies;
    }

    private static RuleTally of(String uid, List<Episode> own, Hindsight hindsight, Covered span) {
        Episode any = own.get(0);
        boolean judged = hindsight != null && !any.ofCase();
        return new RuleTally(
                uid,
                worst(own),
                any.ofCase(),
                any.shadow(),
                own.size(),
                count(own, Episode::isPage),
                judged ? count(own, hindsight::isRight) : -1,
                flaps(own),
                count(own, episode -> episode.endedAt() == Episode.NEVER),
                own.stream().mapToInt(Episode::changes).sum(),
                TypicalTime.of(
                        own.stream().map(episode -> episode.length(span.to())).toList()));
    }

    private static String worst(List<Episode> own) {
        return own.stream()
                .map(Episode::severity)
                .min(Comparator.comparingInt(Episode::rank))
                .orElseThrow();
    }

    private static int count(List<Episode> own, Predicate<Episode> which) {
        return (int) own.stream().filter(which).count();
    }

    private static int flaps(List<Episode> own) {
        Map<String, Long> endOf = new HashMap<>();
        int flaps = 0;
        for (Episode episode : own) {
            Long before = endOf.put(episode.alertId(), episode.endedAt());
            flaps += before != null && before != Episode.NEVER && episode.firedAt() - before <= SOON ? 1 : 0;
        }
        return flaps;
    }
}
