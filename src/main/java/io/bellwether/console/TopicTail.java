package io.bellwether.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic from its beginning and goes on for as long as it is open, in a thread of its own. A broker that is away is waited
 * for; a topic that is missing is looked for again.
 */
final class TopicTail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long AGAIN_MILLIS = 5_000;

    private final String topic;
    private final BiConsumer<byte[], byte[]> to;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean closed;

    /** @param to told each record's key and value, either of which may be null; one at a time */
    TopicTail(Properties client, String topic, BiConsumer<byte[], byte[]> to) {
        this.topic = topic;
        this.to = to;
        Properties own = new Properties();
        own.putAll(client);
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        own.remove(ConsumerConfig.GROUP_ID_CONFIG);
        own.remove(ConsumerConfig.CLIENT_ID_CONFIG);
        this.consumer = new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        Thread thread = new Thread(this::run, "bellwether-console-" + topic);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try (consumer) {
            while (!closed) {
                try {
                    read();
                } catch (WakeupException e) {
                    // asked to end, or to look again
                    LOG.debug("Woken while reading topic {}", topic, e);
                } catch (KafkaException e) {
                    LOG.warn("Topic {} cannot be read; it is tried again: {}", topic, e.toString());
                    pause();
                }
            }
        }
    }

    private void read() {
        List<PartitionInfo> found = consumer.partitionsFor(topic);
        if (found.isEmpty()) {
            pause();
            return;
        }
        List<TopicPartition> all = new ArrayList<>();
        found.forEach(one -> all.add(new TopicPartition(topic, one.partition())));
        consumer.assign(all);
        consumer.seekToBeginning(all);
        while (!closed) {
            consumer.poll(POLL).forEach(record -> to.accept(record.key(), record.value()));
        }
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
