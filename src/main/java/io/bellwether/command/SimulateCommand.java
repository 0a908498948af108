package io.bellwether.command;

import io.bellwether.file.OutputFile;
import io.bellwether.simulate.FileRun;
import io.bellwether.simulate.Imperfections;
import io.bellwether.simulate.Scenario;
import io.bellwether.simulate.Scenarios;
import io.bellwether.simulate.Span;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Writes the events of a simulated contact centre to a file, and what really happened to another. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Simulate a contact centre and write its events as JSON lines, sorted by delivery.",
            "With --truth write also what really happened: per queue and 30 minutes the contacts that were"
                    + " offered, answered and abandoned, and the incidents that an alert ought to find.",
            "The same options give the same bytes."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:written", "2:an option is wrong or a file cannot be written"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  bellwether simulate --list",
            "  bellwether simulate --scenario surge --out surge.jsonl.gz --truth truth.jsonl",
            "  bellwether simulate --scenario demo --duration 10m --duplicates 0.01 \\",
            "      --disorder 1s --malformed 0.01 --out demo.jsonl",
            "  bellwether replay --events surge.jsonl.gz --out result",
            "                                     then compare the alerts with the truth"
        })
public final class SimulateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--list", description = "List the scenarios with their incidents, and end.")
    private boolean list;

    @Option(names = "--scenario", paramLabel = "NAME", description = "Which scenario, see --list. Default: calm.")
    private String scenarioName = "calm";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Where the events go, one a line; compressed where the name ends in .gz; - for standard output.")
    private String out;

    @Option(names = "--truth", paramLabel = "FILE", description = "Where the truth goes, JSON lines, likewise.")
    private String truthFile;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            description = "When it begins, RFC 3339. Default: ${DEFAULT-VALUE}, a Monday, 08:00 in Shanghai.",
            defaultValue = "2026-03-02T00:00:00Z")
    private String start;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "How long: 10m, 8h, 7d, at most 400d. Default: ${DEFAULT-VALUE}.",
            defaultValue = "8h",
            converter = SpanConverter.class)
    private Span duration;

    @Option(
            names = "--history",
            paramLabel = "TIME",
            description =
                    "So much calm before --start, in the same run, for rules to learn what is usual: what goes wrong is"
                            + " planned from --start on, and lasts as long as without. Default: ${DEFAULT-VALUE}.",
            defaultValue = "0",
            converter = SpanConverter.class)
    private Span history;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Another day of the same kind. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private long seed;

    @Option(
            names = "--rate",
            paramLabel = "X",
            description = "So many times the customers and agents. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private double rate;

    @Option(
            names = "--duplicates",
            paramLabel = "SHARE",
            description = "Share of records sent twice, as in 0.01. Default: ${DEFAULT-VALUE}.",
            defaultValue = "0")
    private double duplicates;

    @Option(
            names = "--disorder",
            paramLabel = "TIME",
            description = "Records are delivered up to this late. Default: ${DEFAULT-VALUE}.",
            defaultValue = "0",
            converter = SpanConverter.class)
    private Span disorder;

    @Option(
            names = "--malformed",
            paramLabel = "SHARE",
            description = "Share of additional records that are not events. Default: ${DEFAULT-VALUE}.",
            defaultValue = "0")
    private double malformed;

    @Override
    public Integer call() throws IOException {
        if (list) {
            list(spec.commandLine().getOut());
            return ExitCode.OK;
        }
        if (out == null) {
            throw wrong("--out is missing: name the file for the events, or - for standard output");
        }
        FileRun run = plan();
        PrintWriter progress = spec.commandLine().getErr();
        try (OutputStream events = open(out);
                OutputStream truth = truthFile == null ? OutputStream.nullOutputStream() : open(truthFile)) {
            run.write(events, truth, progress);
        }
        return ExitCode.OK;
    }

    private FileRun plan() {
        try {
            Scenario scenario = Scenarios.load(scenarioName).withRate(rate).later(history);
            Imperfections imperfections = new Imperfections(duplicates, disorder, malformed);
            long startMillis = OffsetDateTime.parse(start).toInstant().toEpochMilli();
            return new FileRun(
                    scenario,
                    imperfections,
                    seed,
                    startMillis - history.millis(),
                    new Span(history.millis() + duration.millis()));
        } catch (DateTimeException e) {
            throw wrong("--start '" + start + "' is not an RFC 3339 time, as in 2026-03-02T00:00:00Z");
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static OutputStream open(String file) throws IOException {
        if (file.equals("-")) {
            return new BufferedOutputStream(new KeepOpen(System.out), 1 << 16);
        }
        return OutputFile.create(Path.of(file));
    }

    private static void list(PrintWriter to) {
        for (String name : Scenarios.names()) {
            Scenario scenario = Scenarios.load(name);
            to.printf("%-14s %s%n", name, scenario.title());
            for (Scenario.Planned incident : scenario.incidents()) {
                to.printf("%-14s   - %s: %s%n", "", incident.kind().wireName(), incident.title());
            }
        }
        to.flush();
    }

    /** Standard output outlives the run. */
    private static final class KeepOpen extends FilterOutputStream {
        KeepOpen(OutputStream inner) {
            super(inner);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** Reads lengths of time. */
    static final class SpanConverter implements ITypeConverter<Span> {
        @Override
        public Span convert(String text) {
            try {
                return Span.of(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
