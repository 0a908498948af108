package io.bellwether.staffing;

import io.bellwether.file.CsvRow;
import io.bellwether.file.CsvTable;
import io.bellwether.file.Unusable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Who is planned to be where and when. An interval lasts until the next of its queue, but not longer than the shortest
 * distance of two: behind the last of a day nothing is planned. Immutable.
 */
public final class StaffingPlan {

    /**
     * An interval of a queue.
     *
     * @param startMillis epoch ms
     * @param staffed agents who are planned to be there
     * @param required agents; NaN where the plan does not say
     */
    public record Line(long startMillis, String queue, double staffed, double required) {
        /** Agents who are required and not planned; NaN where that is not known. */
        public double gap() {
            return required - staffed;
        }
    }

    private final List<Line> lines;
    private final Map<String, TreeMap<Long, Line>> byQueue = new TreeMap<>();
    private final long intervalMillis;

    /** @param intervalMillis how long an interval lasts at most */
    public StaffingPlan(List<Line> lines, long intervalMillis) {
        this.lines = lines.stream()
                .sorted(Comparator.comparingLong(Line::startMillis).thenComparing(Line::queue))
                .toList();
        this.intervalMillis = intervalMillis;
        for (Line line : lines) {
            byQueue.computeIfAbsent(line.queue(), queue -> new TreeMap<>()).put(line.startMillis(), line);
        }
    }

    /**
     * Reads a table with the columns {@code interval_start}, {@code queue} and {@code staffed}, such as {@code plan --csv}
     * writes; {@code required} may stand in it. Intervals without {@code staffed} are not planned.
     *
     * @param name of the table, for messages
     */
    public static StaffingPlan read(String name, CsvTable table) throws IOException, Unusable {
        table.require(List.of("interval_start", "queue", "staffed"));
        List<Line> lines = new ArrayList<>();
        Map<String, Integer> places = new TreeMap<>();
        for (CsvRow row = table.next(); row != null; row = table.next()) {
            Line line = new Line(
                    row.millis("interval_start"),
                    DemandCsv.queue(row),
                    row.text("staffed").isEmpty() ? Double.NaN : DemandCsv.amount(row, "staffed"),
                    row.text("required").isEmpty() ? Double.NaN : DemandCsv.amount(row, "required"));
            Integer before = places.put(line.startMillis() + " " + line.queue(), row.line());
            if (before != null) {
                throw row.wrong("is of the same queue and interval as line " + before + "; remove one of them");
            }
            if (!Double.isNaN(line.staffed())) {
                lines.add(line);
            }
        }
        if (lines.isEmpty()) {
            throw new Unusable(name + " says of no interval who is staffed");
        }
        return new StaffingPlan(lines, Intervals.ofPlan(lines));
    }

    /** All intervals, in order of time and queue. */
    public List<Line> lines() {
        return lines;
    }

    /**
     * A forecast with who is staffed by this plan in the interval that begins at the same time.
     *
     * @param own name of this plan, for messages, {@code other} of the forecast
     */
    public List<IntervalDemand> into(List<IntervalDemand> demands, String own, String other) throws Unusable {
        List<IntervalDemand> all = new ArrayList<>();
        boolean any = false;
        for (IntervalDemand demand : demands) {
            Line line = of(demand.queue()).get(demand.startMillis());
            any |= line != null;
            all.add(line == null ? demand : demand.withStaffed(line.staffed()));
        }
        if (!any) {
            throw new Unusable(own + " has no interval of " + other
                    + "; compare the names of queues, the times and their" + " zones");
        }
        return all;
    }

    /** The agents who are planned in a queue at a time; empty where nothing is planned. */
    public OptionalDouble staffed(String queue, long atMillis) {
        Map.Entry<Long, Line> found = of(queue).floorEntry(atMillis);
        return found == null || atMillis >= found.getKey() + intervalMillis
                ? OptionalDouble.empty()
                : OptionalDouble.of(found.getValue().staffed());
    }

    /** The first interval that ends after a time and lacks so many agents: the one that is running counts. */
    public Optional<Line> firstShort(String queue, long fromMillis, double agents) {
        TreeMap<Long, Line> of = of(queue);
        Long running = of.floorKey(fromMillis);
        long from = running != null && fromMillis < running + intervalMillis ? running : fromMillis;
        return of.tailMap(from, true).values().stream()
                .filter(line -> line.gap() >= agents)
                .findFirst();
    }

    private TreeMap<Long, Line> of(String queue) {
        return byQueue.getOrDefault(queue, new TreeMap<>());
    }
}
