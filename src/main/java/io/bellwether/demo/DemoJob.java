package io.bellwether.demo;

import io.bellwether.job.FlinkRuntime;
import io.bellwether.job.LiveJob;
import io.bellwether.job.PolicyChanges;
import io.bellwether.job.RuleFolder;
import io.bellwether.notify.Variables;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.settings.Settings;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job of {@code bellwether run}, on a Flink cluster inside this process with its web UI. */
final class DemoJob implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoJob.class);
    private static final long PATIENCE_SECONDS = 20;

    private final JobClient client;
    private final CompletableFuture<?> end;

    private DemoJob(JobClient client) {
        this.client = client;
        this.end = client.getJobExecutionResult();
    }

    static DemoJob start(
            Settings settings, RuleFolder rules, DemoFolder folder, Variables variables, int webPort, String log)
            throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(
                settings.parallelism(), configuration(settings, folder, webPort, log));
        PolicyChanges changes = PolicyChanges.watching(environment, rules.policyFile(), settings);
        new LiveJob(settings, rules.rules(), rules.policies(), SentimentModel::bundled, rules.routing(), variables)
                .watching(rules)
                .wire(environment, changes);
        return new DemoJob(environment.executeAsync("Bellwether demo"));
    }

    private static Configuration configuration(Settings settings, DemoFolder folder, int webPort, String log) {
        Configuration configuration =
                FlinkRuntime.inProcess(FlinkRuntime.ofLiveJob(settings), settings.parallelism(), webPort);
        configuration.set(CoreOptions.TMP_DIRS, folder.flink().toString());
        configuration.set(WebOptions.TMP_DIR, folder.flink().toString());
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
        configuration.set(WebOptions.LOG_PATH, Path.of(log).toAbsolutePath().toString());
        return configuration;
    }

    /** Throws if the job has ended by itself. */
    void requireRunning() throws ExecutionException, InterruptedException {
        if (end.isDone()) {
            end.get();
            throw new IllegalStateException("the job ended by itself");
        }
    }

    /** Cancels the job and waits until the cluster has let go of it. */
    @Override
    public void close() throws Exception {
        if (end.isDone()) {
            return;
        }
        client.cancel().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        try {
            end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            // A cancelled job has no result; that is how its end is told.
            LOG.debug("The job is cancelled", e);
        } catch (TimeoutException e) {
            LOG.warn("The job did not end within {} s of being cancelled", PATIENCE_SECONDS);
        }
    }
}
