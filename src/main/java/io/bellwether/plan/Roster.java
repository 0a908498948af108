package io.bellwether.plan;

import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Who was said to be planned for the intervals of a queue, and when that was said: at any moment the last that had been said
 * by then holds, in whatever order it came.
 */
final class Roster {

    private static final PlanRow UNPLANNED =
            new PlanRow(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** When it was said, and by which event. */
    private record Said(long time, String source, String id) implements Comparable<Said> {
        private static final Comparator<Said> ORDER =
                Comparator.comparingLong(Said::time).thenComparing(Said::source).thenComparing(Said::id);

        static Said of(PlannedShift shift) {
            return new Said(shift.said(), shift.source(), shift.id());
        }

        @Override
        public int compareTo(Said other) {
            return ORDER.compare(this, other);
        }
    }

    /** @param from what was said so late that its time is over counts from here on */
    private record Planned(int agents, long from) {}

    private static final NavigableMap<Said, Planned> NOTHING = Collections.emptyNavigableMap();

    private final NavigableMap<Long, NavigableMap<Said, Planned>> byStart = new TreeMap<>();

    /**
     * Takes what was said and is not {@link #has known}.
     *
     * @param horizon what is before it is not told anew
     * @return from when on it counts
     */
    long put(PlannedShift shift, long horizon) {
        Planned planned = new Planned(shift.agents(), Math.max(shift.said(), horizon));
        byStart.computeIfAbsent(shift.start(), start -> new TreeMap<>()).put(Said.of(shift), planned);
        return planned.from();
    }

    /** Whether it is known already: what is sent twice is no news, however much later it comes again. */
    boolean has(PlannedShift shift) {
        return byStart.getOrDefault(shift.start(), NOTHING).containsKey(Said.of(shift));
    }

    /** What a plan says of an interval, with what was said until a moment; null where neither says anything. */
    PlanRow row(long start, PlanRow planned, long now) {
        NavigableMap<Said, Planned> all = byStart.getOrDefault(start, NOTHING);
        Said last = lastUntil(all, now);
        return last == null
                ? planned
                : (planned == null ? UNPLANNED : planned)
                        .withStaffed(all.get(last).agents());
    }

    /** What holds at a moment; null for nothing. */
    private static Said lastUntil(NavigableMap<Said, Planned> all, long now) {
        for (Map.Entry<Said, Planned> each : all.descendingMap().entrySet()) {
            if (each.getValue().from() <= now) {
                return each.getKey();
            }
        }
        return null;
    }

    /** The rows of intervals that start from one time until before another, as they were at a moment. */
    NavigableMap<Long, PlanRow> rows(NavigableMap<Long, PlanRow> planned, long from, long until, long now) {
        NavigableMap<Long, PlanRow> rows = planned.subMap(from, true, until, false);
        NavigableMap<Long, NavigableMap<Said, Planned>> said = byStart.subMap(from, true, until, false);
        if (said.isEmpty()) {
            return rows;
        }
        NavigableMap<Long, PlanRow> both = new TreeMap<>(rows);
        for (long start : said.keySet()) {
            PlanRow row = row(start, rows.get(start), now);
            if (row != null) {
                both.put(start, row);
            }
        }
        return both;
    }

    /** Starts of the intervals, from one on, of which something is said that counts from a time until another, both included. */
    NavigableMap<Long, PlanRow> news(NavigableMap<Long, PlanRow> planned, long first, long from, long until) {
        NavigableMap<Long, PlanRow> news = new TreeMap<>();
        byStart.tailMap(first, true).forEach((start, all) -> {
            if (all.values().stream().anyMatch(each -> each.from() >= from && each.from() <= until)) {
                news.put(start, row(start, planned.get(start), until));
            }
        });
        return news;
    }

    /** Whether intervals that start after a time were spoken of until it, or until another. */
    boolean reaches(long time, long now) {
        return byStart.tailMap(time, false).values().stream()
                .anyMatch(all -> all.values().stream().anyMatch(each -> each.from() <= now));
    }

    /** Start of the last interval that is known; the least of numbers for none. */
    long lastStart() {
        return byStart.isEmpty() ? Long.MIN_VALUE : byStart.lastKey();
    }

    /** One that knows what was said after a time alone. */
    Roster after(long time) {
        Roster later = new Roster();
        byStart.forEach((start, all) -> all.forEach((said, planned) -> {
            if (planned.from() > time) {
                later.byStart.computeIfAbsent(start, any -> new TreeMap<>()).put(said, planned);
            }
        }));
        return later;
    }

    /**
     * Lets go of intervals that start before a time, and of what has been replaced.
     *
     * @param horizon what was said until then will not be asked for as of an earlier moment
     */
    void forgetBefore(long first, long horizon) {
        byStart.headMap(first, false).clear();
        for (NavigableMap<Said, Planned> all : byStart.values()) {
            Said last = all.size() == 1 ? null : lastUntil(all, horizon);
            if (last != null) {
                all.headMap(last, false).clear();
            }
        }
    }

    void write(DataOutput out) throws IOException {
        Varint.writeUnsigned(byStart.size(), out);
        for (Map.Entry<Long, NavigableMap<Said, Planned>> interval : byStart.entrySet()) {
            out.writeLong(interval.getKey());
            Varint.writeUnsigned(interval.getValue().size(), out);
            for (Map.Entry<Said, Planned> one : interval.getValue().entrySet()) {
                out.writeLong(one.getKey().time());
                Texts.write(one.getKey().source(), out);
                Texts.write(one.getKey().id(), out);
                Varint.writeUnsigned(one.getValue().agents(), out);
                out.writeLong(one.getValue().from());
            }
        }
    }

    static Roster read(DataInput in) throws IOException {
        Roster roster = new Roster();
        for (int i = Texts.readCount(in); i > 0; i--) {
            NavigableMap<Said, Planned> all = new TreeMap<>();
            roster.byStart.put(in.readLong(), all);
            for (int each = Texts.readCount(in); each > 0; each--) {
                all.put(
                        new Said(in.readLong(), Texts.read(in), Texts.read(in)),
                        new Planned((int) Varint.readUnsigned(in), in.readLong()));
            }
        }
        return roster;
    }
}
