package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.job.FlinkRuntime;
import io.bellwether.job.LiveJob;
import io.bellwether.job.PolicyChanges;
import io.bellwether.notify.Routing;
import io.bellwether.notify.Variables;
import io.bellwether.rule.RuleSet;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.settings.Settings;
import io.bellwether.sla.PolicyBook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A TaskManager dies by kill −9 while events flow: metrics, alert transitions and deliveries are those of a run in which
 * nothing happened. Real processes, a real broker, the job as it is in production.
 */
@Timeout(900)
class RecoveryITCase {

    private static final int EVENTS = 20_000;
    private static final double PACE = 150_000;
    private static final int FETCH = 32_768;

    private static Path directory;
    private static PacedKafka kafka;
    private static ClusterProcesses cluster;
    private static long begin;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(Path.of("target"));
        directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "recovery-");
        kafka = new PacedKafka(directory.resolve("kafka"));
        cluster = ClusterProcesses.start(directory.resolve("cluster"), Map.of());
        begin = Trial.begin();
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
        if (kafka != null) {
            kafka.close();
        }
    }

    @Test
    void metricsAlertsAndDeliveriesAreThoseOfAnUndisturbedRun() throws Exception {
        try (Trial calm = new Trial("calm", kafka, begin, EVENTS);
                Trial disturbed = new Trial("disturbed", kafka, begin, EVENTS)) {
            run(calm, false);
            run(disturbed, true);

            assertThat(calm.points()).as("the history gives metrics").hasSizeGreaterThan(5_000);
            for (String kind : List.of("live queue_interval,", "trends queue,", "live alert_events,")) {
                assertThat(calm.points().keySet().stream().filter(identity -> identity.startsWith(kind)))
                        .as("%s among them", kind)
                        .isNotEmpty();
            }
            assertThat(Trial.differences(calm.points(), disturbed.points()))
                    .as("points, calm and disturbed")
                    .isEmpty();
            assertThat(calm.told()).as("and deliveries").isNotEmpty().doesNotHaveDuplicates();
            assertThat(disturbed.told()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(calm.told());
        }
    }

    private static void run(Trial trial, boolean disturb) throws Exception {
        kafka.pace(disturb ? PACE : null);
        JobID job = cluster.submit(job(trial));
        if (disturb) {
            await("a third of the history to be read", () -> trial.read() > 1.0 / 3);
            assertThat(trial.read()).as("events still flow").isLessThan(1);
            cluster.killTaskManager();
            kafka.pace(null);
            cluster.startTaskManager();
        }
        await("the history to be read and checkpointed", trial::hasRead);
        // Two checkpoints on, everything that the history led to has reached the store and the receiver.
        cluster.awaitCheckpoint(job);
        cluster.awaitCheckpoint(job);
        assertThat(cluster.restorations(job) > 0)
                .as("restored from a checkpoint")
                .isEqualTo(disturb);
        cluster.cancel(job);
    }

    private static org.apache.flink.runtime.jobgraph.JobGraph job(Trial trial) throws Exception {
        Variables variables = Variables.of(trial.variables());
        Settings settings = Settings.load(trial.settings(
                directory, FETCH, """
                checkpoint: {interval: 1s, directory: "%s"}
                """.formatted(directory.resolve("checkpoints").toUri())));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkRuntime.ofLiveJob(settings));
        new LiveJob(
                        settings,
                        RuleSet.parse("recovery.yaml", Trial.RULES),
                        PolicyBook.parse("sla-policies.yaml", Trial.POLICIES),
                        SentimentModel::bundled,
                        Routing.parse("alert-routing.yaml", Trial.ROUTING, variables),
                        variables)
                .wire(environment, PolicyChanges.none(environment));
        return environment.getStreamGraph().getJobGraph();
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("waited 300 s for " + what + "; logs are in " + directory)
                    .isLessThan(limit);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
