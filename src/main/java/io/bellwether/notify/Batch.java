package io.bellwether.notify;

import io.bellwether.alert.Transition;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One message to a receiver: the changes of a group that go out together.
 *
 * @param id {@link DeliveryId#of(List)}
 * @param group the labels that make the group
 * @param reason why it is sent
 * @param changes at least one, in order of arrival; single cases by their age
 */
public record Batch(
        String id, String receiver, Map<String, String> group, NotifyDecision.Reason reason, List<Change> changes) {

    /** So many oldest cases are named. */
    public static final int MAX_OLDEST_CASES = 10;

    public Batch {
        changes = List.copyOf(changes);
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("a message without changes to " + receiver);
        }
    }

    /** A message of these changes. */
    public static Batch of(String receiver, Map<String, String> group, NotifyDecision.Reason reason, List<Change> all) {
        return new Batch(DeliveryId.of(all), receiver, group, reason, oldestFirst(all));
    }

    /** Single cases by their age; what is not of cases alone as it came. */
    private static List<Change> oldestFirst(List<Change> all) {
        return all.stream().anyMatch(change -> change.transition().subject().isEmpty())
                ? all
                : all.stream()
                        .sorted(Comparator.comparingLong(
                                change -> change.transition().startsAt()))
                        .toList();
    }

    /** Whether all are single cases of one rule, and so of one cause. */
    public boolean isOfCases() {
        Set<String> rules = new HashSet<>();
        changes.forEach(change -> rules.add(change.transition().uid()));
        return rules.size() == 1
                && changes.stream()
                        .noneMatch(change -> change.transition().subject().isEmpty());
    }

    /** How many changes of a kind. */
    public long count(Transition.Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).count();
    }

    /** What the whole is called: firing if anything fires, else changed if anything changed, else resolved. */
    public Transition.Kind kind() {
        for (Transition.Kind kind : Transition.Kind.values()) {
            if (count(kind) > 0) {
                return kind;
            }
        }
        throw new IllegalStateException("a message has at least one change");
    }

    /** The newest of the changes' times, epoch ms event time. */
    public long at() {
        return changes.stream()
                .mapToLong(change -> change.transition().at())
                .max()
                .orElseThrow();
    }

    /** The alerts on cases that are not resolved, the oldest in front. */
    private List<Transition> waitingCases() {
        return changes.stream()
                .map(Change::transition)
                .filter(waiting -> !waiting.subject().isEmpty() && waiting.kind() != Transition.Kind.RESOLVED)
                .sorted(Comparator.comparingLong(Transition::startsAt)
                        .thenComparing(Transition::subject)
                        .thenComparing(Transition::source))
                .toList();
    }

    /** Since when the first of {@link #oldestCases()} is told of, epoch ms event time; empty where there is none. */
    public OptionalLong oldestSince() {
        return waitingCases().stream().mapToLong(Transition::startsAt).min();
    }

    /**
     * The cases that have waited longest among those that are not resolved, by their ids; where an id is of two systems'
     * cases, with the system: {@code 1001 (desk)}.
     */
    public List<String> oldestCases() {
        List<Transition> oldest = waitingCases();
        Map<String, Set<String>> systems = new HashMap<>();
        oldest.forEach(waiting -> systems.computeIfAbsent(waiting.subject(), id -> new HashSet<>())
                .add(waiting.source()));
        return oldest.stream()
                .map(waiting -> systems.get(waiting.subject()).size() == 1
                        ? waiting.subject()
                        : waiting.subject() + " (" + waiting.source() + ")")
                .distinct()
                .limit(MAX_OLDEST_CASES)
                .toList();
    }
}
