package io.bellwether.console;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic from its beginning and goes on for as long as it is open, in a thread of its own. A broker that is away is waited
 * for; a topic that is missing is looked for again. It knows up to when it has read all that there was: a topic to which nobody
 * writes looks just as one that cannot be read.
 */
final class TopicTail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long AGAIN_MILLIS = 5_000;
    private static final long LOOK_MILLIS = 2_000;
    private static final int LOG_EVERY = 1_000;
    /**
     * Whoever has not read to the end for so long begins anew: records of what has ended are kept for an hour (by the job's topics), and
     * without them it would stay for ever.
     */
    static final long WHOLE_MILLIS = 1_800_000;

    private final String topic;
    private final Clock clock;
    private final Reader to;
    private final Consumer<byte[], byte[]> consumer;
    private final CountDownLatch end = new CountDownLatch(1);
    private Map<TopicPartition, Long> ends = Map.of();
    private long askedAt;
    private volatile long seenAt;
    private volatile Trouble trouble = Trouble.NONE;
    private volatile int passedOver;
    private volatile boolean closed;

    /** What keeps it from reading. */
    enum Trouble {
        NONE,
        MISSING,
        AWAY
    }

    /** What takes a topic; of one thread. */
    interface Reader {

        /** A record's key and value, either of which may be null. */
        void take(byte[] key, byte[] value);

        /** The topic is read from its beginning, perhaps again: what has ended meanwhile may be in it no more. */
        default void begins() {}

        /** All that was in it has been read, since it began and later each time. */
        default void reached() {}
    }

    TopicTail(Properties client, String topic, Clock clock, Reader to) {
        this(consumer(client), topic, clock, to);
    }

    TopicTail(Consumer<byte[], byte[]> consumer, String topic, Clock clock, Reader to) {
        this.consumer = consumer;
        this.topic = topic;
        this.clock = clock;
        this.to = to;
        this.seenAt = clock.millis();
        Thread thread = new Thread(this::run, "bellwether-console-" + topic);
        thread.setDaemon(true);
        thread.start();
    }

    private static Consumer<byte[], byte[]> consumer(Properties client) {
        Properties own = new Properties();
        own.putAll(client);
        // a topic that was made anew is begun anew
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        own.remove(ConsumerConfig.GROUP_ID_CONFIG);
        own.remove(ConsumerConfig.CLIENT_ID_CONFIG);
        return new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Until when, epoch ms, all that was in the topic has been read; at first when it was opened. */
    long seenAt() {
        return seenAt;
    }

    Trouble trouble() {
        return trouble;
    }

    /** How many records could not be taken. */
    int passedOver() {
        return passedOver;
    }

    private void run() {
        try (consumer) {
            while (!closed) {
                try {
                    read();
                } catch (WakeupException e) {
                    // asked to end, or to look again
                    LOG.debug("Woken while reading topic {}", topic, e);
                } catch (RuntimeException e) {
                    away(e);
                    pause();
                }
            }
        }
    }

    private void read() {
        List<PartitionInfo> found = consumer.partitionsFor(topic);
        if (found.isEmpty()) {
            trouble = Trouble.MISSING;
            pause();
            return;
        }
        List<TopicPartition> all = new ArrayList<>();
        found.forEach(one -> all.add(new TopicPartition(topic, one.partition())));
        consumer.assign(all);
        consumer.seekToBeginning(all);
        ends = Map.of();
        to.begins();
        long began = clock.millis();
        while (!closed && clock.millis() - Math.max(began, seenAt) < WHOLE_MILLIS) {
            consumer.poll(POLL).forEach(this::take);
            look(all);
        }
    }

    /** One that cannot be taken is passed over: what follows is read all the same. */
    private void take(ConsumerRecord<byte[], byte[]> taken) {
        try {
            to.take(taken.key(), taken.value());
        } catch (RuntimeException e) {
            int before = passedOver;
            passedOver = before + 1;
            if (before % LOG_EVERY == 0) {
                LOG.warn("Record {} of topic {} cannot be taken; {} so far", taken.offset(), topic, before + 1, e);
            }
        }
    }

    /** Asks how far the topic goes, and later whether that has been read. */
    private void look(List<TopicPartition> all) {
        try {
            long now = clock.millis();
            if (ends.isEmpty() && now - askedAt >= LOOK_MILLIS) {
                askedAt = now;
                ends = consumer.endOffsets(all, PATIENCE);
            }
            if (!ends.isEmpty() && ends.entrySet().stream().allMatch(this::isReached)) {
                ends = Map.of();
                seenAt = askedAt;
                to.reached();
                if (trouble != Trouble.NONE) {
                    LOG.info("Topic {} is read again", topic);
                    trouble = Trouble.NONE;
                }
            }
        } catch (RetriableException e) {
            away(e);
        }
    }

    private boolean isReached(Map.Entry<TopicPartition, Long> partition) {
        return consumer.position(partition.getKey(), PATIENCE) >= partition.getValue();
    }

    private void away(RuntimeException error) {
        if (trouble != Trouble.AWAY) {
            LOG.warn("Topic {} cannot be read; it is tried again: {}", topic, error.toString());
        }
        trouble = Trouble.AWAY;
    }

    private void pause() {
        try {
            if (end.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("Topic {} is not looked for any more", topic);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        end.countDown();
        consumer.wakeup();
    }
}
