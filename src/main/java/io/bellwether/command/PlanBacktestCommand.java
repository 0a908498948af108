package io.bellwether.command;

import io.bellwether.file.Unusable;
import io.bellwether.forecast.ArrivalCounts;
import io.bellwether.forecast.ForecastJson;
import io.bellwether.forecast.ForecastTrial;
import io.bellwether.forecast.ForecastTrialTable;
import io.bellwether.forecast.Grid;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether plan backtest}. */
@Command(
        name = "backtest",
        sortOptions = false,
        description = {
            "See what forecasts would have been worth on your own history: each day is forecast as if nothing after it had"
                    + " been known, one day and seven days ahead, and held against what came.",
            "",
            "WAPE is the sum of errors by the sum of arrivals, over half hours: smaller is better. Beside it that of two"
                    + " that need no model: naive, the same half hour a week before, and mean, the mean of the same half hour"
                    + " of the same weekday. bias is what was forecast too much. 'in 80 %' is the share of half hours that"
                    + " lay between p10 and p90, 'of busy' that of those in which something was expected or came.",
            ""
        },
        footer = {
            "",
            "Where few come even the true mean is off by about its own size: judge such queues by bias and by days.",
            "",
            "Examples:",
            "  bellwether plan backtest --events jan.jsonl.gz feb.jsonl.gz \\",
            "      --zone Asia/Shanghai",
            "  bellwether plan backtest --events history.jsonl.gz \\",
            "      --from 2026-02-01T00:00:00Z --json"
        },
        mixinStandardHelpOptions = true)
public final class PlanBacktestCommand implements Callable<Integer> {

    private static final List<Integer> HORIZONS = List.of(1, 7);

    @Spec
    private CommandSpec spec;

    @Mixin
    private PlanInput input;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "The first morning to forecast on, RFC 3339. Default: when two weeks are known.")
    private String from;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Where the history ends, RFC 3339. Default: with the last arrival.")
    private String until;

    @Option(names = "--json", description = "Print one JSON object instead of tables.")
    private boolean json;

    @Override
    public Integer call() throws IOException, Unusable {
        long first = from == null ? Long.MIN_VALUE : PlanInput.time("--from", from);
        long limit = until == null ? Long.MAX_VALUE : PlanInput.time("--until", until);
        Grid grid = input.grid();
        PrintWriter err = spec.commandLine().getErr();
        ArrivalCounts counts = input.read(grid, limit, err);
        long end = until == null ? counts.last() + grid.stepMillis() : limit;
        Console console = input.console();
        ForecastTrial test = ForecastTrial.of(
                counts,
                grid,
                input.calendar(),
                first,
                end,
                HORIZONS,
                share -> console.progress("forecasting", share, ""));
        console.endProgress();
        if (test == null) {
            throw new Unusable("--events: there is no day to forecast: it takes " + ForecastTrial.FIRST
                    + " days of history" + (from == null ? "" : " before --from") + " and one more");
        }
        PlanInput.tell(test.notices(), err);
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? ForecastJson.of(test) + "\n" : ForecastTrialTable.of(test));
        out.flush();
        return 0;
    }
}
