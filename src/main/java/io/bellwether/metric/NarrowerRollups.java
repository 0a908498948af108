package io.bellwether.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which rollup each rollup of a series can be made of: the one by the fewest dimensions that has all of its own and more.
 * Known by the dimensions, which most series have in common: series may be many. Not thread-safe.
 */
final class NarrowerRollups {

    /** In the place of a rollup that is made of no other, but of the series themselves. */
    static final int NONE = -1;

    private final Map<List<List<String>>, int[]> known = new HashMap<>();

    /**
     * For each of the rollups the place of the one of which it is made, or {@link #NONE}. Not to be changed.
     *
     * @param rollups the dimensions of each
     */
    int[] of(List<List<String>> rollups) {
        return known.computeIfAbsent(
                rollups, all -> all.stream().mapToInt(one -> narrower(one, all)).toArray());
    }

    private static int narrower(List<String> wide, List<List<String>> all) {
        int best = NONE;
        for (int i = 0; i < all.size(); i++) {
            List<String> one = all.get(i);
            boolean more = one.size() > wide.size() && one.containsAll(wide);
            if (more && (best == NONE || one.size() < all.get(best).size())) {
                best = i;
            }
        }
        return best;
    }
}
