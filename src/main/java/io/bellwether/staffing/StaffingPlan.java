package io.bellwether.staffing;

import io.bellwether.file.CsvRow;
import io.bellwether.file.CsvTable;
import io.bellwether.file.Unusable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who is planned to be where and when, by queue and the start of an interval. Immutable. */
public final class StaffingPlan {

    /** An interval of a queue. */
    private record Place(String queue, long startMillis) {}

    private final Map<Place, Double> staffed;

    private StaffingPlan(Map<Place, Double> staffed) {
        this.staffed = staffed;
    }

    /**
     * Reads a table with the columns {@code interval_start}, {@code queue} and {@code staffed}, such as {@code plan --csv}
     * writes. Intervals without {@code staffed} are not planned.
     *
     * @param name of the table, for messages
     */
    public static StaffingPlan read(String name, CsvTable table) throws IOException, Unusable {
        table.require(List.of("interval_start", "queue", "staffed"));
        Map<Place, Double> staffed = new HashMap<>();
        Map<Place, Integer> lines = new HashMap<>();
        for (CsvRow row = table.next(); row != null; row = table.next()) {
            Place place = new Place(DemandCsv.queue(row), row.millis("interval_start"));
            if (!row.text("staffed").isEmpty()) {
                staffed.put(place, DemandCsv.amount(row, "staffed"));
            }
            Integer before = lines.put(place, row.line());
            if (before != null) {
                throw row.wrong("is of the same queue and interval as line " + before + "; remove one of them");
            }
        }
        if (staffed.isEmpty()) {
            throw new Unusable(name + " says of no interval who is staffed");
        }
        return new StaffingPlan(staffed);
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
            Double agents = staffed.get(new Place(demand.queue(), demand.startMillis()));
            any |= agents != null;
            all.add(agents == null ? demand : demand.withStaffed(agents));
        }
        if (!any) {
            throw new Unusable(
                    own + " has no interval of " + other + "; compare the names of queues, the times and their zones");
        }
        return all;
    }
}
