package io.bellwether.gateway.server;

import io.bellwether.file.Unusable;
import io.bellwether.gateway.GatewaySettings;
import io.bellwether.gateway.GatewaySource;
import io.bellwether.gateway.Intake;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.ingest.BrokerProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway with all that belongs to it. It starts also while Kafka is away: then it puts deliveries off until it is there and
 * what was known of cases has been read.
 */
public final class GatewayRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayRun.class);
    private static final int READ_SECONDS = 20;
    private static final int PROBE_SECONDS = 5;
    private static final long AGAIN_MILLIS = 2_000;

    private final KafkaOutlet outlet;
    private final MemorySnapshots snapshots;
    private final PullCursors cursors;
    private final GatewayServer server;
    private final Thread restorer;
    private volatile boolean restored;
    private volatile boolean closed;

    private GatewayRun(
            GatewaySettings settings,
            Map<String, Intake> intakes,
            MemorySnapshots snapshots,
            Properties client,
            GatewayTopics topics,
            long maxFutureMillis) {
        this.snapshots = snapshots;
        this.restored = !remembers(intakes);
        this.outlet =
                KafkaOutlet.of(client, settings.answerWithinMillis(), restored ? topics.ofEvents() : topics.all());
        this.cursors = new PullCursors(outlet, topics.state());
        GatewayServer started = null;
        try {
            started = GatewayServer.start(
                    settings, intakes, outlet, topics, snapshots, cursors, () -> restored, maxFutureMillis);
        } finally {
            if (started == null) {
                outlet.close();
            }
        }
        this.server = started;
        this.restorer = new Thread(() -> restore(client, topics.state()), "gateway-restore");
        restorer.setDaemon(true);
        if (!restored) {
            restorer.start();
        }
    }

    /**
     * Starts a gateway.
     *
     * @param client what a client of Kafka needs
     * @throws Unusable where a source cannot be used; the message says which and why
     */
    public static GatewayRun start(
            GatewaySettings settings, Properties client, GatewayTopics topics, long maxFutureMillis) throws Unusable {
        if (settings.sources().isEmpty()) {
            throw new Unusable("gateway.sources names nobody who could deliver anything; docs/gateway.md says how");
        }
        if (!settings.keystore().isEmpty() && !Files.isReadable(Path.of(settings.keystore()))) {
            throw new Unusable("gateway.keystore: " + settings.keystore() + " cannot be read");
        }
        MemorySnapshots snapshots = MemorySnapshots.unconfirmed();
        Map<String, Intake> intakes = new LinkedHashMap<>();
        for (GatewaySource source : settings.sources()) {
            intakes.put(source.name(), Intake.of(source, snapshots));
        }
        requireTopics(client, topics, remembers(intakes));
        try {
            return new GatewayRun(settings, intakes, snapshots, client, topics, maxFutureMillis);
        } catch (KafkaException e) {
            // such as a name that nobody resolves: a client of Kafka cannot even be made then
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new Unusable("Kafka at " + client.get("bootstrap.servers") + ": " + cause.getMessage());
        }
    }

    private static boolean remembers(Map<String, Intake> intakes) {
        return intakes.values().stream().anyMatch(Intake::isRemembered);
    }

    /** What is missing is said at once, where Kafka is there to ask: it would be missing for ever. */
    private static void requireTopics(Properties client, GatewayTopics topics, boolean remembers) throws Unusable {
        try {
            for (Map.Entry<String, BrokerProbe.Topic> topic : BrokerProbe.describe(
                            client, topics.ofEvents(), PROBE_SECONDS)
                    .entrySet()) {
                requireTopic(client, topic.getKey(), topic.getValue());
            }
            if (remembers) {
                StateTopic.require(client, topics.state(), PROBE_SECONDS);
            }
        } catch (IllegalStateException e) {
            LOG.warn("{} Deliveries are put off until it does.", e.getMessage());
        }
    }

    private static void requireTopic(Properties client, String name, BrokerProbe.Topic topic) throws Unusable {
        if (!topic.problem().isEmpty() || topic.lacks(BrokerProbe.Right.WRITE)) {
            throw new Unusable("topic " + name + " may not be written to: grant WRITE");
        }
        if (topic.partitions() == 0) {
            throw new Unusable("Kafka at " + client.get("bootstrap.servers") + " has no topic " + name
                    + ": create it, for example with kafka-topics.sh --create --topic " + name + " --partitions 4");
        }
    }

    /** Tries until it succeeds: without it the first snapshot of every case would look like a new case. */
    private void restore(Properties client, String topic) {
        while (!closed && !restored) {
            try {
                StateTopic.require(client, topic, READ_SECONDS);
                new StateReader(snapshots, cursors, outlet, topic, System.currentTimeMillis())
                        .read(client, READ_SECONDS);
                LOG.info("{} cases are known from topic {}", snapshots.size(), topic);
                server.startPulls();
                restored = true;
            } catch (Unusable | RuntimeException e) {
                LOG.warn("What is known of cases cannot be read yet: {}", e.getMessage());
                pause();
            } catch (Error e) {
                LOG.error("What is known of cases cannot be read: {}; it is tried again", e.toString());
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    /** Whether Kafka answered when it was asked last. */
    public boolean isBrokerThere() {
        return outlet.isOpen();
    }

    /** Whether what was known of cases has been read. */
    public boolean isRestored() {
        return restored;
    }

    /** Takes nothing more, and waits a little for what is under way. */
    @Override
    public void close() {
        closed = true;
        restorer.interrupt();
        server.close();
        outlet.close();
    }
}
