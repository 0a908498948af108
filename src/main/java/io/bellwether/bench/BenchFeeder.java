package io.bellwether.bench;

import io.bellwether.simulate.LoadGenerator;
import io.bellwether.simulate.Span;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends simulated events to a broker as time passes, each when its time has come. A process of its own, so that its work is
 * in no figure. Ends after so many seconds.
 */
final class BenchFeeder {

    private static final long SEED = 20_260_302;
    private static final Span PERIOD = Span.of("30s");
    /** Cases last some periods: only then are there as many events as were asked for. */
    static final long RAMP_SECONDS = 90;

    private BenchFeeder() {}

    /** Usage: SERVERS EVENTS_PER_SECOND SECONDS. Says when it sends, and at the end how many it sent. */
    @SuppressWarnings("FutureReturnValueIgnored") // a load that is not taken shows in the count of the other side
    public static void main(String[] args) {
        double eventsPerSecond = Double.parseDouble(args[1]);
        double perUnit = (double) new LoadGenerator(SEED, 1, PERIOD, 0).eventsPerRound() / (PERIOD.millis() / 1_000.0);
        double scale = eventsPerSecond / perUnit;
        // as long as simulating takes once, it takes again
        long before = System.currentTimeMillis();
        new LoadGenerator(SEED, scale, PERIOD, before);
        long took = System.currentTimeMillis() - before;
        LoadGenerator generator = new LoadGenerator(SEED, scale, PERIOD, System.currentTimeMillis() + took);
        long end = System.nanoTime() + (long) (Double.parseDouble(args[2]) * 1e9);
        BenchLoad.Topics topics = BenchLoad.Topics.named("bench");
        long sent = 0;
        System.out.println("SENDING");
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", args[0], "compression.type", "lz4", "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            while (System.nanoTime() < end) {
                generator.produce(1, (stream, key, value, time) -> {
                    for (long now = System.currentTimeMillis(); now < time; now = System.currentTimeMillis()) {
                        LockSupport.parkNanos((time - now) * 1_000_000);
                    }
                    producer.send(new ProducerRecord<>(topics.of(stream), null, time, key, value));
                });
                sent++;
            }
        }
        System.out.println("SENT " + sent);
    }
}
