package io.bellwether.command;

import io.bellwether.embedded.Ports;
import io.bellwether.file.Unusable;
import io.bellwether.ingest.KafkaStart;
import io.bellwether.ingest.KafkaTopics;
import io.bellwether.job.FlinkRuntime;
import io.bellwether.job.Interrupts;
import io.bellwether.job.LiveIngest;
import io.bellwether.job.LiveJob;
import io.bellwether.job.LocalCluster;
import io.bellwether.job.LocalRun;
import io.bellwether.job.PolicyChanges;
import io.bellwether.job.RestoreException;
import io.bellwether.job.RuleFolder;
import io.bellwether.job.SavedState;
import io.bellwether.job.StartChecks;
import io.bellwether.job.StateFit;
import io.bellwether.job.StateFitOperator;
import io.bellwether.job.StateFolder;
import io.bellwether.notify.Routing;
import io.bellwether.notify.RoutingException;
import io.bellwether.notify.Variables;
import io.bellwether.rule.RuleSet;
import io.bellwether.settings.KafkaSettings;
import io.bellwether.settings.Settings;
import io.bellwether.settings.SettingsException;
import io.bellwether.sla.PolicyBook;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bellwether run}. */
@Command(
        name = "run",
        description = {
            "Run the job on live events from Kafka: on the Flink cluster that it is submitted to, or in this process.",
            "",
            "Writes metrics to InfluxDB and sends alerts to webhooks, as the settings say.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  bellwether run --config bellwether.yaml            here, until Ctrl-C",
            "  bellwether run --config bellwether.yaml --fresh    without earlier state",
            "",
            "On a cluster (docs/operations.md):",
            "  flink run -d -c io.bellwether.Bellwether \\",
            "      target/bellwether-0.1.0-SNAPSHOT-job.jar run --config bellwether.yaml",
            "",
            "In this process it keeps its state in a folder and goes on from there after a stop, a crash or kill -9.",
            "Exit codes beside the usual ones: 130 after Ctrl-C, 143 after SIGTERM."
        },
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {

    /** Not an exit code: the job was handed to a cluster, whose process this may be; it must not be ended. */
    public static final int GOES_ON = -1;

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
    private static final int WEB_PORT = 8081;
    private static final int MOST_PORT = 65_535;

    @Mixin
    private InputOptions options;

    @Option(
            names = "--web-port",
            paramLabel = "PORT",
            description =
                    "Port of Flink's web UI when run in this process; 0 for any free one. Default: " + WEB_PORT + ".")
    private int webPort = WEB_PORT;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "Folder for checkpoints when run in this process. Default: checkpoint.directory of the settings, "
                            + "else the folder checkpoints beside the settings file, or in the working directory where"
                            + " nothing can be written there.")
    private Path state;

    @Option(
            names = "--fresh",
            description =
                    "Begin anew at kafka.start when run in this process. The state that is there is moved to aside/ in "
                            + "its folder; what was there is removed.")
    private boolean fresh;

    @Override
    public Integer call() throws Exception {
        Settings settings = options.inputs().settings();
        Configuration job = FlinkRuntime.ofLiveJob(settings);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(job);
        if (environment instanceof LocalStreamEnvironment) {
            try (StateFolder folder =
                    StateFolder.open(stateFolder(settings), settings.kafka().group())) {
                return runHere(settings, job, folder);
            }
        }
        if (state != null || fresh) {
            throw new Unusable("--state and --fresh are for runs in this process; on a cluster Flink's own options"
                    + " rule: -s PATH to go on from a state (docs/operations.md)");
        }
        Optional<String> savepoint = environment.getConfiguration().getOptional(StateRecoveryOptions.SAVEPOINT_PATH);
        wire(environment, settings, savepoint.map(RunCommand::read), savepoint.isPresent())
                .forEach(LocalRun::say);
        environment.executeAsync("Bellwether");
        return GOES_ON;
    }

    /** Runs from the newest state that a job can go on from. */
    private int runHere(Settings settings, Configuration job, StateFolder folder) throws Exception {
        int port = webPort();
        boolean anew = fresh;
        LocalRun.Telling telling = new LocalRun.Telling(Problems::words, "The whole story is in " + Logs.file() + ".");
        while (true) {
            LocalRun run = LocalRun.in(folder, anew, telling);
            try {
                return runHere(settings, new Configuration(job), run, port);
            } catch (RestoreException e) {
                run.refuse(e);
                anew = false;
            }
        }
    }

    private int runHere(Settings settings, Configuration job, LocalRun run, int port) throws Exception {
        run.configure(job);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(
                settings.parallelism(), FlinkRuntime.inProcess(job, settings.parallelism(), port));
        List<String> remarks =
                wire(environment, settings, run.state(), run.state().isPresent());
        try (Interrupts interrupts = new Interrupts()) {
            run.begin(settings.kafka().start());
            remarks.forEach(LocalRun::say);
            LocalCluster cluster = run.start(environment);
            LocalRun.say("Bellwether runs. Flink's web UI: http://localhost:" + cluster.webPort() + ". Log: "
                    + Logs.file() + ". Ctrl-C stops it.");
            return run.await(cluster, interrupts);
        }
    }

    private int webPort() throws Unusable {
        if (webPort < 0 || webPort > MOST_PORT) {
            throw new Unusable("--web-port: must be 0 to " + MOST_PORT + ", not " + webPort);
        }
        try {
            Ports.requireFree(webPort, "Flink's web UI", "--web-port");
            return webPort;
        } catch (IllegalStateException e) {
            throw new Unusable(e.getMessage());
        }
    }

    /** What a cluster is to go on from; null where it cannot be read from here, and the job itself will look. */
    private static SavedState read(String savepoint) {
        try {
            return SavedState.read(savepoint);
        } catch (IOException e) {
            LOG.info("{} cannot be read from here; the job will look whether it fits", savepoint, e);
            return null;
        }
    }

    /**
     * Wires the job and gives what its user should know.
     *
     * @param from the state to go on from, as far as it can be read here
     * @param hasState whether there is one
     */
    private List<String> wire(
            StreamExecutionEnvironment environment, Settings settings, Optional<SavedState> from, boolean hasState)
            throws Exception {
        try {
            RuleFolder folder = options.inputs().folder(true);
            RuleSet rules = folder == null ? RuleSet.none() : folder.rules();
            Routing routing = folder == null
                    ? Routing.none("alert-routing.yaml", "there is no directory of rules: nobody is notified")
                    : folder.routing();
            KafkaSettings kafka = settings.kafka();
            requireFit(from, settings, rules, "");
            List<String> remarks = new ArrayList<>(StartChecks.require(settings));
            String cluster = KafkaTopics.clusterId(kafka.clientProperties());
            requireFit(from, settings, rules, cluster);
            KafkaStart start = hasState
                    ? KafkaStart.fromState(kafka.start().equals("latest"), System.currentTimeMillis())
                    : LiveIngest.start(settings);
            LiveJob job = new LiveJob(
                    settings,
                    rules,
                    folder == null ? PolicyBook.defaults() : folder.policies(),
                    options.inputs().model(),
                    routing,
                    Variables.ofEnvironment());
            if (folder != null) {
                job.watching(folder);
            }
            job.wire(environment, changes(environment, settings, folder), start, cluster);
            boolean committed =
                    !hasState && KafkaTopics.hasCommitted(kafka.clientProperties(), kafka.group(), kafka.inputs());
            remarks.addAll(start.remarks(kafka.group(), committed));
            remarks.addAll(remarks(folder, routing));
            return remarks;
        } catch (RoutingException | IllegalStateException | StateFitOperator.MisfitException e) {
            throw new Unusable(e.getMessage());
        }
    }

    /** What the files say that works and is probably not meant. */
    private List<String> remarks(RuleFolder folder, Routing routing) throws SettingsException {
        List<String> remarks = new ArrayList<>();
        options.inputs().known().warnings().forEach(warning -> remarks.add(warning.toString()));
        if (!routing.note().isEmpty()) {
            remarks.add(routing.note());
        }
        if (folder != null) {
            folder.problems().forEach(warning -> remarks.add(warning.toString()));
        }
        return remarks;
    }

    /** What needs no broker is said without one. */
    private static void requireFit(Optional<SavedState> from, Settings settings, RuleSet rules, String cluster)
            throws StateFitOperator.MisfitException {
        if (from.isPresent()) {
            StateFitOperator.requireFit(from.get().fit().orElse(StateFit.parse("")), settings, rules, cluster);
        }
    }

    private Path stateFolder(Settings settings) throws Unusable {
        String directory = settings.checkpoint().directory();
        if (state != null) {
            return state;
        }
        if (directory.isEmpty()) {
            return options.inputs().beside("checkpoints");
        }
        if (directory.matches("(?!file:)[A-Za-z0-9+.-]+:/.*")) {
            throw new Unusable("checkpoint.directory: " + directory
                    + " is no folder of this machine, which a run in this process needs; name one with --state DIR");
        }
        return directory.startsWith("file:") ? Path.of(URI.create(directory)) : Path.of(directory);
    }

    private static PolicyChanges changes(StreamExecutionEnvironment environment, Settings settings, RuleFolder folder) {
        return folder == null
                ? PolicyChanges.none(environment)
                : PolicyChanges.watching(environment, folder.policyFile(), settings);
    }
}
