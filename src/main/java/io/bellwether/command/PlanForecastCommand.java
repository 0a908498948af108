package io.bellwether.command;

import io.bellwether.file.OutputFile;
import io.bellwether.file.Unusable;
import io.bellwether.forecast.ArrivalCounts;
import io.bellwether.forecast.ArrivalForecast;
import io.bellwether.forecast.ForecastCsv;
import io.bellwether.forecast.ForecastJson;
import io.bellwether.forecast.ForecastTable;
import io.bellwether.forecast.Grid;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether plan forecast}. */
@Command(
        name = "forecast",
        sortOptions = false,
        description = {
            "Forecast how much comes to each queue in each half hour, with bounds between which four in five of them lie.",
            "",
            "What comes is each contact that enters a queue, as queue_interval counts what is offered, and each ticket"
                    + " that is created. Nothing from --until on is used, wherever it stands in the files. arrivals is the"
                    + " mean: sums of it are right for days and weeks. Days that are missing, days far out of the ordinary,"
                    + " new levels and young queues are told on standard error.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  bellwether plan forecast --events jan.jsonl.gz feb.jsonl.gz \\",
            "      --until 2026-03-01T00:00:00+08:00 --zone Asia/Shanghai",
            "                                     a table of days and queues",
            "  bellwether plan forecast --events history.jsonl.gz \\",
            "      --until 2026-03-01T00:00:00Z --horizon 14d --csv --columns handle_s",
            "                                     half hours, for staffing",
            "  bellwether plan backtest --events history.jsonl.gz",
            "                                     how far to trust it"
        },
        mixinStandardHelpOptions = true)
public final class PlanForecastCommand implements Callable<Integer> {

    private static final long LONGEST = 400 * Grid.DAY;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PlanInput input;

    @Option(
            names = "--until",
            required = true,
            paramLabel = "TIME",
            description = "Where the history ends and the forecast begins, RFC 3339. An interval that has begun then is"
                    + " neither learnt from nor forecast.")
    private String until;

    @Option(
            names = "--horizon",
            paramLabel = "DURATION",
            defaultValue = "7d",
            description = "How long is forecast, at most 400d. Default: ${DEFAULT-VALUE}.")
    private String horizon;

    @Option(names = "--csv", description = "Print comma-separated values: interval_start, queue, arrivals, p10, p90.")
    private boolean csv;

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "NAME",
            description =
                    "More columns: handle_s, the mean handle time in seconds; p50, which half of such intervals lie"
                            + " below.")
    private List<String> columns = List.of();

    @Option(names = "--json", description = "Print one JSON object, with what is told of the history in it.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where it goes; compressed where the name ends in .gz. Default: standard output.")
    private Path out;

    @Override
    public Integer call() throws IOException, Unusable {
        if (csv && json) {
            throw new Unusable("--csv and --json: choose one");
        }
        List<ForecastCsv.Extra> extras = extras();
        if (!extras.isEmpty() && !csv) {
            throw new Unusable("--columns: is for --csv");
        }
        long end = PlanInput.time("--until", until);
        long ahead = InputOptions.duration("--horizon", horizon);
        if (ahead > LONGEST) {
            throw new Unusable("--horizon: must be at most 400d, not " + horizon);
        }
        Grid grid = input.grid();
        if (out == null) {
            write(forecast(grid, end, ahead), extras, spec.commandLine().getOut());
            return 0;
        }
        OutputFile.require(out);
        ArrivalForecast forecast = forecast(grid, end, ahead);
        try (Writer file = new OutputStreamWriter(OutputFile.create(out), StandardCharsets.UTF_8)) {
            write(forecast, extras, file);
        }
        return 0;
    }

    private List<ForecastCsv.Extra> extras() throws Unusable {
        List<ForecastCsv.Extra> extras = new ArrayList<>();
        for (String name : columns) {
            extras.add(Arrays.stream(ForecastCsv.Extra.values())
                    .filter(extra -> extra.column().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new Unusable("--columns: must be of "
                            + Arrays.stream(ForecastCsv.Extra.values())
                                    .map(ForecastCsv.Extra::column)
                                    .collect(Collectors.joining(", "))
                            + ", not " + name)));
        }
        return extras;
    }

    private ArrivalForecast forecast(Grid grid, long end, long ahead) throws IOException, Unusable {
        PrintWriter err = spec.commandLine().getErr();
        ArrivalCounts counts = input.read(grid, end, err);
        ArrivalForecast forecast = ArrivalForecast.of(counts, grid, input.calendar(), end, ahead);
        if (forecast == null) {
            throw new Unusable(
                    "--until: nothing came in a whole interval before it, so there is nothing to learn from");
        }
        PlanInput.tell(forecast.notices(), err);
        return forecast;
    }

    private void write(ArrivalForecast forecast, List<ForecastCsv.Extra> extras, Writer to) throws IOException {
        if (csv) {
            to.write(ForecastCsv.header(extras) + "\n");
            for (ArrivalForecast.Row row : forecast.rows()) {
                to.write(ForecastCsv.line(row, extras) + "\n");
            }
        } else {
            to.write(json ? ForecastJson.of(forecast) + "\n" : ForecastTable.of(forecast));
        }
        to.flush();
    }
}
