package io.bellwether.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.dashboard.BoardLanguage;
import io.bellwether.file.FileProblem;
import io.bellwether.file.OutputFile;
import io.bellwether.file.Unusable;
import io.bellwether.influx.InfluxSettings;
import io.bellwether.influx.LineFile;
import io.bellwether.influx.RowSource;
import io.bellwether.influx.StoreException;
import io.bellwether.influx.StoreReader;
import io.bellwether.job.Inputs;
import io.bellwether.replay.Replay;
import io.bellwether.report.CsvReport;
import io.bellwether.report.HtmlReport;
import io.bellwether.report.NoHours;
import io.bellwether.report.Period;
import io.bellwether.report.Report;
import io.bellwether.settings.SettingsException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether report}: a month, a quarter or a year, for those who answer for it. */
@Command(
        name = "report",
        description = {
            "Write the report of a month, a quarter or a year: one page of HTML to read or print, and CSV files beside it.",
            "",
            "It says how many promises were kept by clock, queue and tier; volumes, service level, abandonment, waits, handle "
                    + "time, satisfaction, sentiment and backlog beside the months before; what changed its level, when and by "
                    + "how much; the worst half hours; and the alerts, with how many of them people saw to. Figures are added "
                    + "up from hours, never averaged (docs/reports.md).",
            "",
            "The hours are those of the store's bucket of trends (influx.trend_bucket), half hours and alerts those of the live "
                    + "bucket as far as it keeps them; or all are those of a replay, with --from its folder. What is missing the "
                    + "report says. Exits with 2 where the period has no hour, and says which have; with 1 where the store does "
                    + "not answer.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  bellwether report --period 2026-02 --zone Asia/Shanghai --out reports",
            "  bellwether report --period 2026-Q1 --language zh --out reports",
            "  bellwether replay --events q1.jsonl.gz --trends --no-panes --out q1",
            "  bellwether report --period 2026 --from q1 --out reports",
        },
        mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {

    private static final String STORE = "store";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--period",
            paramLabel = "PERIOD",
            required = true,
            description = "A month such as 2026-02, a quarter such as 2026-Q1, or a year such as 2026.")
    private String period;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Folder to write into. Made if missing.")
    private Path out;

    @Option(
            names = "--from",
            paramLabel = "DIR",
            defaultValue = STORE,
            description = "store, or the folder of a replay that was made with --trends. Default: ${DEFAULT-VALUE}.")
    private Path from;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "bellwether.yaml",
            description = "Settings, of which influx is read: where the store is. Default: ${DEFAULT-VALUE}.")
    private Path config;

    @Mixin
    private LanguageOption chosen;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Whose days and months, such as Asia/Shanghai. Default: ${DEFAULT-VALUE}.")
    private String zone;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Option(
            names = "--json",
            description = "Print one JSON object instead of lines: the files, and what the report lacks.")
    private boolean json;

    /** Where hours are, and where half hours and alerts are. */
    private record Sources(RowSource hours, RowSource live) implements AutoCloseable {
        @Override
        public void close() {
            hours.close();
            live.close();
        }
    }

    @Override
    public Integer call() throws Unusable, FileProblem, StoreException {
        Period asked = Period.of(period, ZonedTimes.of(zone).zone())
                .orElseThrow(() -> new Unusable(
                        "--period: must be a month such as 2026-02, a quarter such as 2026-Q1, or a year such as 2026, not "
                                + period));
        BoardLanguage language = chosen.language();
        Console console = new Console(!quiet);
        OutputFile.folder(out);
        try (Sources sources = sources()) {
            Report report = Report.of(
                    asked, sources.hours(), sources.live(), share -> console.progress("adding up", share, ""));
            console.endProgress();
            String html = HtmlReport.of(report, language, sources.hours().name());
            print(report, write(report, html, language));
            return 0;
        } catch (NoHours e) {
            console.endProgress();
            throw new Unusable(e.getMessage());
        }
    }

    private Sources sources() throws Unusable, FileProblem {
        if (!from.equals(Path.of(STORE))) {
            Path trends = from.resolve(Replay.TRENDS);
            if (Files.isDirectory(from) && !Files.exists(trends)) {
                throw new Unusable(from + ": has no " + Replay.TRENDS + ": let 'bellwether replay --trends' write it");
            }
            return new Sources(new LineFile(trends), new LineFile(from.resolve(Replay.METRICS)));
        }
        InfluxSettings influx = influx();
        return new Sources(StoreReader.trends(influx), StoreReader.live(influx));
    }

    private InfluxSettings influx() throws Unusable {
        try {
            InfluxSettings influx =
                    new Inputs(config, null).known().needing("influx").influx();
            if (influx == null || !influx.hasTrends()) {
                throw new Unusable(
                        config + ": influx." + (influx == null ? "url" : "trend_bucket")
                                + " is not set, so there are no hours to report from; set it, or name a replay's folder in --from");
            }
            return influx;
        } catch (SettingsException e) {
            throw new Unusable(e.getMessage());
        }
    }

    private List<Path> write(Report report, String html, BoardLanguage language) throws FileProblem {
        String name = "report-" + report.period().name();
        List<Path> written = new ArrayList<>();
        written.add(out.resolve(name + (language == BoardLanguage.EN ? "" : "-" + language.code()) + ".html"));
        OutputFile.write(written.get(0), html);
        for (Map.Entry<String, String> csv : CsvReport.of(report).entrySet()) {
            Path file = out.resolve(name + "-" + csv.getKey() + ".csv");
            OutputFile.write(file, csv.getValue());
            written.add(file);
        }
        return written;
    }

    private void print(Report report, List<Path> written) {
        PrintWriter told = spec.commandLine().getOut();
        if (json) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            object.put("ok", true).put("period", report.period().name()).put("zone", zone);
            object.put("from", report.period().from()).put("to", report.period().to());
            ArrayNode files = object.putArray("files");
            written.forEach(file -> files.add(file.toString()));
            ArrayNode missing = object.putArray("missing");
            report.missing().forEach(missing::add);
            object.put("changes", report.changesOfPeriod());
            told.println(object);
        } else {
            written.forEach(told::println);
        }
        told.flush();
    }
}
