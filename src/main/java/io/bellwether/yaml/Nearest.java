package io.bellwether.yaml;

import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;

/** What somebody who mistyped a name may have meant. */
public final class Nearest {

    private Nearest() {}

    /** {@code "; did you mean queue?"}, or nothing where no name is near. */
    public static String hint(String word, Collection<String> known) {
        String best = null;
        int least = Math.max(1, (word.length() + 1) / 3) + 1;
        for (String name : new TreeSet<>(known)) {
            int distance = distance(word.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = name;
            }
        }
        return best == null ? "" : "; did you mean " + best + "?";
    }

    /** Insertions, removals, replacements and swaps of neighbours that lead from one to the other. */
    private static int distance(String from, String to) {
        int[][] rows = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : step(rows, from, to, i, j);
            }
        }
        return rows[from.length()][to.length()];
    }

    private static int step(int[][] rows, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int least = Math.min(rows[i - 1][j - 1] + (same ? 0 : 1), Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
    }
}
