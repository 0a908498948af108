package io.bellwether;

import io.bellwether.command.AlertsCommand;
import io.bellwether.command.BenchCommand;
import io.bellwether.command.CheckCommand;
import io.bellwether.command.ConsoleCommand;
import io.bellwether.command.DashboardsCommand;
import io.bellwether.command.DemoCommand;
import io.bellwether.command.GatewayCommand;
import io.bellwether.command.ImportCommand;
import io.bellwether.command.InfluxCommand;
import io.bellwether.command.Logs;
import io.bellwether.command.MetricsCommand;
import io.bellwether.command.PlanCommand;
import io.bellwether.command.Problems;
import io.bellwether.command.ReplayCommand;
import io.bellwether.command.ReportCommand;
import io.bellwether.command.RulesCommand;
import io.bellwether.command.RunCommand;
import io.bellwether.command.SentimentCommand;
import io.bellwether.command.SimulateCommand;
import io.bellwether.command.SlaCommand;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command line. Exit codes: 0 done, 1 failed or found errors, 2 unusable options or files. */
@Command(
        name = "bellwether",
        description = {
            "Watches the service quality of a customer-service organisation while it happens.",
            "",
            "Start with:  bellwether demo",
            ""
        },
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            GatewayCommand.class,
            ImportCommand.class,
            CheckCommand.class,
            ReplayCommand.class,
            SimulateCommand.class,
            RulesCommand.class,
            AlertsCommand.class,
            ConsoleCommand.class,
            SlaCommand.class,
            PlanCommand.class,
            MetricsCommand.class,
            InfluxCommand.class,
            DashboardsCommand.class,
            ReportCommand.class,
            SentimentCommand.class,
            BenchCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  bellwether demo",
            "  bellwether run --config bellwether.yaml",
            "",
            "bellwether COMMAND --help teaches each command. Logs go to logs/bellwether.log.",
            "Exit codes: 0 done, 1 failed or found errors, 2 options or files are unusable."
        },
        mixinStandardHelpOptions = true,
        version = "bellwether 0.1.0")
public final class Bellwether implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    public static void main(String[] args) {
        Logs.prepare();
        int code = run(args);
        if (code != RunCommand.GOES_ON) {
            System.exit(code);
        }
    }

    /** Runs a command line and gives its exit code. */
    public static int run(String... args) {
        return commandLine().execute(args);
    }

    /** All commands, with what they have in common: file names and errors. */
    public static CommandLine commandLine() {
        return new CommandLine(new Bellwether())
                .registerConverter(Path.class, Bellwether::path)
                .setExecutionExceptionHandler(Bellwether::explain);
    }

    /** Java may be unable to express a name in the encoding of the locale. */
    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + name
                    + "' cannot be the name of a file under this locale; set LC_ALL=C.UTF-8, or give it another name");
        }
    }

    private static int explain(Exception error, CommandLine command, ParseResult parsed) {
        Problems.Told told = Problems.tell(command.getCommandSpec().qualifiedName(), error);
        if (told.exitCode() == 1) {
            LoggerFactory.getLogger(Bellwether.class).error("{} failed", command.getCommandName(), error);
        }
        command.getErr().println(told.message());
        command.getErr().flush();
        if (command.getParseResult().hasMatchedOption("--json")) {
            command.getOut().println(Problems.json(told));
            command.getOut().flush();
        }
        return told.exitCode();
    }
}
