package io.bellwether.bench;

import io.bellwether.simulate.Delivered;
import io.bellwether.simulate.LoadGenerator;
import io.bellwether.simulate.Span;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The events of a bench: a simulated contact centre of a thousand agents, some 2,700 events a second of event time, so
 * that two million events are twelve minutes or seventy panes. The same at every run.
 */
final class BenchLoad {

    private static final long SEED = 20_260_302;
    private static final double RATE = 50;
    private static final Span PERIOD = Span.of("5m");
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private static final long REPORT_EVERY = 50_000;

    private final Breadth breadth;
    private final LoadGenerator generator = new LoadGenerator(SEED, RATE, PERIOD, START.toEpochMilli());

    BenchLoad(Breadth breadth) {
        this.breadth = breadth;
    }

    /** The topics of one load. */
    record Topics(String tickets, String chats, String agents) {
        static Topics named(String prefix) {
            return new Topics(prefix + ".tickets", prefix + ".chats", prefix + ".agents");
        }

        List<String> all() {
            return List.of(tickets, chats, agents);
        }

        String of(Delivered.Stream stream) {
            return switch (stream) {
                case TICKETS -> tickets;
                case CHATS -> chats;
                case AGENTS -> agents;
            };
        }
    }

    /**
     * Makes the topics and writes the next events into them.
     *
     * @param partitions of each topic
     * @param progress told how many were written
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of a failure
    void produce(String servers, int partitions, Topics topics, long count, LongConsumer progress)
            throws IOException, InterruptedException {
        create(servers, topics, partitions);
        AtomicReference<Exception> failure = new AtomicReference<>();
        long[] sent = {0};
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", servers,
                        "compression.type", "lz4",
                        "linger.ms", "20",
                        "batch.size", "262144"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            Callback note = (written, error) -> failure.compareAndSet(null, error);
            generator.produce(count, (stream, key, simulated, time) -> {
                byte[] value = breadth.of(key, simulated);
                producer.send(new ProducerRecord<>(topics.of(stream), null, time, key, value), note);
                if (++sent[0] % REPORT_EVERY == 0) {
                    progress.accept(sent[0]);
                }
            });
            producer.flush();
        } catch (KafkaException e) {
            throw new IOException("the events cannot be written to Kafka: " + e.getMessage(), e);
        }
        if (failure.get() != null) {
            throw new IOException("an event was not written: " + failure.get().getMessage(), failure.get());
        }
    }

    /** Without retention: the events' times, which are the records' too, lie in the past. */
    private static void create(String servers, Topics topics, int partitions) throws IOException, InterruptedException {
        Map<String, String> keep = Map.of("retention.ms", "-1");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(topics.all().stream()
                            .map(topic -> new NewTopic(topic, partitions, (short) 1).configs(keep))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IOException("the topics " + topics.all() + " cannot be made", e);
        }
    }
}
