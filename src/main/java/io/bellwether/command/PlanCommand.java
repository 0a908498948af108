package io.bellwether.command;

import io.bellwether.file.OutputFile;
import io.bellwether.file.Unusable;
import io.bellwether.influx.StoreException;
import io.bellwether.staffing.IntervalDemand;
import io.bellwether.staffing.Intervals;
import io.bellwether.staffing.LevelCost;
import io.bellwether.staffing.PlanCsv;
import io.bellwether.staffing.PlannedInterval;
import io.bellwether.staffing.Planner;
import io.bellwether.staffing.QueueTerms;
import io.bellwether.yaml.Durations;
import io.bellwether.yaml.Nearest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bellwether plan}: how many agents a forecast needs. */
@Command(
        name = "plan",
        subcommands = {PlanForecastCommand.class, PlanBacktestCommand.class},
        sortOptions = false,
        description = {
            "Plan how many agents each queue needs in each interval of a forecast, and what comes of it: service level,"
                    + " occupancy, abandonment, wait, with one agent less and one more, and what service levels cost.",
            "",
            "The forecast is a table of comma-separated values with the columns interval_start, queue and arrivals."
                    + " It may have p10 and p90 (see --for), handle_s (handle time in seconds) and staffed.",
            ""
        },
        footer = {
            "",
            "Each interval is planned as if it went on for long, and each queue by itself: give queues that one team"
                    + " serves one name. How it is computed and what it does not know: docs/staffing.md.",
            "",
            "Examples:",
            "  bellwether plan --from forecast.csv --target 80/20 --handle-time 5m \\",
            "      --patience 2m --shrinkage 0.3",
            "  bellwether plan --from forecast.csv --for p90 --queues queues.yaml",
            "                                     cautiously, each queue by its own terms",
            "  bellwether plan --from forecast.csv --queues queues.yaml \\",
            "      --staffed shifts.csv --csv --out plan.csv",
            "                                     where agents will be missing",
            "  bellwether plan --from forecast.csv --config bellwether.yaml --target 90/15",
            "                                     what another target would need",
            "  bellwether plan --from store --since 2026-03-02 --until 2026-03-09 \\",
            "      --target 80/20 --patience 2m",
            "                                     what last week would have needed",
            "",
            "queues.yaml is such a file:",
            "  queues:",
            "    presale: {target: 80/30, handle_time: 7m, patience: 90s, concurrency: 3}",
            "    tickets: {kind: backoffice, handle_time: 12m, occupancy: 0.8}"
        },
        mixinStandardHelpOptions = true)
public final class PlanCommand implements Callable<Integer> {

    /** Shares answered in time whose cost is shown beside that of the target. */
    private static final List<Double> LEVELS = List.of(0.7, 0.8, 0.9, 0.95);

    @Spec
    private CommandSpec spec;

    @Mixin
    private PlanSource source;

    @Mixin
    private StaffingOptions staffing;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            description = "How long an interval is. Default: the smallest distance of two in the forecast.")
    private String interval;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Of the times in the table for people, such as Asia/Shanghai. Default: that of this machine.")
    private String zone;

    @ArgGroup
    private Form form = new Form();

    @Option(names = "--out", paramLabel = "FILE", description = "Write it there instead of printing it.")
    private Path out;

    /** At most one of these. */
    private static final class Form {
        @Option(names = "--csv", description = "Comma-separated values, one line for each interval; times in UTC.")
        private boolean csv;

        @Option(names = "--json", description = "JSON, with what service levels cost.")
        private boolean json;
    }

    @Override
    public Integer call() throws IOException, Unusable, StoreException {
        if (!source.isNamed()) {
            throw new ParameterException(spec.commandLine(), "Which forecast? Name it with --from FILE.");
        }
        QueueTerms terms = staffing.terms(source.terms());
        ZonedTimes times = ZonedTimes.of(zone);
        if (out != null) {
            OutputFile.require(out);
        }
        List<IntervalDemand> demands = source.demands(times.zone());
        long length = length(demands);
        Planner planner = new Planner(source.name(), length, terms);
        List<PlannedInterval> plan = planner.plan(demands);
        List<LevelCost> costs = planner.costs(plan, LEVELS);
        warnOfOthers(terms, demands);
        if (form.csv) {
            tell(PlanCsv.of(plan));
        } else if (form.json) {
            tell(PlanJson.of(length, plan, costs));
        } else {
            tell(new PlanTable(terms, times).of(length, source.column(), plan, costs));
        }
        return 0;
    }

    private long length(List<IntervalDemand> demands) throws Unusable {
        if (interval == null) {
            return Math.min(Intervals.length(demands), source.longestMillis());
        }
        long length = Durations.parse(interval);
        if (length <= 0) {
            throw new Unusable("--interval: must be a duration such as 15m, 30m or 1h, not " + interval);
        }
        Intervals.requireApart(source.name(), demands, length);
        return length;
    }

    /** A name that is mistyped there would leave its queue to the terms of all. */
    private void warnOfOthers(QueueTerms terms, List<IntervalDemand> demands) {
        Set<String> known = demands.stream().map(IntervalDemand::queue).collect(Collectors.toCollection(TreeSet::new));
        PrintWriter err = spec.commandLine().getErr();
        if (staffing.queues() == null) {
            return;
        }
        for (String queue : new TreeSet<>(terms.named().keySet())) {
            if (!known.contains(queue)) {
                err.println("warning: " + staffing.queues() + " names queue " + queue + ", of which " + source.name()
                        + " says nothing" + Nearest.hint(queue, known));
            }
        }
        err.flush();
    }

    private void tell(String text) throws IOException {
        if (out != null) {
            OutputFile.write(out, text);
        } else {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        }
    }
}
