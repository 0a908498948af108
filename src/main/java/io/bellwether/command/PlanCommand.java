package io.bellwether.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bellwether plan}: what will come, and what it takes. */
@Command(
        name = "plan",
        description = "Plan capacity: forecast arrivals, and see how far to trust that.",
        subcommands = {PlanForecastCommand.class, PlanBacktestCommand.class},
        mixinStandardHelpOptions = true)
public final class PlanCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }
}
