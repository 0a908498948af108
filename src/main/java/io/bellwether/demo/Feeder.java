package io.bellwether.demo;

import io.bellwether.event.EventEncoder;
import io.bellwether.settings.KafkaSettings;
import io.bellwether.simulate.Delivered;
import io.bellwether.simulate.Delivery;
import io.bellwether.simulate.Imperfections;
import io.bellwether.simulate.Simulation;
import io.bellwether.simulate.Span;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the simulated contact centre at the pace of the wall clock into the input topics, with a few records twice, out of
 * order or broken, as in life.
 */
final class Feeder implements AutoCloseable {

    /** Few enough to stay below the warning of the rule on rejected events. */
    private static final Imperfections IMPERFECTIONS = new Imperfections(0.002, Span.of("500ms"), 0.0002);

    private static final Logger LOG = LoggerFactory.getLogger(Feeder.class);
    private static final long STEP_MILLIS = 100;
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Delivery delivery;
    private final KafkaSettings topics;
    private final Clock clock;
    private final KafkaProducer<String, byte[]> producer;
    private final Thread thread;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private volatile boolean stopped;

    private Feeder(Simulation simulation, long seed, KafkaSettings kafka, Clock clock) {
        this.delivery = new Delivery(simulation, IMPERFECTIONS, seed, new EventEncoder()::encode);
        this.topics = kafka;
        this.clock = clock;
        Properties settings = kafka.clientProperties();
        settings.put("linger.ms", "20");
        settings.put("client.id", "bellwether-demo");
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.thread = new Thread(this::run, "bellwether-demo-feeder");
        thread.setDaemon(true);
    }

    static Feeder start(Simulation simulation, long seed, KafkaSettings kafka, Clock clock) {
        Feeder feeder = new Feeder(simulation, seed, kafka, clock);
        feeder.thread.start();
        return feeder;
    }

    private void run() {
        try {
            while (!stopped) {
                delivery.runUntil(clock.millis(), this::send);
                Thread.sleep(STEP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("The simulated contact centre stopped", e);
            failure.set(e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of a failure
    private void send(Delivered record) {
        String topic =
                switch (record.stream()) {
                    case TICKETS -> topics.tickets();
                    case CHATS -> topics.chats();
                    case AGENTS -> topics.agents();
                };
        producer.send(new ProducerRecord<>(topic, record.key(), record.value()), (metadata, error) -> {
            if (error == null) {
                sent.incrementAndGet();
            } else if (!stopped) {
                failure.compareAndSet(null, error);
            }
        });
    }

    /** Records that the broker has taken. */
    long sent() {
        return sent.get();
    }

    /** Why it does not feed any more, or null. */
    Exception failure() {
        return failure.get();
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join(CLOSE.toMillis());
        producer.close(CLOSE);
    }
}
