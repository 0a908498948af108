package io.bellwether.command;

import io.bellwether.baseline.Baseline;
import io.bellwether.baseline.BaselinePlan;
import io.bellwether.baseline.SeriesCsv;
import io.bellwether.file.InputFile;
import io.bellwether.file.Unusable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether rules baseline}: what the detector of baseline rules makes of a recorded series. */
@Command(
        name = "baseline",
        description = "Ask what baseline rules would make of a recorded series.",
        mixinStandardHelpOptions = true)
final class BaselineCommand {

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
}
