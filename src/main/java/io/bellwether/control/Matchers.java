package io.bellwether.control;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Regular expressions that the whole of {@code alert_id}, {@code uid}, {@code severity} or a label must match; an alert
 * without the label has an empty one. They come from outside while the job runs, so that the work of a match is bounded:
 * one that takes too long matches nothing.
 */
public final class Matchers {

    /** So many characters are looked at for one match; an honest pattern looks at each of a label's some times. */
    private static final int MOST_STEPS = 100_000;

    private final TreeMap<String, String> written;
    private final TreeMap<String, Pattern> patterns = new TreeMap<>();

    /**
     * @param written by name
     * @throws java.util.regex.PatternSyntaxException where one is no regular expression
     */
    public Matchers(Map<String, String> written) {
        this.written = new TreeMap<>(written);
        this.written.forEach((name, pattern) -> patterns.put(name, Pattern.compile(pattern)));
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
            if (!matches(entry.getValue(), episode.value(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(Pattern pattern, String value) {
        try {
            return pattern.matcher(new Counted(value, new int[1])).matches();
        } catch (TooManySteps | StackOverflowError e) {
            return false;
        }
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

    /** A text that ends a match that goes back and forth in it for ever. */
    private record Counted(String text, int[] steps) implements CharSequence {

        @Override
        public char charAt(int index) {
            if (++steps[0] > MOST_STEPS) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.substring(start, end), steps);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooManySteps extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }
}
