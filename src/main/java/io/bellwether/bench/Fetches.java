package io.bellwether.bench;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Sits in the Kafka consumers of every scenario, SQL included, counts the records that come, and says when so many have
 * come that the figure begins: so the start of a job, its consumers and its code's compilation are left out of all figures
 * by the same rule. Kafka makes the instances by name, hence one account for the process.
 */
public final class Fetches implements ConsumerInterceptor<byte[], byte[]> {

    private static final Object LOCK = new Object();
    private static long records;
    private static long skip;
    private static long skipped;
    private static Runnable begin = () -> {};

    /**
     * Begins to count anew.
     *
     * @param left how many records are left out
     * @param onBegin called once they have come
     */
    static void reset(long left, Runnable onBegin) {
        synchronized (LOCK) {
            records = 0;
            skipped = -1;
            skip = left;
            begin = onBegin;
        }
    }

    static long records() {
        synchronized (LOCK) {
            return records;
        }
    }

    /**
     * Records since the figure began.
     *
     * @throws IllegalStateException where it never did
     */
    static long counted() {
        synchronized (LOCK) {
            if (skipped < 0) {
                throw new IllegalStateException("the job ended before its figure began, after " + records + " records");
            }
            return records - skipped;
        }
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> fetched) {
        if (!fetched.isEmpty()) {
            synchronized (LOCK) {
                if (skipped < 0 && records >= skip) {
                    skipped = records;
                    begin.run();
                }
                records += fetched.count();
            }
        }
        return fetched;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> settings) {}
}
