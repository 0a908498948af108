package io.bellwether.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka broker (KRaft, one node, broker and controller in one) inside this process, on loopback. It can be stopped and
 * started again on the same port with its data, as in an outage.
 *
 * <p>{@code EmbeddedKafka PORT DIR} runs it in a process of its own; it prints {@code READY} and its address.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final int NODE_ID = 1;
    private static final String CLUSTER_ID = "bellwether-embedded--w";
    private static final long ADMIN_SECONDS = 30;
    private static final long TOPIC_POLL_MILLIS = 20;

    private final Path dir;
    private final int port;
    private final int controllerPort;
    private KafkaRaftServer server;

    private EmbeddedKafka(Path dir, int port, int controllerPort) {
        this.dir = dir;
        this.port = port;
        this.controllerPort = controllerPort;
    }

    /**
     * Starts a broker on what the folder holds.
     *
     * @param dir keeps the data; made if missing
     * @param port 0 for a free one
     * @throws PortTakenException where the port is in use
     */
    public static EmbeddedKafka start(Path dir, int port) throws IOException {
        int own = PortTakenException.claim("Kafka broker", port);
        int controller = PortTakenException.claim("Kafka controller", 0);
        EmbeddedKafka kafka = new EmbeddedKafka(Files.createDirectories(dir), own, controller);
        kafka.restart();
        return kafka;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Makes a topic; one that exists is left as it is. */
    public void createTopic(String name, int partitions) throws IOException {
        createTopic(name, partitions, Map.of());
    }

    /** The same with settings of the topic. */
    public void createTopic(String name, int partitions, Map<String, String> settings) throws IOException {
        Map<String, Object> client = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        try (Admin admin = Admin.create(client)) {
            NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(settings);
            admin.createTopics(List.of(topic)).all().get(ADMIN_SECONDS, TimeUnit.SECONDS);
            awaitTopic(admin, name);
        } catch (ExecutionException | TimeoutException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IOException("The embedded Kafka broker did not make topic " + name, e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while topic " + name + " was made", e);
        }
    }

    /** A broker tells that it made a topic a moment before it knows it. */
    private static void awaitTopic(Admin admin, String name)
            throws InterruptedException, ExecutionException, TimeoutException {
        long begun = System.nanoTime();
        while (true) {
            try {
                admin.describeTopics(List.of(name)).allTopicNames().get(ADMIN_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException e) {
                boolean unknown = e.getCause() instanceof UnknownTopicOrPartitionException;
                if (!unknown || System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(ADMIN_SECONDS)) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(TOPIC_POLL_MILLIS);
            }
        }
    }

    /** Stops serving; data and port are kept for {@link #restart}. */
    public synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    /** Serves again after {@link #stop}, on the same port, with the same data. */
    public synchronized void restart() throws IOException {
        if (server != null) {
            throw new IllegalStateException("The embedded Kafka broker on port " + port + " is running");
        }
        PortTakenException.claim("Kafka broker", port);
        format();
        KafkaRaftServer fresh = new KafkaRaftServer(KafkaConfig.fromProps(properties(), false), Time.SYSTEM);
        fresh.startup();
        server = fresh;
    }

    @Override
    public void close() {
        stop();
    }

    private void format() throws IOException {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(NODE_ID)
                    .setClusterId(CLUSTER_ID)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setControllerListenerName("CONTROLLER")
                    .setDirectories(List.of(dir.toString()))
                    .setMetadataLogDirectory(dir.toString())
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new IOException("The Kafka broker cannot use folder " + dir + ": " + e.getMessage(), e);
        }
    }

    private Properties properties() {
        Properties settings = new Properties();
        settings.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", String.valueOf(NODE_ID)),
                Map.entry("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", dir.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "2"),
                Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
                Map.entry("controlled.shutdown.enable", "false")));
        return settings;
    }

    /** Runs until the process is ended. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 2) {
            throw new IllegalArgumentException("Usage: EmbeddedKafka PORT DIR");
        }
        EmbeddedKafka kafka = start(Path.of(args[1]), Integer.parseInt(args[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "stop-kafka"));
        System.out.println("READY " + kafka.bootstrapServers());
        Thread.currentThread().join();
    }
}
