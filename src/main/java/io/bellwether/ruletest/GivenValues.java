package io.bellwether.ruletest;

import io.bellwether.yaml.Numbers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values as a rule test writes them, the notation of {@code promtool}: {@code 5} is one value, {@code 5x3} four times 5,
 * {@code 1+2x3} is 1 3 5 7, {@code 9-2x3} is 9 7 5 3, {@code _} a window that says nothing, {@code _x3} three of them, and
 * from {@code stale} on, which is the last, no window says anything.
 */
final class GivenValues {

    /** Months of minutes: more is a slip of the pen. */
    private static final int MOST = 200_000;

    private static final Pattern GAPS = Pattern.compile("_(?:x(\\d{1,6}))?");
    private static final Pattern VALUES =
            Pattern.compile("(-?[\\d.]+(?:[eE][+-]?\\d+)?)(?:([+-][\\d.]+)?x(\\d{1,6}))?");

    private GivenValues() {}

    /**
     * Reads them; NaN for what says nothing.
     *
     * @throws IllegalArgumentException with what is wrong, for the person who wrote it
     */
    static List<Double> parse(String text) {
        List<Double> values = new ArrayList<>();
        String[] words = text.strip().split("\\s+");
        for (int i = 0; i < words.length; i++) {
            boolean last = i == words.length - 1;
            if (!words[i].equals("stale")) {
                add(words[i], values);
            } else if (!last) {
                throw new IllegalArgumentException("stale must be the last word: nothing comes after it");
            }
            if (values.size() > MOST) {
                throw new IllegalArgumentException("are more than " + MOST + " values; a test needs less");
            }
        }
        return values;
    }

    private static void add(String word, List<Double> into) {
        Matcher gaps = GAPS.matcher(word);
        if (gaps.matches()) {
            int n = gaps.group(1) == null ? 1 : Integer.parseInt(gaps.group(1));
            into.addAll(Collections.nCopies(n, Double.NaN));
            return;
        }
        Matcher run = VALUES.matcher(word);
        if (!run.matches()) {
            throw wrong(word);
        }
        double first = number(run.group(1), word);
        double step = run.group(2) == null ? 0 : number(run.group(2).replaceFirst("^\\+", ""), word);
        int more = run.group(3) == null ? 0 : Integer.parseInt(run.group(3));
        for (int i = 0; i <= more; i++) {
            into.add(first + i * step);
        }
    }

    private static double number(String text, String word) {
        double number = Numbers.parse(text);
        if (Double.isNaN(number)) {
            throw wrong(word);
        }
        return number;
    }

    private static IllegalArgumentException wrong(String word) {
        return new IllegalArgumentException(
                "must be values such as 5, 5x3 (four times 5), 1+2x3 (1 3 5 7), _ (nothing), _x3 or stale, not "
                        + word);
    }
}
