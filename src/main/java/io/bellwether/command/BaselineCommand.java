package io.bellwether.command;

import io.bellwether.baseline.Baseline;
import io.bellwether.baseline.BaselinePlan;
import io.bellwether.baseline.Fallback;
import io.bellwether.baseline.Season;
import io.bellwether.baseline.SeriesCsv;
import io.bellwether.baseline.Usual;
import io.bellwether.file.InputFile;
import io.bellwether.file.Unusable;
import io.bellwether.yaml.Times;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether rules baseline}: what the detector of baseline rules makes of a recorded series. */
@Command(
        name = "baseline",
        description = "Ask what baseline rules would make of a recorded series.",
        footer = {"", "Example:", "  bellwether rules baseline show --csv waits.csv --zone Europe/Berlin"},
        mixinStandardHelpOptions = true)
final class BaselineCommand {

    private static final int HOURS_OF_WEEK = 168;

    @Spec
    private CommandSpec spec;

    /** Prints each row with how far it is out of the ordinary. */
    @Command(
            name = "score",
            description = {
                "Print each value of a series with its anomaly score, from 0 to 1.",
                "",
                "Each value is judged by those before it alone, as a rule with method: anomaly_score judges windows."
                        + " Nothing is set for the series: not its unit, nor its season, nor how long it is.",
                ""
            },
            footer = {
                "",
                "The file has the columns timestamp and value; times without a zone are in UTC. A row without a value "
                        + "scores 0 and teaches nothing.",
                "",
                "Example:",
                "  bellwether rules baseline score --csv waits.csv > scored.csv"
            },
            mixinStandardHelpOptions = true)
    int score(
            @Option(
                            names = "--csv",
                            required = true,
                            paramLabel = "FILE",
                            description = "The series: comma-separated values, gzip allowed.")
                    Path file)
            throws IOException, Unusable {
        InputFile.require(file);
        PrintWriter out = spec.commandLine().getOut();
        Baseline baseline = new Baseline(BaselinePlan.ofScores());
        try (SeriesCsv series = SeriesCsv.open(file)) {
            out.println("timestamp,value,anomaly_score");
            for (SeriesCsv.Row row = series.next(); row != null; row = series.next()) {
                double score = 0;
                if (!Double.isNaN(row.value())) {
                    score = baseline.read(row.at(), row.value()).score();
                    baseline.learn(row.at(), row.value(), true);
                }
                out.println(row.time() + "," + row.text() + "," + String.format(Locale.ROOT, "%.6f", score));
            }
        }
        out.flush();
        return 0;
    }

    /** Prints what is usual at each hour of the week after the last value. */
    @Command(
            name = "show",
            description = {
                "Print what a baseline rule with default settings would have learnt from a recorded series: for each"
                        + " hour of the week what is usual, the band around it, how many hours were looked at, and which:"
                        + " those of the season, or of the fallback while it has not been seen for three weeks.",
                ""
            },
            footer = {"", "Example:", "  bellwether rules baseline show --csv waits.csv --zone Europe/Berlin"},
            mixinStandardHelpOptions = true)
    int show(
            @Option(names = "--csv", required = true, paramLabel = "FILE", description = "The series, as for score.")
                    Path file,
            @Option(
                            names = "--zone",
                            paramLabel = "ZONE",
                            defaultValue = "UTC",
                            description = "Whose hours and weekdays are meant. Default: ${DEFAULT-VALUE}.")
                    String zone,
            @Option(
                            names = "--k",
                            paramLabel = "N",
                            defaultValue = "4",
                            description = "The band is so many spreads wide to each side. Default: ${DEFAULT-VALUE}.")
                    double k)
            throws IOException, Unusable {
        InputFile.require(file);
        PrintWriter out = spec.commandLine().getOut();
        ZoneId where = zone(zone);
        Baseline baseline = new Baseline(new BaselinePlan(
                Season.HOUR_OF_WEEK,
                BaselinePlan.USUAL_WEEKS,
                BaselinePlan.USUAL_MIN_WEEKS,
                Fallback.HOUR_OF_DAY,
                where,
                false));
        long values = 0;
        long last = 0;
        try (SeriesCsv series = SeriesCsv.open(file)) {
            for (SeriesCsv.Row row = series.next(); row != null; row = series.next()) {
                if (!Double.isNaN(row.value())) {
                    baseline.learn(row.at(), row.value(), true);
                    values++;
                    last = row.at();
                }
            }
        }
        if (values == 0) {
            throw new Unusable(file + " has no value, so there is nothing to learn");
        }
        out.printf(Locale.ROOT, "%,d values, the last at %s%n", values, Times.rfc3339(last));
        print(baseline, last, where, k, out);
        out.flush();
        return 0;
    }

    private static void print(Baseline baseline, long last, ZoneId zone, double k, PrintWriter out) {
        out.printf("%-10s %14s %14s %14s %6s  %s%n", "hour", "usual", "low", "high", "hours", "of");
        ZonedDateTime from = Instant.ofEpochMilli(last).atZone(zone).truncatedTo(ChronoUnit.HOURS);
        for (int hour = 1; hour <= HOURS_OF_WEEK; hour++) {
            ZonedDateTime at = from.plusHours(hour);
            Usual usual = baseline.usual(at.toInstant().toEpochMilli());
            String name = at.format(DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT));
            if (usual == null) {
                out.printf("%-10s %14s%n", name, "unknown");
                continue;
            }
            double width = k * usual.spread();
            out.printf(
                    Locale.ROOT,
                    "%-10s %14.3f %14.3f %14.3f %6d  %s%n",
                    name,
                    usual.level(),
                    usual.level() - width,
                    usual.level() + width,
                    usual.hours(),
                    usual.basis().words());
        }
    }

    private static ZoneId zone(String name) throws Unusable {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new Unusable(
                    "--zone: " + name + " is no time zone; use a name such as Europe/Berlin or Asia/Shanghai");
        }
    }
}
