package io.bellwether.command;

import io.bellwether.demo.Demo;
import io.bellwether.demo.DemoOptions;
import io.bellwether.demo.Terminal;
import io.bellwether.embedded.PortTakenException;
import io.bellwether.embedded.Ports;
import io.bellwether.file.Unusable;
import io.bellwether.job.Interrupts;
import io.bellwether.yaml.Durations;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bellwether demo}. Exit codes beside the usual ones: 130 where Ctrl-C ended it. */
@Command(
        name = "demo",
        description = {
            "Show everything in one process: a simulated contact centre, Kafka, the job on Flink, a metrics store and a "
                    + "receiver of alerts.",
            "",
            "Needs nothing but this, 3 GB of heap (with BELLWETHER_OPTS=-Xmx1g a third of that) and the ports 8090, 8081 and 9000, "
                    + "or others by option. Every 100 seconds something goes "
                    + "wrong on purpose; the screen says what, when the first alert of it arrived and when it was over. "
                    + "Numbers on the screen are read from the store, alerts from the receiver. docs/demo.md says what to try.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  bellwether demo",
            "  bellwether demo --console-port 0 --web-port 0    where 8090 or 8081 is taken",
            "  bellwether demo --plain --for 10m               for a log",
            "",
            "Exit codes: 0 it ended by itself, 2 an option is wrong or a port is taken, 130 Ctrl-C, 1 anything else."
        },
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "End by itself so long after the first points: 90s, 10m, …; the first alert comes within two "
                    + "minutes. Default: never.")
    private String duration;

    @Option(
            names = "--rate",
            paramLabel = "X",
            defaultValue = "1",
            description = "X times the customers and agents. Default: 1, some 45 events a second.")
    private double rate;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Another day of the same kind.")
    private long seed;

    @Option(
            names = "--web-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "Port of Flink's web UI; 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int webPort;

    @Option(
            names = "--store-port",
            paramLabel = "PORT",
            defaultValue = "9000",
            description = "Port of the store's console; 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int storePort;

    @Option(
            names = "--webhook-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the webhook receiver. Default: any free one.")
    private int webhookPort;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the Kafka broker. Default: any free one.")
    private int kafkaPort;

    @Option(
            names = "--console-port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "Port of the live console; 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int consolePort;

    @Option(names = "--plain", description = "Lines instead of a screen; always so where the output is no terminal.")
    private boolean plain;

    @Option(
            names = "--keep",
            description = "Leave the folder with the data, rules, settings and webhooks when it ends.")
    private boolean keep;

    @Override
    public Integer call() throws Exception {
        Map<String, String> environment = System.getenv();
        DemoOptions options = options(plain || !Terminal.canDraw(environment, Console.onTerminal()));
        try (Interrupts interrupts = new Interrupts();
                Terminal terminal = new Terminal(environment, Console.onTerminal())) {
            return new Demo(options, terminal, interrupts, Clock.systemUTC()).run();
        } catch (PortTakenException e) {
            throw new Unusable(e.getMessage());
        }
    }

    private DemoOptions options(boolean withoutScreen) throws Unusable {
        long millis = duration == null ? 0 : Durations.parse(duration);
        if (duration != null && millis <= 0) {
            throw new Unusable("--for: must be a duration such as 90s or 10m, not " + duration);
        }
        if (!(rate > 0) || rate > 100) {
            throw new Unusable("--rate: must be above 0 and at most 100, not " + rate);
        }
        requireFree(webPort, "Flink's web UI", "--web-port");
        requireFree(storePort, "the store's console", "--store-port");
        requireFree(webhookPort, "the webhook receiver", "--webhook-port");
        requireFree(kafkaPort, "the Kafka broker", "--kafka-port");
        requireFree(consolePort, "the live console", "--console-port");
        return new DemoOptions(
                millis,
                rate,
                seed,
                webPort,
                storePort,
                webhookPort,
                kafkaPort,
                consolePort,
                withoutScreen,
                keep,
                Logs.file());
    }

    private static void requireFree(int port, String what, String option) throws Unusable {
        if (port < 0 || port > 65_535) {
            throw new Unusable(option + ": must be a port from 0 to 65535, not " + port);
        }
        try {
            Ports.requireFree(port, what, option);
        } catch (IllegalStateException e) {
            throw new Unusable(e.getMessage());
        }
    }
}
