package io.bellwether.command;

import io.bellwether.file.CsvTable;
import io.bellwether.file.FileProblem;
import io.bellwether.file.InputFile;
import io.bellwether.file.Unusable;
import io.bellwether.influx.InfluxSettings;
import io.bellwether.influx.LineFile;
import io.bellwether.influx.RowSource;
import io.bellwether.influx.StoreException;
import io.bellwether.influx.StoreReader;
import io.bellwether.job.Inputs;
import io.bellwether.replay.Replay;
import io.bellwether.settings.Settings;
import io.bellwether.settings.SettingsException;
import io.bellwether.staffing.DemandCsv;
import io.bellwether.staffing.IntervalDemand;
import io.bellwether.staffing.QueueTerms;
import io.bellwether.staffing.ServiceTerms;
import io.bellwether.staffing.StaffingPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Option;

/** What is planned for: a forecast, or half hours that are over; and who is staffed so far. */
final class PlanSource {

    private static final String STORE = "store";
    private static final String FORECAST = "arrivals";

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "The forecast, gzip allowed; - for standard input. Or store, or the folder of a replay: what"
                    + " would have been required in half hours that are over.")
    private Path from;

    @Option(
            names = "--for",
            paramLabel = "COLUMN",
            defaultValue = FORECAST,
            description = "The column that says how many come: arrivals, p10, p90. Default: ${DEFAULT-VALUE}.")
    private String column;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Of store or a replay: the first half hour, as in 2026-03-02 (midnight in --zone) or"
                    + " 2026-03-02T09:00:00Z. Must be said of store.")
    private String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Likewise: where half hours end. Default: the last.")
    private String until;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings: what queues promise and how their people work (planning), unless options say it;"
                    + " where the store is (influx), how long its intervals are (interval). Default:"
                    + " bellwether.yaml for store, else none.")
    private Path config;

    @Option(
            names = "--staffed",
            paramLabel = "FILE",
            description = "Who is planned so far: a table with interval_start, queue and staffed (agents who are there,"
                    + " without shrinkage). It goes before the forecast's own column staffed.")
    private Path staffed;

    /** Whether anything is named. */
    boolean isNamed() {
        return from != null;
    }

    /** The column that says how many come. */
    String column() {
        return column;
    }

    /** Of what is planned for, in messages. */
    String name() {
        return name(from);
    }

    /** @param zone of days that stand without one */
    List<IntervalDemand> demands(ZoneId zone) throws IOException, Unusable, StoreException {
        List<IntervalDemand> demands = demandsAlone(zone);
        if (staffed == null) {
            return demands;
        }
        try (CsvTable table = open(staffed)) {
            return StaffingPlan.read(name(staffed), table).into(demands, name(staffed), name());
        }
    }

    private List<IntervalDemand> demandsAlone(ZoneId zone) throws IOException, Unusable, StoreException {
        boolean over = isOver();
        if (over && !column.equals(FORECAST)) {
            throw new Unusable("--for: half hours that are over have " + FORECAST + " alone");
        }
        long first = time("--since", since, zone, Long.MIN_VALUE);
        long end = time("--until", until, zone, Long.MAX_VALUE);
        if (isStore() && since == null) {
            throw new Unusable("--since: must say from when on the store is read, as in --since 2026-03-02");
        }
        // settings that are named are right, whether or not they are read here
        InfluxSettings influx = config != null || isStore() ? influx() : null;
        if (over) {
            try (RowSource source = isStore() ? StoreReader.live(influx) : new LineFile(from.resolve(Replay.METRICS))) {
                return MeasuredDemand.read(source, first, end);
            }
        }
        if (since != null || until != null) {
            throw new Unusable("--since and --until: are for --from store or the folder of a replay");
        }
        try (CsvTable table = open(from)) {
            return DemandCsv.read(name(), table, column);
        }
    }

    private boolean isOver() {
        return isStore() || Files.exists(from.resolve(Replay.METRICS));
    }

    private boolean isStore() {
        return from.equals(Path.of(STORE));
    }

    private InfluxSettings influx() throws Unusable {
        InfluxSettings influx = settings("influx").influx();
        if (influx == null && isStore()) {
            throw new Unusable(settingsFile() + ": influx.url is not set, so there is no store to read");
        }
        return influx;
    }

    private Path settingsFile() {
        return config == null && isStore() ? Path.of("bellwether.yaml") : config;
    }

    private Settings settings(String section) throws Unusable {
        try {
            return new Inputs(settingsFile(), null).known().needing(section);
        } catch (SettingsException e) {
            throw new Unusable(e.getMessage());
        }
    }

    /** What the settings say of queues; plain terms where none are named. */
    QueueTerms terms() throws Unusable {
        return settingsFile() == null
                ? QueueTerms.ofAll(ServiceTerms.PLAIN)
                : settings("planning").planning().terms();
    }

    /** How long intervals are at most; where hours without a contact lie between two of them, their distance does not tell. */
    long longestMillis() throws Unusable {
        return isOver() ? settings("interval").series().intervalMillis() : Long.MAX_VALUE;
    }

    private static long time(String option, String text, ZoneId zone, long fallback) throws Unusable {
        if (text == null) {
            return fallback;
        }
        try {
            return text.length() == "2026-03-02".length()
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant().toEpochMilli()
                    : OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new Unusable(
                    option + ": must be a day or a time such as 2026-03-02 or 2026-03-02T09:00:00+08:00, not " + text);
        }
    }

    private static CsvTable open(Path file) throws IOException {
        if (file.toString().equals("-")) {
            return CsvTable.of(
                    name(file),
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8.newDecoder())));
        }
        if (Files.isDirectory(file)) {
            throw FileProblem.saying(
                    file, "is a folder, and no replay wrote " + Replay.METRICS + " into it; name a file");
        }
        InputFile.require(file);
        return CsvTable.open(file);
    }

    private static String name(Path file) {
        return file.toString().equals("-") ? "standard input" : file.toString();
    }
}
