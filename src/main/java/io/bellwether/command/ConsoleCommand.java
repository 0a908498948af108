package io.bellwether.command;

import io.bellwether.console.ConsoleParts;
import io.bellwether.console.ConsoleServer;
import io.bellwether.console.Passwords;
import io.bellwether.file.Unusable;
import io.bellwether.influx.RowSource;
import io.bellwether.influx.StoreReader;
import io.bellwether.ingest.BrokerProbe;
import io.bellwether.job.Inputs;
import io.bellwether.job.Interrupts;
import io.bellwether.settings.KafkaSettings;
import io.bellwether.settings.Settings;
import io.bellwether.settings.SettingsException;
import io.bellwether.sla.PolicyBook;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether console}. Exit codes beside the usual ones: 130 where Ctrl-C ended it. */
@Command(
        name = "console",
        description = {
            "Show the cases behind the numbers in a browser: the wallboard, which clocks run out, which alerts fire, what is"
                    + " planned, and which rules hold.",
            "",
            "Reads the job's topics and the store; any number may run beside a job. Listens on the loopback interface unless "
                    + "the settings say otherwise. docs/console.md says who may do what.",
            ""
        },
        subcommands = {ConsoleCommand.HashCommand.class},
        footer = {
            "",
            "Examples:",
            "  bellwether console --config bellwether.yaml",
            "  bellwether console --config bellwether.yaml --port 0",
            "  bellwether console hash < password.txt"
        },
        mixinStandardHelpOptions = true)
public final class ConsoleCommand implements Callable<Integer> {

    private static final long LOOK_MILLIS = 1_000;
    private static final int BROKER_SECONDS = 20;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Settings, of which kafka, influx and console must be whole. Without this option the defaults hold.")
    private Path config;

    @Option(names = "--port", paramLabel = "PORT", description = "Instead of console.port; 0 for any free one.")
    private Integer port;

    @Override
    public Integer call() throws Exception {
        Settings settings = settings();
        requireBroker(settings.kafka());
        PrintWriter out = spec.commandLine().getOut();
        try (Interrupts interrupts = new Interrupts();
                RowSource store = settings.influx() == null ? null : StoreReader.live(settings.influx());
                ConsoleServer server = start(settings, store)) {
            out.println("The console is at " + server.url() + ". Ctrl-C ends it.");
            if (settings.kafka().clocks().isEmpty()) {
                out.println(
                        "No clocks are shown: set kafka.topics.clocks, such as service.clocks, and start the job again.");
            }
            if (store == null) {
                out.println("No figures are shown: influx is not set.");
            }
            out.flush();
            while (!interrupts.isAsked()) {
                interrupts.await(LOOK_MILLIS);
            }
        }
        return Interrupts.EXIT_CODE;
    }

    private Settings settings() throws Unusable {
        try {
            Settings settings = new Inputs(config, null).known().needing("kafka", "influx", "console");
            return port == null
                    ? settings
                    : settings.withConsole(settings.console().on(port));
        } catch (SettingsException e) {
            throw new Unusable(e.getMessage());
        }
    }

    private ConsoleParts.Trial trial() throws Unusable {
        Inputs inputs = new Inputs(config, null);
        return new ConsoleParts.Trial(inputs.fileSettings(), inputs.policies(), inputs.model());
    }

    private PolicyBook policies() {
        try {
            return new Inputs(config, null).policies();
        } catch (Unusable e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** A topic may come later; a broker that is not there is probably another than is meant. */
    private static void requireBroker(KafkaSettings kafka) throws Unusable {
        Map<String, BrokerProbe.Topic> found;
        try {
            found = BrokerProbe.describe(
                    kafka.clientProperties(), Set.of(kafka.alerts(), kafka.control()), BROKER_SECONDS);
        } catch (IllegalStateException e) {
            throw new Unusable(e.getMessage());
        }
        String problem = found.get(kafka.alerts()).problem();
        if (!problem.isEmpty()) {
            throw new Unusable("topic " + kafka.alerts() + " " + problem);
        }
    }

    private ConsoleServer start(Settings settings, RowSource store) throws Unusable {
        try {
            return ConsoleServer.start(
                    new ConsoleParts(settings, store, ConsoleParts.USUAL_RECENT_MILLIS, this::policies, this::trial),
                    Clock.systemUTC());
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new Unusable(e.getMessage());
        }
    }

    /** What a password stands as in the settings. */
    @Command(
            name = "hash",
            description = {
                "Print the hash of a password for console.users of the settings.",
                "",
                "Asks for it where it can, else reads the first line of the input.",
                ""
            },
            footer = {"", "Examples:", "  bellwether console hash", "  bellwether console hash < password.txt"},
            mixinStandardHelpOptions = true)
    static final class HashCommand implements Callable<Integer> {

        private static final int SHORTEST = 12;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, Unusable {
            char[] password = password();
            if (password == null || password.length < SHORTEST) {
                throw new Unusable("the password must have at least " + SHORTEST + " characters");
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println(Passwords.hash(password));
            out.flush();
            return 0;
        }

        private static char[] password() throws IOException {
            if (Console.onTerminal()) {
                return System.console().readPassword("Password: ");
            }
            String line = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            return line == null ? null : line.toCharArray();
        }
    }
}
