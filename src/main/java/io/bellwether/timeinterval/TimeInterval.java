package io.bellwether.timeinterval;

import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Hours of a week at which something holds, such as those of a team. An instant lies inside if and only if its local time
 * does. So an hour that summer time leaves out is nobody's, and one that it repeats counts twice.
 *
 * @param name by which rules and routes call it
 * @param zone of its local times
 * @param days weekdays on which its spans begin, Monday is 0
 * @param spans of each of these days
 * @param except local dates, as epoch days, on which no span begins. A night belongs to the day on which it begins
 */
public record TimeInterval(String name, ZoneId zone, Set<Integer> days, List<Span> spans, Set<Long> except)
        implements Serializable {

    /** A time that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    static final int DAY_MILLIS = 86_400_000;

    /** How many steps, of which a day has a few, {@link #nextChange} takes before it says that nothing changes any more. */
    private static final int MOST_STEPS = 20_000;

    public TimeInterval {
        days = Set.copyOf(days);
        spans = List.copyOf(spans);
        except = Set.copyOf(except);
    }

    /**
     * Local milliseconds from the midnight with which a day begins; half-open.
     *
     * @param end later than {@code start}; beyond a day's length for a span that goes over midnight
     */
    public record Span(int start, int end) implements Serializable {}

    /** What it says, the same for intervals that hold at the same instants, whatever their names. */
    public String text() {
        return zone.getId() + new TreeSet<>(days) + spans + new TreeSet<>(except);
    }

    /** Whether an instant lies inside. */
    public boolean contains(long instant) {
        return containsLocal(instant
                + offset(
                        zone.getRules().getOffset(Instant.ofEpochMilli(instant)).getTotalSeconds()));
    }

    private static long offset(int seconds) {
        return seconds * 1000L;
    }

    private boolean containsLocal(long local) {
        long date = Math.floorDiv(local, DAY_MILLIS);
        int time = (int) Math.floorMod(local, (long) DAY_MILLIS);
        return within(date, time) || within(date - 1, time + DAY_MILLIS);
    }

    private boolean within(long date, int time) {
        // epoch day 0 was a Thursday
        if (!days.contains((int) Math.floorMod(date + 3, 7L)) || except.contains(date)) {
            return false;
        }
        for (Span span : spans) {
            if (span.start() <= time && time < span.end()) {
                return true;
            }
        }
        return false;
    }

    /** The first instant after this one that lies inside where this one does not, or the other way round; or {@link #NEVER}. */
    public long nextChange(long instant) {
        boolean inside = contains(instant);
        long at = instant;
        for (int step = 0; step < MOST_STEPS; step++) {
            at = nextStep(at);
            if (contains(at) != inside) {
                return at;
            }
        }
        return NEVER;
    }

    /** The first instant after this one at which a span may begin or end: there, at midnight, or when clocks are changed. */
    private long nextStep(long instant) {
        ZoneRules rules = zone.getRules();
        Instant now = Instant.ofEpochMilli(instant);
        long local = instant + offset(rules.getOffset(now).getTotalSeconds());
        long midnight = Math.floorDiv(local, DAY_MILLIS) * DAY_MILLIS;
        long next = midnight + DAY_MILLIS;
        for (Span span : spans) {
            next = earlier(next, midnight + span.start(), local);
            next = earlier(next, midnight + span.end(), local);
            next = earlier(next, midnight + span.end() - DAY_MILLIS, local);
        }
        long step = instant + next - local;
        ZoneOffsetTransition change = rules.nextTransition(now);
        return change == null ? step : Math.min(step, change.toEpochSecond() * 1000);
    }

    private static long earlier(long next, long candidate, long after) {
        return candidate > after ? Math.min(next, candidate) : next;
    }
}
