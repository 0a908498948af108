package io.bellwether.command;

import io.bellwether.file.Unusable;
import io.bellwether.job.RuleFolder;
import io.bellwether.notify.Routing;
import io.bellwether.notify.Variables;
import io.bellwether.webhook.TestDelivery;
import io.bellwether.yaml.Nearest;
import java.io.PrintWriter;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether alerts}: what fires, what people say of it, and who is told. */
@Command(
        name = "alerts",
        description = "See what fires, acknowledge and silence it, and try who is told.",
        subcommands = {
            AlertViews.ListCommand.class,
            AlertViews.ShowCommand.class,
            AlertOrders.AckCommand.class,
            AlertOrders.SilenceCommand.class,
            AlertOrders.ExpireCommand.class,
            AlertViews.SilencesCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  bellwether alerts list",
            "  bellwether alerts ack 9c1e4f --by ann --comment \"calling the carrier\"",
            "  bellwether alerts test-receiver ops-ding --rules alert-rules"
        },
        mixinStandardHelpOptions = true)
public final class AlertsCommand {

    @Spec
    private CommandSpec spec;

    /** Sends one test message; exit code 1 if the receiver does not have it. */
    @Command(
            name = "test-receiver",
            description = {
                "Send one message that is marked as a test to a receiver of the routing file, and say what its answer means.",
                "",
                "Variables are those of this shell. A receiver that may hold an alert open is told of its end at once. Exits with "
                        + "1 if the receiver does not have it, with 2 if there is no such receiver or the routing file is wrong.",
                ""
            },
            footer = {
                "",
                "Examples:",
                "  bellwether alerts test-receiver hook",
                "  bellwether alerts test-receiver ops-ding --rules alert-rules",
                "  bellwether alerts test-receiver oncall --config bellwether.yaml"
            },
            mixinStandardHelpOptions = true)
    int testReceiver(
            @Parameters(paramLabel = "NAME", description = "Name of a receiver in alert-routing.yaml.") String name,
            @Mixin InputOptions options)
            throws Unusable {
        RuleFolder folder = options.inputs().folder(false);
        if (folder == null) {
            throw new Unusable("there is no directory alert-rules here, and so no receiver; name one with --rules");
        }
        Routing routing = folder.routing();
        Set<String> names = routing.receivers().keySet();
        if (!names.contains(name)) {
            throw new Unusable(
                    names.isEmpty()
                            ? routing.file() + " has no receivers"
                            : "no receiver '" + name + "' in " + routing.file() + ": one of " + String.join(", ", names)
                                    + Nearest.hint(name, names));
        }
        TestDelivery test = TestDelivery.send(routing, name, Variables.ofEnvironment(), System.currentTimeMillis());
        PrintWriter out = spec.commandLine().getOut();
        test.lines().forEach(out::println);
        out.flush();
        return test.delivered() ? 0 : 1;
    }
}
