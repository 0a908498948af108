package io.bellwether.plan;

import io.bellwether.file.CsvRow;
import io.bellwether.file.CsvTable;
import io.bellwether.file.FileProblem;
import io.bellwether.file.Unusable;
import io.bellwether.staffing.DemandCsv;
import io.bellwether.yaml.Durations;
import io.bellwether.yaml.Fingerprint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Reads a plan: comma-separated values, as {@code bellwether plan} and {@code plan forecast} print them. Columns
 * {@code interval_start}, {@code queue} and {@code arrivals} must be there; {@code p10}, {@code p90}, {@code handle_s},
 * {@code required} and {@code staffed} may be, and their cells may be empty. Others are passed over.
 */
public final class PlanFile {

    private static final List<String> NEEDED = List.of("interval_start", "queue", "arrivals");
    private static final int VERSION_BYTES = 6;
    private static final double MOST = 1e6;

    private final long intervalMillis;

    /** @param intervalMillis length of the intervals */
    public PlanFile(long intervalMillis) {
        this.intervalMillis = intervalMillis;
    }

    /** @throws Unusable where something is wrong with it: a plan is taken whole or not at all */
    public PlanBook read(Path file) throws Unusable {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return read(file.toString(), text);
        } catch (IOException e) {
            throw new Unusable(FileProblem.of(file, e).getMessage());
        }
    }

    PlanBook read(String name, String text) throws Unusable, IOException {
        Map<String, NavigableMap<Long, PlanRow>> queues = new HashMap<>();
        try (CsvTable table = CsvTable.of(name, new BufferedReader(new StringReader(text)))) {
            table.require(NEEDED);
            for (CsvRow row = table.next(); row != null; row = table.next()) {
                long start = start(row);
                if (queues.computeIfAbsent(DemandCsv.queue(row), queue -> new TreeMap<>())
                                .put(start, row(row))
                        != null) {
                    throw row.wrong("says once more what " + row.text("queue") + " is to have at "
                            + row.text("interval_start") + "; remove one of the two");
                }
            }
        }
        return new PlanBook(Fingerprint.hex(text, VERSION_BYTES), queues);
    }

    private long start(CsvRow row) throws Unusable {
        long start = row.millis("interval_start");
        if (Math.floorMod(start, intervalMillis) != 0) {
            throw row.wrong("begins at " + row.text("interval_start") + ", which is no start of an interval of "
                    + Durations.shortest(intervalMillis) + " (setting interval)");
        }
        return start;
    }

    private static PlanRow row(CsvRow row) throws Unusable {
        double arrivals = number(row, "arrivals");
        if (Double.isNaN(arrivals)) {
            throw row.wrong("has no arrivals; write 0 where none are expected");
        }
        return new PlanRow(
                arrivals,
                number(row, "p10"),
                number(row, "p90"),
                number(row, "handle_s"),
                number(row, "required"),
                number(row, "staffed"));
    }

    private static double number(CsvRow row, String column) throws Unusable {
        double number = row.number(column);
        if (number < 0) {
            throw row.wrong("has a " + column + " below 0");
        }
        if (number > MOST) {
            throw row.wrong("has a " + column + " above 1000000; is it another column, or another unit?");
        }
        return number;
    }
}
