package io.bellwether.command;

import io.bellwether.alert.Evidence;
import io.bellwether.backtest.Backtest;
import io.bellwether.backtest.BacktestJson;
import io.bellwether.backtest.BacktestReport;
import io.bellwether.backtest.Comparison;
import io.bellwether.backtest.Covered;
import io.bellwether.backtest.Episode;
import io.bellwether.backtest.KnownIncident;
import io.bellwether.backtest.Learning;
import io.bellwether.backtest.SilentRule;
import io.bellwether.file.PassingFolder;
import io.bellwether.file.Unusable;
import io.bellwether.job.Inputs;
import io.bellwether.job.RuleFolder;
import io.bellwether.replay.HistoryFiles;
import io.bellwether.replay.Replay;
import io.bellwether.replay.ReplaySummary;
import io.bellwether.rule.RuleSet;
import io.bellwether.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether rules backtest}. */
@Command(
        name = "backtest",
        description = {
            "Try rules on history: what would have fired, how often somebody would have been woken, and, where it is"
                    + " known what went wrong, how much of it was found and how much was false.",
            "",
            "Replays the events with the rules of the directory, as 'replay' does, and delivers nothing. An alert is"
                    + " right where it began while an incident that touches its labels went on, or soon after (--settle)."
                    + " An incident is found where an alert on a series told of it before it was over. Alerts on single"
                    + " cases are counted and not judged.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  bellwether simulate --scenario calm --duration 7d --out week.jsonl.gz",
            "  bellwether rules backtest alert-rules --events week.jsonl.gz",
            "  bellwether simulate --scenario mixed --duration 1d \\",
            "      --out day.jsonl.gz --truth truth.jsonl",
            "  bellwether rules backtest new-rules --against alert-rules \\",
            "      --events day.jsonl.gz --truth truth.jsonl"
        },
        mixinStandardHelpOptions = true)
public final class BacktestCommand implements Callable<Integer> {

    private static final long DAY = 86_400_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Directory of rule files, such as alert-rules.")
    private Path rules;

    @Option(
            names = "--events",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "Event files: JSON lines, gzip allowed.")
    private List<Path> events;

    @Option(
            names = "--truth",
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "What is known to have gone wrong, JSON lines as 'simulate --truth' writes them: name, start, end, "
                            + "affected. An empty file says that nothing has.")
    private List<Path> truth = List.of();

    @Option(
            names = "--against",
            paramLabel = "DIR",
            description = "Other rules, such as the version before: shows the difference as well.")
    private Path against;

    @Option(names = "--config", paramLabel = "FILE", description = InputOptions.CONFIG)
    private Path config;

    @Option(
            names = "--shift",
            paramLabel = "DURATION",
            defaultValue = "12h",
            description = "The shift that pages are counted by. Default: ${DEFAULT-VALUE}.")
    private String shift;

    @Option(
            names = "--settle",
            paramLabel = "DURATION",
            defaultValue = "30m",
            description = "How long after the end of an incident an alert may still begin because of it. Default: "
                    + "${DEFAULT-VALUE}.")
    private String settle;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Option(names = "--json", description = "Print one JSON object instead of tables.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Backtest.Options options = new Backtest.Options(
                InputOptions.duration("--shift", shift), InputOptions.duration("--settle", settle));
        HistoryFiles.check(events);
        List<KnownIncident> known = Backtest.truth(truth);
        // both are read before the first one runs for minutes
        Trial trial = trial(rules);
        Trial other = against == null ? null : trial(against);
        Backtest test = run(trial, known, options);
        Backtest before = other == null ? null : run(other, known, options);
        if (json) {
            spec.commandLine().getOut().println(BacktestJson.of(test, before));
        } else {
            spec.commandLine().getOut().println(BacktestReport.of(test));
            if (before != null) {
                spec.commandLine().getOut().println("\nAgainst " + against + ":\n" + Comparison.of(before, test));
            }
        }
        spec.commandLine().getOut().flush();
        return 0;
    }

    private record Trial(Settings settings, Replay replay, RuleFolder read) {}

    private Trial trial(Path directory) throws Unusable {
        Inputs inputs = new Inputs(config, directory);
        // levels that do not change need not be written again and again: nobody reads the points
        Settings settings = inputs.fileSettings().forReplay(DAY, null);
        RuleFolder read = inputs.folder(false);
        RuleSet rules = read.rules();
        Replay replay = new Replay(settings, rules, inputs.policies(), inputs.model()).forAlerts();
        return new Trial(settings, replay, read);
    }

    private Backtest run(Trial trial, List<KnownIncident> known, Backtest.Options options) throws Exception {
        Settings settings = trial.settings();
        try (PassingFolder folder = PassingFolder.create("bellwether-backtest-")) {
            ReplayRun.Ended ended = new ReplayRun(trial.replay(), settings, events, false, !quiet).run(folder.path());
            ReplaySummary summary = ended.summary();
            if (summary.events() == 0) {
                throw new Unusable("--events: there is no event in these files, so nothing can be said of rules");
            }
            Covered span = new Covered(
                    summary.firstEvents(),
                    summary.lastEvents() + settings.series().windowMillis());
            Path alerts = folder.path().resolve(Replay.ALERTS);
            List<Episode> episodes = Backtest.episodes(alerts);
            RuleSet rules = trial.read().rules();
            return new Backtest(
                    span,
                    summary.events(),
                    episodes,
                    known,
                    Learning.of(rules),
                    SilentRule.of(rules, episodes, Evidence.of(ended.counted())),
                    Backtest.messages(alerts, trial.read().routing(), span),
                    options);
        }
    }
}
