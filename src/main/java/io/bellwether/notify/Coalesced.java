package io.bellwether.notify;

import io.bellwether.alert.Transition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What is left to say of changes that had to wait: the newest of each episode, in order of arrival. A receiver hears of an
 * end only if it was, or may have been, told of the beginning; and the first that it hears of an episode is called firing.
 *
 * @param keep what to send
 * @param superseded how many were replaced by a newer one of their episode
 * @param neverTold how many belonged to episodes that began and ended without the receiver knowing
 */
public record Coalesced(List<Entry> keep, int superseded, int neverTold) {

    /** Reduces waiting entries that nobody kept back. */
    public static Coalesced of(List<Entry> waiting, Predicate<String> told) {
        return of(waiting, told, entry -> false);
    }

    /**
     * Reduces waiting entries.
     *
     * @param waiting in order of arrival
     * @param told whether the receiver confirmed that it heard of an {@link Change#episode() episode} that has not ended
     * @param keptBack whether nobody can have heard of an entry, for somebody kept it back from the first
     */
    public static Coalesced of(List<Entry> waiting, Predicate<String> told, Predicate<Entry> keptBack) {
        Map<String, List<Entry>> episodes = new LinkedHashMap<>();
        for (Entry entry : waiting) {
            episodes.computeIfAbsent(entry.change().episode(), e -> new ArrayList<>())
                    .add(entry);
        }
        List<Entry> keep = new ArrayList<>();
        int superseded = 0;
        int neverTold = 0;
        for (Map.Entry<String, List<Entry>> episode : episodes.entrySet()) {
            List<Entry> entries = episode.getValue();
            boolean isTold = told.test(episode.getKey());
            boolean maybeTold =
                    isTold || entries.stream().anyMatch(Entry::mayHaveArrived) && !areKeptBack(entries, keptBack);
            Entry newest = entries.get(entries.size() - 1);
            if (isPointless(newest, maybeTold)) {
                neverTold += entries.size();
            } else {
                superseded += entries.size() - 1;
                keep.add(wording(newest.instead(entries), isTold).uncertain(maybeTold && !isTold));
            }
        }
        keep.sort((a, b) -> Long.compare(a.order(), b.order()));
        return new Coalesced(List.copyOf(keep), superseded, neverTold);
    }

    /**
     * Each of them, for an alert that has become more severe than what is kept back was told. What was held and may have arrived
     * was asked about, and so was what an end is alone of.
     */
    private static boolean areKeptBack(List<Entry> episode, Predicate<Entry> keptBack) {
        List<Entry> told = episode.stream()
                .filter(entry -> entry.change().kind() != Transition.Kind.RESOLVED)
                .toList();
        return !told.isEmpty()
                && told.stream().noneMatch(entry -> entry.held() && entry.mayHaveArrived() || !keptBack.test(entry));
    }

    /** An end that nobody waits for, or a change of an alert that has moved to another receiver before this one heard. */
    private static boolean isPointless(Entry newest, boolean maybeTold) {
        return !maybeTold && (newest.change().kind() == Transition.Kind.RESOLVED || !newest.primary());
    }

    private static Entry wording(Entry newest, boolean isTold) {
        return !isTold && newest.change().kind() == Transition.Kind.SEVERITY_CHANGED ? newest.asFiring() : newest;
    }
}
