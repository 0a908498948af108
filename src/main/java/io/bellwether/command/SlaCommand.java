package io.bellwether.command;

import io.bellwether.cases.CaseStory;
import io.bellwether.event.Rejection;
import io.bellwether.event.SourceId;
import io.bellwether.explain.CaseReport;
import io.bellwether.explain.CaseReportJson;
import io.bellwether.file.FileProblem;
import io.bellwether.file.Unusable;
import io.bellwether.replay.CaseHistory;
import io.bellwether.replay.HistoryFiles;
import io.bellwether.settings.SeriesSettings;
import io.bellwether.settings.Settings;
import io.bellwether.settings.SettingsException;
import io.bellwether.sla.PolicyBook;
import io.bellwether.sla.PolicyException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether sla}: what can be asked about promises. */
@Command(
        name = "sla",
        description = "Ask about SLA clocks.",
        footer = {
            "",
            "Examples:",
            "  bellwether sla check alert-rules/sla-policies.yaml",
            "  bellwether sla explain --events day.jsonl.gz --case T-1017"
        },
        mixinStandardHelpOptions = true)
public final class SlaCommand {

    @Spec
    private CommandSpec spec;

    /** Tells the story of one case. */
    @Command(
            name = "explain",
            description = {
                "Explain one case: every event, what every clock showed after it, every verdict and the rule that decided.",
                "",
                "The events are read as replay reads them, in the order of time whatever the order of the lines, and "
                        + "folded as the job folds them, with its deadlines and, with --as-arrived, its corrections when "
                        + "something comes late. Time ends with the last event of the files: what falls due later is "
                        + "still pending.",
                ""
            },
            footer = {
                "",
                "Example:",
                "  bellwether sla explain --events day.jsonl.gz --case T-1017 \\",
                "      --zone Europe/Berlin"
            },
            mixinStandardHelpOptions = true)
    int explain(
            @Option(
                            names = "--events",
                            required = true,
                            arity = "1..*",
                            paramLabel = "FILE",
                            description = "Event files: JSON lines, gzip allowed.")
                    List<Path> events,
            @Option(names = "--case", required = true, paramLabel = "ID", description = "The case.") String caseId,
            @Option(
                            names = "--source",
                            paramLabel = "SYSTEM",
                            description = "The system whose id that is; needed where several have a case of that id.")
                    String source,
            @Option(
                            names = "--zone",
                            paramLabel = "ZONE",
                            defaultValue = "UTC",
                            description = "Time zone of the times shown. Default: ${DEFAULT-VALUE}.")
                    String zone,
            @Option(
                            names = "--as-arrived",
                            description =
                                    "Take the lines as they stand, where what is behind is late, as replay does with "
                                            + "that option. Default: in the order of time.")
                    boolean asArrived,
            @Option(names = "--json", description = "Print JSON instead of a table; times are in UTC.") boolean json,
            @Mixin InputOptions options)
            throws FileProblem, Unusable {
        ZoneId shown = zone(zone);
        HistoryFiles.check(events);
        Settings settings = options.inputs().fileSettings();
        PolicyBook policies = options.inputs().policies();
        CaseHistory history = history(events, caseId, settings, asArrived);
        if (history.arrivals().isEmpty()) {
            throw new Unusable("no event of case " + caseId + " among " + history.read() + " events of "
                    + events.stream().map(Path::toString).collect(Collectors.joining(", ")) + ": "
                    + (history.alike().isEmpty()
                            ? "check --case and --events"
                            : "did you mean " + String.join(" or ", history.alike()) + "?")
                    + (history.unread() == null ? "" : "\n" + unread(history)));
        }
        SourceId which = new SourceId(system(history, caseId, source), caseId);
        List<CaseStory.Step> steps = CaseStory.of(
                which, settings.cases(), policies, history.arrivals().get(which.source()), history.end());
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? CaseReportJson.of(which, policies, steps) : CaseReport.of(which, policies, steps, shown));
        out.flush();
        if (history.unread() != null) {
            spec.commandLine().getErr().println(unread(history));
        }
        return 0;
    }

    /** What the story may lack. */
    private static String unread(CaseHistory history) {
        Rejection first = history.unread();
        return (history.rejected() == 1 ? "1 record" : history.rejected() + " records")
                + " could not be read, so something may be missing here. The first:\n  " + first.topic() + ":"
                + first.offset() + ": " + first.reason() + ", " + first.detail();
    }

    private static CaseHistory history(List<Path> events, String caseId, Settings settings, boolean asArrived)
            throws FileProblem {
        try {
            return CaseHistory.of(events, caseId, settings, asArrived);
        } catch (UncheckedIOException e) {
            throw FileProblem.of(events.get(0), e);
        }
    }

    /** The system whose case is meant: the one that was named, or the only one that has such a case. */
    private static String system(CaseHistory history, String caseId, String named) throws Unusable {
        Set<String> systems = history.arrivals().keySet();
        if (named == null && systems.size() > 1) {
            throw new Unusable("case " + caseId + " is a case of each of " + String.join(", ", systems)
                    + ": say which with --source");
        }
        if (named != null && !systems.contains(named)) {
            throw new Unusable("no event of case " + caseId + " of " + named + "; there are some of "
                    + String.join(", ", systems) + ": check --source");
        }
        return named == null ? systems.iterator().next() : named;
    }

    /** Prints what is wrong with policy files. */
    @Command(
            name = "check",
            description = "Check policy files and the holiday files that they name; exits with 1 if one is wrong.",
            footer = {
                "",
                "Examples:",
                "  bellwether sla check alert-rules/sla-policies.yaml",
                "  bellwether sla check --config bellwether.yaml alert-rules/sla-policies.yaml"
            },
            mixinStandardHelpOptions = true)
    int check(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "1..*",
                            description = "Policy files, such as alert-rules/sla-policies.yaml.")
                    List<Path> files,
            @Option(
                            names = "--config",
                            paramLabel = "FILE",
                            description = "Settings, whose dimensions policies may ask for. Default: the defaults.")
                    Path config)
            throws SettingsException {
        SeriesSettings series = config == null
                ? Settings.defaults().series()
                : Settings.known(config).needing("dimensions", "agent_ids").series();
        PrintWriter out = spec.commandLine().getOut();
        int code = 0;
        for (Path file : files) {
            try {
                out.println(PolicyBook.load(file, series.agentIds()).requiring(series.dimensions()));
            } catch (PolicyException e) {
                out.println(e.getMessage());
                code = 1;
            }
        }
        out.flush();
        return code;
    }

    private static ZoneId zone(String name) throws Unusable {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new Unusable("--zone: no time zone " + name + "; use a name such as Europe/Berlin");
        }
    }
}
