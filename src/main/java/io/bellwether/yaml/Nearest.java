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

    /** Insertions, removals and replacements that lead from one to the other. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
