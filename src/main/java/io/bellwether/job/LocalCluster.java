package io.bellwether.job;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.deployment.executors.LocalExecutor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job on a Flink cluster in this process, which ends with its job. Unlike Flink's own way to start one it can be asked. */
public final class LocalCluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);
    private static final long SECONDS = 60;

    private final MiniCluster cluster;
    private final JobClient client;

    private LocalCluster(MiniCluster cluster, JobClient client) {
        this.cluster = cluster;
        this.client = client;
    }

    /**
     * Starts the cluster and hands it the job.
     *
     * @throws ExecutionException where the job cannot be made ready, for example from its state
     */
    static LocalCluster start(StreamExecutionEnvironment environment, String name) throws Exception {
        Configuration configuration =
                Configuration.fromMap(environment.getConfiguration().toMap());
        AtomicReference<MiniCluster> made = new AtomicReference<>();
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName(name);
        try {
            JobClient client = LocalExecutor.createWithFactory(configuration, settings -> {
                        made.set(new MiniCluster(settings));
                        return made.get();
                    })
                    .execute(graph, configuration, LocalCluster.class.getClassLoader())
                    .get();
            return new LocalCluster(made.get(), client);
        } catch (ExecutionException e) {
            end(made.get());
            throw e;
        }
    }

    JobClient client() {
        return client;
    }

    /** Where Flink's web UI listens. */
    public int webPort() throws Exception {
        return cluster.getRestAddress().get().getPort();
    }

    /** Whether nothing of the job has failed and is being started again. */
    boolean isRunning() throws InterruptedException {
        try {
            return client.getJobStatus().get() == JobStatus.RUNNING;
        } catch (ExecutionException | IllegalStateException e) {
            // The same as below.
            return false;
        }
    }

    /** How the job is now; empty where it has ended. */
    Optional<AccessExecutionGraph> look() throws InterruptedException {
        try {
            return Optional.of(cluster.getExecutionGraph(client.getJobID()).get());
        } catch (ExecutionException | IllegalStateException e) {
            // Flink has no answer once the cluster is going down; the job's result tells how it ended.
            return Optional.empty();
        }
    }

    /** Ends the cluster with its job; checkpoints stay. Returns when its ports are free. */
    @Override
    public void close() throws Exception {
        try {
            client.cancel().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            LOG.debug("The job had ended by itself", e);
        }
        end(cluster);
    }

    private static void end(MiniCluster cluster) throws Exception {
        cluster.closeAsync().get(SECONDS, TimeUnit.SECONDS);
    }
}
