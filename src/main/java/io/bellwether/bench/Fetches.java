package io.bellwether.bench;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Sits in the Kafka consumers of every scenario, SQL included, and notes when the first records came and how many: so the
 * start of a job and of its consumers is in no figure. Kafka makes the instances by name, hence one account for the process.
 */
public final class Fetches implements ConsumerInterceptor<byte[], byte[]> {

    private static final long NOT_YET = Long.MIN_VALUE;

    private static final AtomicLong RECORDS = new AtomicLong();
    private static long firstNanos = NOT_YET;
    private static long firstCpuNanos;

    /** @param nanos since the first fetch; @param cpuNanos of this process since then */
    public record Since(long records, long nanos, long cpuNanos) {}

    public static synchronized void reset() {
        firstNanos = NOT_YET;
        RECORDS.set(0);
    }

    public static long records() {
        return RECORDS.get();
    }

    /** @throws IllegalStateException where nothing was fetched */
    public static synchronized Since sinceFirst() {
        if (firstNanos == NOT_YET) {
            throw new IllegalStateException("the job ended without having read a record");
        }
        return new Since(RECORDS.get(), System.nanoTime() - firstNanos, processCpuNanos() - firstCpuNanos);
    }

    private static synchronized void begin() {
        if (firstNanos == NOT_YET) {
            firstNanos = System.nanoTime();
            firstCpuNanos = processCpuNanos();
        }
    }

    private static long processCpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        if (!records.isEmpty() && RECORDS.getAndAdd(records.count()) == 0) {
            begin();
        }
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> settings) {}
}
