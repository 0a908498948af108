package io.bellwether.job;

import io.bellwether.settings.Settings;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/** How Flink is configured: what the job needs everywhere, and what the runs inside one process need besides. */
public final class FlinkRuntime {

    /** Fixed from day one: it cannot change over the life of a state. */
    public static final int MAX_PARALLELISM = 720;

    /**
     * Longest that a buffer waits to be filled before it is sent. An alert passes three exchanges: with Flink's tenth of a
     * second for each, they would be a third of what it may take.
     */
    private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(20);

    /**
     * How long parts of one process wait for each other's word. None of them can be lost alone; they are late where the machine
     * sleeps or has too much to do, and a history of hours is not to fail by that.
     */
    private static final Duration SAME_PROCESS_PATIENCE = Duration.ofHours(1);

    /** Of a single answer: an end must not hang on one whose answerer is gone. */
    private static final Duration ANSWER_PATIENCE = Duration.ofMinutes(2);

    private FlinkRuntime() {}

    /**
     * What the job needs wherever it runs. No Kryo, no generated uids: a state that cannot be restored is found when the
     * job is built, not when it is upgraded. Flink's reuse of objects stays off: no value that moves is changed after it was
     * sent, so copying one is nothing but its envelope from an operator to the next in a chain; with reuse, the envelope is
     * copied for each output of an operator, asked for or not, and those that each event passes have six.
     */
    public static Configuration ofJob(Settings settings) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, false);
        configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, settings.parallelism());
        return configuration;
    }

    /** What a job on a live stream needs besides: checkpoints, and to start again when something fails. */
    public static Configuration ofLiveJob(Settings settings) {
        Configuration configuration = ofJob(settings);
        configuration.set(
                CheckpointingOptions.CHECKPOINTING_INTERVAL,
                Duration.ofMillis(settings.checkpoint().intervalMillis()));
        configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMinutes(5));
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 10);
        configuration.set(ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT);
        if (!settings.checkpoint().directory().isEmpty()) {
            configuration.set(
                    CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                    settings.checkpoint().directory());
        }
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofSeconds(1));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofMinutes(1));
        return configuration;
    }

    /**
     * What a mini cluster in this process needs besides.
     *
     * @param webPort of the web UI; negative for a free one
     */
    public static Configuration inProcess(Configuration job, int slots, int webPort) {
        Configuration configuration = new Configuration(job);
        configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, slots);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, SAME_PROCESS_PATIENCE);
        configuration.set(RpcOptions.ASK_TIMEOUT_DURATION, ANSWER_PATIENCE);
        configuration.set(JobManagerOptions.ADDRESS, "localhost");
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.ADDRESS, "localhost");
        configuration.set(SecurityOptions.DELEGATION_TOKENS_ENABLED, false);
        configuration.set(RestOptions.BIND_PORT, webPort < 0 ? "0" : Integer.toString(webPort));
        return configuration;
    }
}
