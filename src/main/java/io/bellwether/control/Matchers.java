package io.bellwether.control;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;

/**
 * Regular expressions that the whole of {@code alert_id}, {@code uid}, {@code severity} or a label must match; an alert
 * without the label has an empty one. They come from outside while the job runs, so they are of the kind (RE2) whose matches
 * take time in proportion to the text, whatever the expression.
 */
public final class Matchers {

    /** Such an expression is laid out in full: what is repeated so often, within what is repeated, grows without bound. */
    private static final int MOST_REPETITIONS = 1_000;

    private static final java.util.regex.Pattern REPETITION =
            java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

    private final TreeMap<String, String> written;
    private final TreeMap<String, Pattern> patterns = new TreeMap<>();

    /**
     * @param written by name
     * @throws IllegalArgumentException where one is no regular expression; it says what is wrong
     */
    public Matchers(Map<String, String> written) {
        this.written = new TreeMap<>(written);
        this.written.forEach((name, pattern) -> patterns.put(name, compile(pattern)));
    }

    /**
     * Reads one, of whatever comes from people: routing files and commands have the same.
     *
     * @throws IllegalArgumentException where it is none; it says what is wrong
     */
    public static Pattern compile(String pattern) {
        double repetitions = REPETITION
                .matcher(pattern)
                .results()
                .mapToDouble(Matchers::repetitions)
                .reduce(1, (a, b) -> a * b);
        if (repetitions > MOST_REPETITIONS) {
            throw new IllegalArgumentException(
                    "must not repeat anything more than " + MOST_REPETITIONS + " times, all {n} taken together");
        }
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("is no regular expression: " + e.getDescription(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("is a regular expression that nests too deeply", e);
        }
    }

    private static double repetitions(MatchResult of) {
        String most = of.group(2) == null || of.group(2).isEmpty() ? of.group(1) : of.group(2);
        return Math.max(1, Long.parseLong(most));
    }

    /** One alert, whatever its severity becomes. */
    public static Matchers ofAlert(String alertId) {
        return new Matchers(Map.of("alert_id", Pattern.matches("\\w+", alertId) ? alertId : Pattern.quote(alertId)));
    }

    /** As they were written, sorted by name. */
    public Map<String, String> written() {
        return new TreeMap<>(written);
    }

    boolean match(Occurrence episode) {
        for (Map.Entry<String, Pattern> entry : patterns.entrySet()) {
            if (!entry.getValue().matches(episode.value(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matchers that && written.equals(that.written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    /** {@code queue=vip, uid=backlog.*} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        written.forEach((name, pattern) ->
                text.append(text.isEmpty() ? "" : ", ").append(name).append('=').append(pattern));
        return text.toString();
    }
}
