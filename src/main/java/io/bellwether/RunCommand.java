package io.bellwether;

import io.bellwether.notify.Routing;
import io.bellwether.notify.RoutingException;
import io.bellwether.notify.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
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
            "  bellwether run --config bellwether.yaml                  in this process, until Ctrl-C",
            "  flink run bellwether-job.jar run --config bellwether.yaml   on a cluster (docs/operations.md)"
        },
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {

    /** Not an exit code: the job was handed to a cluster, whose process this may be; it must not be ended. */
    static final int GOES_ON = -1;

    private static final int WEB_PORT = 8081;

    @Mixin
    private Inputs inputs;

    @Option(
            names = "--web-port",
            paramLabel = "PORT",
            description = "Port of Flink's web UI when run in this process. Default: " + WEB_PORT + ".")
    private int webPort = WEB_PORT;

    @Override
    public Integer call() throws Exception {
        Settings settings = inputs.settings();
        StreamExecutionEnvironment environment = environment(settings);
        boolean local = environment instanceof org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
        try {
            Path directory = inputs.ruleDirectory();
            LiveJob job = new LiveJob(
                    settings,
                    inputs.rules(),
                    inputs.policies(),
                    inputs.model(),
                    routing(directory),
                    Variables.ofEnvironment());
            job.wire(environment, changes(environment, settings, directory));
        } catch (RoutingException | IllegalStateException e) {
            throw new Inputs.Unusable(e.getMessage());
        }
        JobClient client = environment.executeAsync("Bellwether");
        if (local) {
            System.out.println("Bellwether runs. Flink's web UI: http://localhost:" + webPort + ". Log: " + Logs.file()
                    + ". Ctrl-C stops it.");
            client.getJobExecutionResult().get();
        }
        return local ? 0 : GOES_ON;
    }

    private StreamExecutionEnvironment environment(Settings settings) throws IOException {
        Configuration job = FlinkRuntime.ofLiveJob(settings);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(job);
        if (environment instanceof org.apache.flink.streaming.api.environment.LocalStreamEnvironment) {
            Ports.requireFree(webPort, "Flink's web UI", "--web-port");
            if (settings.checkpoint().directory().isEmpty()) {
                // Flink would keep checkpoints in memory, and refuse those of more than 5 MB.
                Path directory = Files.createTempDirectory("bellwether-checkpoints");
                job.set(
                        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                        directory.toUri().toString());
            }
            return StreamExecutionEnvironment.createLocalEnvironment(
                    settings.parallelism(), FlinkRuntime.inProcess(job, settings.parallelism(), webPort));
        }
        return environment;
    }

    private static PolicyChanges changes(StreamExecutionEnvironment environment, Settings settings, Path directory) {
        return directory == null
                ? PolicyChanges.none(environment)
                : PolicyChanges.watching(environment, directory.resolve(Inputs.POLICIES), settings);
    }

    private static Routing routing(Path directory) throws IOException, RoutingException {
        return directory == null
                ? Routing.none("alert-routing.yaml", "there is no directory of rules")
                : Routing.load(directory.resolve("alert-routing.yaml"), Variables.ofEnvironment());
    }
}
