package io.bellwether.sla;

import io.bellwether.metric.Series;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which policies a case can come to at all. Exact but for policies that are hidden by a great many others together: there
 * the search gives up and takes the policy for reachable.
 */
final class Reach {

    private static final int MOST_STEPS = 5_000;
    private static final Set<String> KINDS = Set.of(Subject.CHAT, Subject.TICKET);

    private final List<List<Match>> earlier;
    private int steps;

    private Reach(List<List<Match>> earlier) {
        this.earlier = earlier;
    }

    /**
     * Values of one dimension: those listed, or all but those. Which values there are is open, but for that of kind.
     *
     * @param negated whether it is all but those
     */
    private record Values(Set<String> listed, boolean negated) {

        static Values of(String dimension, Match match) {
            Set<String> listed = match.any() ? Set.of(Series.NONE) : match.values();
            return new Values(listed, match.any() || match.negated()).closed(dimension);
        }

        static Values all(String dimension) {
            return new Values(Set.of(), true).closed(dimension);
        }

        private Values closed(String dimension) {
            if (!negated || !dimension.equals(Subject.KIND)) {
                return this;
            }
            Set<String> left = new HashSet<>(KINDS);
            left.removeAll(listed);
            return new Values(left, false);
        }

        Values without(Values other) {
            return and(new Values(other.listed, !other.negated));
        }

        Values and(Values other) {
            Set<String> both = new HashSet<>();
            if (negated && other.negated) {
                both.addAll(listed);
                both.addAll(other.listed);
                return new Values(both, true);
            }
            Values some = negated ? other : this;
            Values rest = negated ? this : other;
            both.addAll(some.listed);
            both.removeIf(value -> rest.listed.contains(value) == rest.negated);
            return new Values(both, false);
        }

        boolean isEmpty() {
            return !negated && listed.isEmpty();
        }

        boolean has(String value) {
            return listed.contains(value) != negated;
        }
    }

    /** Whether any case has what these conditions ask for. */
    static boolean isPossible(List<Match> conditions) {
        return conditions.stream()
                .noneMatch(match -> Values.of(match.dimension(), match).isEmpty());
    }

    /** Whether a case that meets the conditions can have a value of a dimension; {@code none} for no value. */
    static boolean allows(List<Match> conditions, String dimension, String value) {
        return conditions.stream()
                .filter(match -> match.dimension().equals(dimension))
                .allMatch(match -> Values.of(dimension, match).has(value));
    }

    /** Whether every case that meets the conditions meets those of an earlier policy before. */
    static boolean isHidden(List<Match> conditions, List<List<Match>> earlier) {
        Map<String, Values> allowed = new HashMap<>();
        conditions.forEach(match -> allowed.merge(match.dimension(), Values.of(match.dimension(), match), Values::and));
        return !new Reach(earlier).escapes(allowed, 0);
    }

    /** Whether some case with these values is met by none of the earlier policies from this one on. */
    private boolean escapes(Map<String, Values> allowed, int from) {
        if (from == earlier.size() || ++steps > MOST_STEPS) {
            return true;
        }
        for (Match condition : earlier.get(from)) {
            String dimension = condition.dimension();
            Values before = allowed.get(dimension);
            Values left = (before == null ? Values.all(dimension) : before).without(Values.of(dimension, condition));
            if (!left.isEmpty()) {
                allowed.put(dimension, left);
                boolean escapes = escapes(allowed, from + 1);
                restore(allowed, dimension, before);
                if (escapes) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void restore(Map<String, Values> allowed, String dimension, Values before) {
        if (before == null) {
            allowed.remove(dimension);
        } else {
            allowed.put(dimension, before);
        }
    }
}
