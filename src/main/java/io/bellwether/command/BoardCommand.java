package io.bellwether.command;

import io.bellwether.file.Unusable;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks the board of alerts, or tells it something. */
abstract class BoardCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private BoardOptions options;

    final BoardOptions options() {
        return options;
    }

    abstract void run(PrintWriter out) throws Unusable;

    @Override
    public final Integer call() throws Unusable {
        PrintWriter out = spec.commandLine().getOut();
        run(out);
        out.flush();
        return 0;
    }
}
