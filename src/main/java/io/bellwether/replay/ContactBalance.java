package io.bellwether.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where all contacts went that entered a queue, from the points of {@code queue} over all dimensions: each was answered,
 * left unanswered in one of some ways, or waits still, and so the parts add up to {@code offered}.
 */
public final class ContactBalance {

    private static final String OFFERED = "offered";
    private static final String WAITING = "waiting";
    private static final List<String> LEFT = List.of("answered", "abandoned", "transferred", "overflow", "callback");
    private static final String TOTAL = "queue,rollup=all ";
    private static final Pattern FIELD =
            Pattern.compile("[ ,](offered|answered|abandoned|transferred|overflow|callback|waiting)=(\\d+)i");

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private long last = Long.MIN_VALUE;

    /** Takes a line of line protocol, of whatever measurement. */
    void point(String line, long time) {
        if (!line.startsWith(TOTAL)) {
            return;
        }
        if (counts.isEmpty()) {
            counts.put(OFFERED, 0L);
            LEFT.forEach(way -> counts.put(way, 0L));
            counts.put(WAITING, 0L);
        }
        Matcher matcher = FIELD.matcher(line);
        while (matcher.find()) {
            long value = Long.parseLong(matcher.group(2));
            if (!matcher.group(1).equals(WAITING)) {
                counts.merge(matcher.group(1), value, Long::sum);
            } else if (time > last) {
                counts.put(WAITING, value);
                last = time;
            }
        }
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /** By name: {@code offered}, the ways of leaving, and who {@code waiting} is at the end. */
    public Map<String, Long> counts() {
        return counts;
    }

    /** The sum as people read it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        counts.forEach((name, n) -> text.append(String.format(
                Locale.ROOT, "%s%,d %s", name.equals(OFFERED) ? "" : text.indexOf("=") < 0 ? " = " : " + ", n, name)));
        long missing = missing();
        return missing == 0
                ? text.toString()
                : text.append(String.format(Locale.ROOT, ", but for %,d that were counted wrongly", missing))
                        .toString();
    }

    /** Who entered a queue less all that became of them: 0, or something was counted wrongly. */
    public long missing() {
        return 2 * counts.getOrDefault(OFFERED, 0L)
                - counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
