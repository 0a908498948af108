package io.bellwether;

import io.bellwether.bench.BenchCommand;
import io.bellwether.demo.DemoCommand;
import io.bellwether.replay.ReplayCommand;
import io.bellwether.rule.RulesCommand;
import io.bellwether.sentiment.SentimentCommand;
import io.bellwether.simulate.SimulateCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
            ReplayCommand.class,
            SimulateCommand.class,
            RulesCommand.class,
            SlaCommand.class,
            SentimentCommand.class,
            BenchCommand.class
        },
        footer = {"", "bellwether COMMAND --help teaches each command. Logs go to logs/bellwether.log."},
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
        int code = run(args);
        if (code != RunCommand.GOES_ON) {
            System.exit(code);
        }
    }

    /** Runs a command line and gives its exit code. */
    static int run(String... args) {
        return new CommandLine(new Bellwether())
                .setExecutionExceptionHandler((error, command, parsed) -> {
                    PrintWriter err = command.getErr();
                    if (error instanceof Inputs.Unusable) {
                        err.println(error.getMessage());
                        return 2;
                    }
                    err.println("bellwether " + command.getCommandName() + " failed: " + rootCause(error));
                    err.println("The whole story is in " + Logs.file() + ".");
                    LoggerFactory.getLogger(Bellwether.class).error("{} failed", command.getCommandName(), error);
                    return 1;
                })
                .execute(args);
    }

    private static String rootCause(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        if (cause.getMessage() != null) {
            return cause.getMessage();
        }
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        return trace.toString().lines().findFirst().orElse(cause.toString());
    }
}
