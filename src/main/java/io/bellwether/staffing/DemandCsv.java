package io.bellwether.staffing;

import io.bellwether.file.CsvRow;
import io.bellwether.file.CsvTable;
import io.bellwether.file.Unusable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a forecast: a table with the columns {@code interval_start}, {@code queue} and the forecast, such as
 * {@code arrivals}; {@code handle_s} and {@code staffed} may stand in it. Other columns are passed over.
 */
public final class DemandCsv {

    /** How others call the columns that may be missing. */
    private static final Map<String, String> MEANT = Map.of(
            "handle", "handle_s",
            "handle_time", "handle_s",
            "handle_time_s", "handle_s",
            "handle_seconds", "handle_s",
            "aht", "handle_s",
            "aht_s", "handle_s",
            "agents", "staffed",
            "staff", "staffed",
            "staffing", "staffed");

    private DemandCsv() {}

    /**
     * All rows, as they stand.
     *
     * @param name of the table, for messages
     * @param forecast the column that says how many come
     */
    public static List<IntervalDemand> read(String name, CsvTable table, String forecast) throws IOException, Unusable {
        table.require(List.of("interval_start", "queue", forecast));
        refuseMistyped(name, table.columns());
        List<IntervalDemand> demands = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (CsvRow row = table.next(); row != null; row = table.next()) {
            IntervalDemand demand = new IntervalDemand(
                    row.millis("interval_start"),
                    queue(row),
                    amount(row, forecast),
                    row.text("p10").isEmpty() ? Double.NaN : amount(row, "p10"),
                    row.text("p90").isEmpty() ? Double.NaN : amount(row, "p90"),
                    row.text("handle_s").isEmpty() ? Double.NaN : positive(row, "handle_s"),
                    row.text("staffed").isEmpty() ? Double.NaN : amount(row, "staffed"),
                    row.line());
            Integer before = lines.put(demand.startMillis() + " " + demand.queue(), demand.line());
            if (before != null) {
                throw row.wrong("is of the same queue and interval as line " + before + "; remove one of them");
            }
            demands.add(demand);
        }
        if (demands.isEmpty()) {
            throw new Unusable(name + " has no row behind its first line, so there is nothing to plan");
        }
        return demands;
    }

    /** A column that is passed over for its name would change the plan without a word. */
    private static void refuseMistyped(String name, List<String> columns) throws Unusable {
        for (String column : columns) {
            String meant = MEANT.get(column.toLowerCase(Locale.ROOT));
            if (meant != null && !columns.contains(meant)) {
                throw new Unusable(name + ":1: there is no column " + column + "; call it " + meant
                        + (meant.equals("handle_s") ? ", in seconds" : ", the agents who are planned to be there"));
            }
        }
    }

    /** The queue that a row is of. */
    public static String queue(CsvRow row) throws Unusable {
        if (row.text("queue").isEmpty()) {
            throw row.wrong("names no queue");
        }
        return row.text("queue");
    }

    static double amount(CsvRow row, String column) throws Unusable {
        double number = row.number(column);
        if (!(number >= 0)) {
            throw row.wrong("has \"" + row.text(column) + "\" as its " + column + "; it must be a number, 0 or more");
        }
        return number;
    }

    private static double positive(CsvRow row, String column) throws Unusable {
        double number = amount(row, column);
        if (number == 0) {
            throw row.wrong("has 0 as its " + column + "; leave it empty where it is not known");
        }
        return number;
    }
}
