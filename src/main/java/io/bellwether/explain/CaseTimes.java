package io.bellwether.explain;

import io.bellwether.cases.CaseStory;
import io.bellwether.sla.ClockView;
import io.bellwether.yaml.Durations;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Times and durations of a case's story, in milliseconds where whole seconds would not tell what decided. */
final class CaseTimes {

    private static final String DAY = "yyyy-MM-dd ";
    private static final String SECONDS = "HH:mm:ss";
    private static final String MILLIS = "HH:mm:ss.SSS";

    private final ZoneId zone;
    private final boolean millis;
    private final DateTimeFormatter full;
    private final DateTimeFormatter sameDay;
    private final DateTimeFormatter otherDay;

    private CaseTimes(ZoneId zone, boolean millis) {
        this.zone = zone;
        this.millis = millis;
        String time = millis ? MILLIS : SECONDS;
        this.full = DateTimeFormatter.ofPattern(DAY + time, Locale.ROOT);
        this.sameDay = DateTimeFormatter.ofPattern(time, Locale.ROOT);
        this.otherDay = DateTimeFormatter.ofPattern("MM-dd " + time, Locale.ROOT);
    }

    /** Those of a story: all with milliseconds where any of them has some. */
    static CaseTimes of(List<CaseStory.Step> steps, ZoneId zone) {
        return new CaseTimes(zone, steps.stream().anyMatch(CaseTimes::hasMillis));
    }

    private static boolean hasMillis(CaseStory.Step step) {
        return step.why() != CaseStory.Why.FORGOTTEN && step.time() % 1000 != 0
                || step.clocks().stream()
                        .anyMatch(clock -> clock.deadline() % 1000 != 0 || clock.breachedAt() % 1000 != 0);
    }

    boolean inMillis() {
        return millis;
    }

    String full(long time) {
        return full.format(at(time));
    }

    /** Without the day where it is that of {@code now}. */
    String near(long time, long now) {
        boolean sameDay = at(time).toLocalDate().equals(at(now).toLocalDate());
        return (sameDay ? this.sameDay : otherDay).format(at(time));
    }

    private ZonedDateTime at(long time) {
        return Instant.ofEpochMilli(time).atZone(zone);
    }

    /** What a clock has consumed: rounded, unless the rounded target is the same and the exact one is not. */
    static String consumed(ClockView clock) {
        String rounded = Durations.words(clock.consumedMillis() / 1000.0);
        boolean blurred = clock.targetMillis() > 0
                && clock.consumedMillis() != clock.targetMillis()
                && rounded.equals(Durations.words(clock.targetMillis() / 1000.0));
        return blurred ? exact(clock.consumedMillis()) : rounded;
    }

    /** A duration to the millisecond, zeros left out: {@code 1 h 0.5 s}. */
    static String exact(long millis) {
        StringBuilder words = new StringBuilder();
        long rest = part(words, millis, 86_400_000, " d");
        rest = part(words, rest, 3_600_000, " h");
        rest = part(words, rest, 60_000, " min");
        if (rest > 0 || words.length() == 0) {
            words.append(words.length() == 0 ? "" : " ").append(rest / 1000);
            if (rest % 1000 != 0) {
                words.append(String.format(Locale.ROOT, ".%03d", rest % 1000).replaceAll("0+$", ""));
            }
            words.append(" s");
        }
        return words.toString();
    }

    private static long part(StringBuilder words, long millis, long unit, String name) {
        if (millis >= unit) {
            words.append(words.length() == 0 ? "" : " ").append(millis / unit).append(name);
        }
        return millis % unit;
    }
}
