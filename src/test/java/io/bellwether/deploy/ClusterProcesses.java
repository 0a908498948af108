package io.bellwether.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.embedded.Ports;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * A Flink cluster of real processes on the loopback interface: one JobManager and any number of TaskManagers, each a JVM
 * with the class path of a Flink distribution, so that a job jar is loaded as it is in production and a TaskManager can
 * be killed as a machine dies. Logs, configuration, checkpoints and temporary files are in one directory. The processes
 * end with {@link #close()}, with this JVM, and when this JVM is itself killed.
 */
public final class ClusterProcesses implements AutoCloseable {

    private static final String SESSION_CLUSTER =
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
    private static final String TASK_MANAGER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
    private static final String CLI = "org.apache.flink.client.cli.CliFrontend";
    /** The command line alone reaches into java.util; Flink's scripts open it (env.java.opts.all). */
    private static final List<String> CLI_JVM = List.of("-Xmx512m", "--add-opens=java.base/java.util=ALL-UNNAMED");

    private static final Pattern SUBMITTED = Pattern.compile("Job has been submitted with JobID ([0-9a-f]{32})");
    /** For whatever takes seconds on a quiet machine. A process that ended is told at once. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int TRIES = 5;

    private final Path directory;
    private final Configuration configuration;
    private final FlinkRest rest;
    private final List<FlinkProcess> processes = new ArrayList<>();
    private final List<FlinkProcess> taskManagers = new ArrayList<>();
    private final Thread hook = new Thread(this::killAll, "cluster-processes-hook");
    private RestClusterClient<StandaloneClusterId> client;

    private ClusterProcesses(Path directory, Configuration configuration) {
        this.directory = directory;
        this.configuration = configuration;
        this.rest = new FlinkRest(configuration.toMap().get("rest.port"));
    }

    /**
     * Starts the JobManager and one TaskManager, and returns when the TaskManager has registered.
     *
     * @param directory for logs and all other files; a folder under {@code target/}
     * @param options Flink options on top of (and winning over) the harness's own
     */
    public static ClusterProcesses start(Path directory, Map<String, String> options) throws Exception {
        Files.createDirectories(directory);
        Path absolute = directory.toAbsolutePath();
        for (int i = 1; ; i++) {
            Map<String, String> all = new TreeMap<>(defaults(absolute));
            all.putAll(options);
            writeConfiguration(absolute.resolve("config.yaml"), all);
            ClusterProcesses cluster = new ClusterProcesses(absolute, Configuration.fromMap(all));
            Runtime.getRuntime().addShutdownHook(cluster.hook);
            try {
                cluster.startJobManager();
                cluster.startTaskManager();
                return cluster;
            } catch (Exception e) {
                cluster.close();
                if (i == TRIES || !cluster.lostItsPort()) {
                    throw e;
                }
            }
        }
    }

    /** Its ports stand in the configuration that all processes share: it cannot choose them itself. */
    private boolean lostItsPort() {
        String log = processes.isEmpty() ? "" : processes.get(0).output();
        return log.contains("BindException") || log.contains("Could not start rest endpoint on any port");
    }

    private static Map<String, String> defaults(Path directory) throws IOException {
        Map<String, String> options = new TreeMap<>();
        options.put("jobmanager.rpc.address", "localhost");
        options.put("jobmanager.rpc.port", freePort());
        options.put("jobmanager.bind-host", "localhost");
        options.put("rest.address", "localhost");
        options.put("rest.bind-address", "localhost");
        options.put("rest.port", freePort());
        options.put("taskmanager.host", "localhost");
        options.put("taskmanager.bind-host", "localhost");
        options.put("taskmanager.numberOfTaskSlots", "2");
        options.put("taskmanager.memory.process.size", "1280m");
        options.put("heartbeat.interval", "1 s");
        options.put("heartbeat.timeout", "5 s");
        options.put("restart-strategy.type", "fixed-delay");
        options.put("restart-strategy.fixed-delay.attempts", "100");
        options.put("restart-strategy.fixed-delay.delay", "500 ms");
        options.put(
                "execution.checkpointing.dir",
                directory.resolve("checkpoints").toUri().toString());
        options.put(
                "io.tmp.dirs", Files.createDirectories(directory.resolve("tmp")).toString());
        return options;
    }

    /** JSON strings are YAML scalars. */
    private static void writeConfiguration(Path file, Map<String, String> options) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, String> option : options.entrySet()) {
            lines.add(option.getKey() + ": " + json.writeValueAsString(option.getValue()));
        }
        Files.write(file, lines);
    }

    private static String freePort() throws IOException {
        return Integer.toString(Ports.free());
    }

    private void startJobManager() throws Exception {
        FlinkProcess jobManager = spawn("jobmanager", List.of("-Xmx512m"), SESSION_CLUSTER, configArguments());
        await("the JobManager to answer", PATIENCE, () -> {
            requireAlive(jobManager);
            return rest.answers();
        });
        client = new RestClusterClient<>(configuration, StandaloneClusterId.getInstance());
    }

    /** Starts one more TaskManager and returns when it has registered. */
    public void startTaskManager() throws Exception {
        TaskExecutorProcessSpec spec = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
        List<String> jvm =
                List.of(ProcessMemoryUtils.generateJvmParametersStr(spec).trim().split("\\s+"));
        List<String> arguments = new ArrayList<>(configArguments());
        arguments.addAll(List.of(
                TaskExecutorProcessUtils.generateDynamicConfigsStr(spec).trim().split("\\s+")));
        String id = "taskmanager-" + processes.size();
        arguments.addAll(List.of("-D", "taskmanager.resource-id=" + id));
        FlinkProcess taskManager = spawn(id, jvm, TASK_MANAGER, arguments);
        taskManagers.add(taskManager);
        await(id + " to register", PATIENCE, () -> {
            requireAlive(taskManager);
            return rest.get("/taskmanagers").findValuesAsText("id").contains(id);
        });
    }

    /** kill −9 of the TaskManager that has run longest. */
    public void killTaskManager() {
        taskManagers.remove(0).kill();
    }

    /** Submits a job whose classes are on the test's class path. */
    public JobID submit(JobGraph job) throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (Path entry : FlinkProcess.jobClassPath()) {
            classPath.add(entry.toUri().toURL());
        }
        job.setClasspaths(classPath);
        return initialized(client.submitJob(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    /** Submits a job jar with Flink's own command line, in a process of its own, detached. */
    public JobID submit(Path jar, String mainClass, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("run", "--detached", "--class", mainClass));
        all.add(jar.toAbsolutePath().toString());
        all.addAll(List.of(arguments));
        FlinkProcess cli = spawn("submit-" + processes.size(), CLI_JVM, CLI, all);
        int exitCode = cli.exitCode((int) PATIENCE.toSeconds());
        Matcher submitted = SUBMITTED.matcher(cli.output());
        if (exitCode != 0 || !submitted.find()) {
            throw new IllegalStateException(
                    "submission of " + jar + " failed, exit code " + exitCode + "\n" + cli.tail());
        }
        return initialized(JobID.fromHexString(submitted.group(1)));
    }

    /** Until then the JobManager answers questions about the job with an error. */
    private JobID initialized(JobID job) throws InterruptedException {
        await(job + " to be initialized", PATIENCE, () -> rest.status(job) != JobStatus.INITIALIZING);
        return job;
    }

    public JobStatus status(JobID job) {
        return rest.status(job);
    }

    /** Returns when every task of the job is running. */
    public void awaitRunning(JobID job) throws Exception {
        await("every task of " + job + " to run", PATIENCE, () -> rest.allTasksRunning(job));
    }

    /** Returns when a checkpoint has completed that began after this call. */
    public void awaitCheckpoint(JobID job) throws Exception {
        long next = completedCheckpoints(job) + 2;
        await("checkpoint " + next + " of " + job, PATIENCE, () -> completedCheckpoints(job) >= next);
    }

    /** Checkpoints completed since the JobManager took the job. */
    public long completedCheckpoints(JobID job) {
        return rest.checkpoints(job, "completed");
    }

    /** How often the job was restored from a checkpoint. */
    public long restorations(JobID job) {
        return rest.checkpoints(job, "restored");
    }

    /** The state in which the job ended. */
    public JobStatus awaitEnd(JobID job, Duration limit) throws Exception {
        await("the end of " + job, limit, () -> rest.status(job).isGloballyTerminalState());
        return status(job);
    }

    public void cancel(JobID job) throws Exception {
        client.cancel(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Stops the job with a savepoint and returns the savepoint's path. */
    public String stopWithSavepoint(JobID job, Path savepoints) throws Exception {
        return client.stopWithSavepoint(
                        job, false, savepoints.toAbsolutePath().toUri().toString(), SavepointFormatType.CANONICAL)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Any GET of Flink's REST API, for example {@code /jobs/ID/metrics}. */
    public JsonNode rest(String path) {
        return rest.get(path);
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).stop();
        }
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private FlinkProcess spawn(String name, List<String> jvm, String mainClass, List<String> args) throws IOException {
        FlinkProcess process = FlinkProcess.start(directory, name, jvm, mainClass, args);
        processes.add(process);
        return process;
    }

    private List<String> configArguments() {
        return List.of("--configDir", directory.toString());
    }

    private void killAll() {
        processes.forEach(FlinkProcess::killNow);
    }

    private static void requireAlive(FlinkProcess process) {
        if (!process.isAlive()) {
            throw new IllegalStateException("a process of the cluster ended while it started\n" + process.tail());
        }
    }

    private void await(String what, Duration limit, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited " + limit + " for " + what + "; logs are in " + directory);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
