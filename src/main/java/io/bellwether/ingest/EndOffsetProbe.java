package io.bellwether.ingest;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker once a second where partitions end, on a thread of its own that ends with {@link #close}. Writes nothing
 * and belongs to no group. While the broker does not answer it says nothing.
 *
 * <p>The end is that of all records, also of transactions that are still open: a reader of committed records alone must
 * not take the time to be past what they may still bring.
 */
final class EndOffsetProbe implements AutoCloseable {

    /**
     * Where partitions ended.
     *
     * @param moment epoch ms, before the broker was asked
     * @param offsets behind the last record, of the partitions for which it answered
     */
    record Ends(long moment, Map<TopicPartition, Long> offsets) {}

    private static final Logger LOG = LoggerFactory.getLogger(EndOffsetProbe.class);
    private static final long PERIOD_MILLIS = 1_000;
    private static final int ANSWER_MILLIS = 2_000;
    private static final long JOIN_MILLIS = 3_000;

    private final Properties client;
    private final Consumer<Ends> listener;
    private final Map<TopicPartition, PartitionProgress> partitions = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> seenBefore = new HashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private Admin admin;
    private GapReader gaps;
    private boolean away;

    /**
     * @param client properties of a Kafka client; the servers at least
     * @param listener is told on the probe's thread and must not block
     */
    EndOffsetProbe(Properties client, String name, Consumer<Ends> listener) {
        this.client = client;
        this.listener = listener;
        this.thread = new Thread(this::run, "bellwether-end-offsets-" + name);
        this.thread.setDaemon(true);
    }

    /** From now on the partition is asked for, too. */
    void watch(TopicPartition partition, PartitionProgress progress) {
        partitions.put(partition, progress);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() throws InterruptedException {
        closing.countDown();
        thread.interrupt();
        thread.join(JOIN_MILLIS);
    }

    private void run() {
        try {
            do {
                probe();
            } while (!closing.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("The probe of end offsets was told to end");
        } finally {
            // The flag would keep the clients from closing in order.
            Thread.interrupted();
            closeClients();
        }
    }

    private void probe() throws InterruptedException {
        if (partitions.isEmpty()) {
            return;
        }
        try {
            long moment = System.currentTimeMillis();
            Map<TopicPartition, Long> ends = ends();
            skipGaps(ends);
            listener.accept(new Ends(moment, ends));
            if (away) {
                LOG.info("Kafka tells again where partitions end");
            }
            away = false;
        } catch (InterruptException e) {
            throw e;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            // Whatever it was, the next second may be better; to end the thread would end time for good.
            if (!away) {
                LOG.warn("Kafka does not tell where partitions end; time stands still until it does: {}", e.toString());
            }
            away = true;
        }
    }

    private Map<TopicPartition, Long> ends() throws InterruptedException, ExecutionException, TimeoutException {
        if (admin == null) {
            admin = Admin.create(adminProperties());
        }
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.keySet().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        ListOffsetsResult answer = admin.listOffsets(
                asked, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED).timeoutMs(ANSWER_MILLIS));
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (TopicPartition partition : asked.keySet()) {
            ends.put(
                    partition,
                    answer.partitionResult(partition)
                            .get(2L * ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                            .offset());
        }
        return ends;
    }

    /** Where a reader stands still before the end, perhaps nothing is there to be read. */
    private void skipGaps(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> from = new HashMap<>();
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            long position = partitions.get(end.getKey()).position();
            Long before = seenBefore.put(end.getKey(), position);
            if (position < end.getValue() && before != null && before == position) {
                from.put(end.getKey(), position);
            }
        }
        if (from.isEmpty()) {
            return;
        }
        if (gaps == null) {
            gaps = new GapReader(client);
        }
        for (TopicPartition partition : gaps.withoutRecords(from, ends)) {
            partitions.get(partition).skip(from.get(partition), ends.get(partition));
        }
    }

    private Properties adminProperties() {
        Properties own = new Properties();
        own.putAll(client);
        own.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        own.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        own.put(AdminClientConfig.CLIENT_ID_CONFIG, thread.getName());
        return own;
    }

    private void closeClients() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
        if (gaps != null) {
            gaps.close();
        }
    }
}
