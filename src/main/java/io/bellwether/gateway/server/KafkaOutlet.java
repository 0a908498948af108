package io.bellwether.gateway.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to Kafka by an idempotent producer that waits for all replicas. What it says it has written is there. What it gives
 * up may be there or not; whoever sends it again sends the same ids, so that the job counts it once.
 *
 * <p>Asks the broker every two seconds whether it is there, so that nothing is tried for long that cannot succeed.
 */
public final class KafkaOutlet implements EventOutlet, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaOutlet.class);
    private static final int PROBE_MILLIS = 2_000;
    private static final int LEAST_DELIVERY_MILLIS = 1_000;
    private static final int LINGER_MILLIS = 5;
    /** What a thread that answers waits at the most for room, or for where a topic is: the prober knows that before. */
    private static final int BLOCK_MILLIS = 50;
    /** Where topics are is known for longer than they are ever silent. */
    private static final int IDLE_MILLIS = 7 * 24 * 3_600_000;

    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;
    private final ScheduledExecutorService prober;
    /** Topics that nobody asked for yet; of the prober alone. */
    private final Set<String> unasked;

    private volatile boolean open = true;

    private KafkaOutlet(KafkaProducer<byte[], byte[]> producer, Admin admin, Collection<String> topics) {
        this.producer = producer;
        this.admin = admin;
        this.unasked = new TreeSet<>(topics);
        this.prober = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "gateway-probe");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * An outlet.
     *
     * @param withinMillis how long a record is tried at the most
     * @param topics that are written to
     */
    @SuppressWarnings("FutureReturnValueIgnored") // it goes on until the prober is shut down
    public static KafkaOutlet of(Properties client, long withinMillis, Collection<String> topics) {
        int within = (int) Math.max(LEAST_DELIVERY_MILLIS, Math.min(withinMillis, Integer.MAX_VALUE));
        Properties own = new Properties();
        own.putAll(client);
        own.put("client.id", "bellwether-gateway");
        own.put("acks", "all");
        own.put("enable.idempotence", "true");
        own.put("linger.ms", Integer.toString(LINGER_MILLIS));
        own.put("delivery.timeout.ms", Integer.toString(within));
        own.put("request.timeout.ms", Integer.toString(Math.max(LEAST_DELIVERY_MILLIS / 2, within / 2)));
        own.put("max.block.ms", Integer.toString(BLOCK_MILLIS));
        own.put("metadata.max.idle.ms", Integer.toString(IDLE_MILLIS));
        KafkaOutlet outlet = new KafkaOutlet(
                new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer()),
                Admin.create(client),
                topics);
        outlet.probe();
        outlet.prober.scheduleWithFixedDelay(outlet::probe, PROBE_MILLIS, PROBE_MILLIS, TimeUnit.MILLISECONDS);
        return outlet;
    }

    private void probe() {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(PROBE_MILLIS))
                    .clusterId()
                    .get(PROBE_MILLIS, TimeUnit.MILLISECONDS);
            ask();
            turn(true);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            turn(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is not told this time is asked for again with the next look, and by whoever writes. */
    private void ask() {
        long begun = System.nanoTime();
        for (String topic : List.copyOf(unasked)) {
            boolean told = isTold(topic);
            while (!told
                    && !Thread.currentThread().isInterrupted()
                    && System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(PROBE_MILLIS)) {
                told = isTold(topic);
            }
            if (told) {
                unasked.remove(topic);
            }
        }
    }

    private boolean isTold(String topic) {
        try {
            return !producer.partitionsFor(topic).isEmpty();
        } catch (KafkaException | IllegalStateException e) {
            return false;
        }
    }

    private void turn(boolean now) {
        if (open != now) {
            LOG.info(now ? "Kafka is there again: deliveries are taken" : "Kafka is away: deliveries are put off");
        }
        open = now;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public CompletableFuture<Void> write(List<ProducerRecord<byte[], byte[]>> records) {
        List<CompletableFuture<Void>> written = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            CompletableFuture<Void> done = write(record);
            if (done.isCompletedExceptionally()) {
                // the next would wait as long, and fail as well
                return done;
            }
            written.add(done);
        }
        return CompletableFuture.allOf(written.toArray(CompletableFuture[]::new));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of both ends
    private CompletableFuture<Void> write(ProducerRecord<byte[], byte[]> record) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            producer.send(record, (where, failure) -> {
                if (failure == null) {
                    done.complete(null);
                } else {
                    done.completeExceptionally(failure);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            done.completeExceptionally(e);
        }
        return done;
    }

    @Override
    public void close() {
        prober.shutdownNow();
        producer.close(CLOSE);
        admin.close(CLOSE);
    }
}
