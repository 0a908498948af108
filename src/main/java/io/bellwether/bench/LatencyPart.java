package io.bellwether.bench;

import io.bellwether.embedded.EmbeddedStore;
import io.bellwether.embedded.WebhookReceiver;
import io.bellwether.event.EventEncoder;
import io.bellwether.event.ServiceEvent;
import io.bellwether.file.PassingFolder;
import io.bellwether.settings.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Runs the live job between a broker, a store and a receiver, with a load and probes in it. */
final class LatencyPart {

    private static final long PROBE_MILLIS = 500;
    private static final long PATIENCE_MILLIS = 60_000;
    private static final double FEED_MORE_SECONDS = 60;
    /** Signs webhooks on loopback: known to everybody, and worth nothing. */
    static final String SECRET = "whsec_YmVuY2gtb25seS1zaWduaW5nLWtleS0wMDAwMDAw";

    private final BenchSetup setup;
    private final double rate;
    private final int seconds;
    private final Progress progress;

    /** @param rate of the load, events a second */
    LatencyPart(BenchSetup setup, double rate, int seconds, Progress progress) {
        this.setup = setup;
        this.rate = rate;
        this.seconds = seconds;
        this.progress = progress;
    }

    Latencies measure() throws Exception {
        Settings usual = setup.settings();
        long pane = usual.series().windowMillis();
        Probes probes = new Probes(pane, (int) (pane / PROBE_MILLIS) + 1);
        try (PassingFolder folder = PassingFolder.create("bellwether-bench-");
                BenchBroker broker = BenchBroker.start();
                EmbeddedStore store = EmbeddedStore.start(
                        folder.path().resolve("store"), 0, usual.series().dimensions());
                StoreTap tap = StoreTap.start(store.url(), probes::point);
                WebhookReceiver receiver = WebhookReceiver.start(0, SECRET, null, Clock.systemUTC())) {
            receiver.listen(message -> probes.message(message.body(), System.currentTimeMillis()));
            LatencyFiles files =
                    new LatencyFiles(folder.path(), broker.servers(), tap.url(), receiver.uri(), usual.parallelism());
            try (RunningJob job = LatencyJob.start(setup, files);
                    ChildProcess feeder = feeder(folder, broker)) {
                feeder.awaitLine("SENDING");
                await(BenchFeeder.RAMP_SECONDS * 1_000, "until the load is full", job);
                try (Meter meter = Meter.start()) {
                    send(probes, broker.servers(), job);
                    Usage usage = meter.read();
                    awaitAll(probes, job);
                    return new Latencies(
                            rate,
                            seconds,
                            usual.time().disorderMillis(),
                            List.of(probes.toWebhook(), probes.fromDeadline(), probes.toPoint(), probes.fromPane()),
                            usage);
                }
            }
        }
    }

    private ChildProcess feeder(PassingFolder folder, BenchBroker broker) throws Exception {
        double until = BenchFeeder.RAMP_SECONDS + seconds + FEED_MORE_SECONDS;
        return ChildProcess.start(
                BenchFeeder.class,
                folder.path().resolve("feeder.log"),
                broker.servers(),
                Double.toString(rate),
                Double.toString(until));
    }

    private void await(long millis, String what, RunningJob job) throws Exception {
        long end = System.currentTimeMillis() + millis;
        for (long now = System.currentTimeMillis(); now < end; now = System.currentTimeMillis()) {
            progress.at(what, 1 - (double) (end - now) / millis, "");
            job.requireRunning();
            Thread.sleep(Math.min(PROBE_MILLIS, end - now));
        }
        progress.end();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a probe that is not taken counts as lost
    private void send(Probes probes, String servers, RunningJob job) throws Exception {
        EventEncoder encoder = new EventEncoder();
        int all = (int) (seconds * 1_000L / PROBE_MILLIS);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new ByteArraySerializer())) {
            for (int number = 0; number < all; number++) {
                for (ServiceEvent event : probes.at(number, System.currentTimeMillis())) {
                    producer.send(new ProducerRecord<>(
                            BenchLoad.Topics.named("bench").tickets(), event.caseId(), encoder.encode(event)));
                }
                producer.flush();
                progress.at("probing", (double) number / all, "");
                job.requireRunning();
                Thread.sleep(PROBE_MILLIS);
            }
        }
        progress.end();
    }

    private void awaitAll(Probes probes, RunningJob job) throws Exception {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!probes.allCame() && System.currentTimeMillis() < end) {
            job.requireRunning();
            Thread.sleep(PROBE_MILLIS);
        }
    }
}
