package io.bellwether.bench;

import io.bellwether.embedded.EmbeddedStore;
import io.bellwether.embedded.WebhookReceiver;
import io.bellwether.file.PassingFolder;
import io.bellwether.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;

/**
 * Delivers webhooks to a gateway at a rate, beside the live job that reads what comes of them. Broker, gateway and sender are
 * processes of their own; the job, its store and its receiver are this one.
 */
final class GatewayPart {

    private final BenchSetup setup;
    private final double rate;
    private final int seconds;
    private final Progress progress;

    /** @param rate deliveries a second */
    GatewayPart(BenchSetup setup, double rate, int seconds, Progress progress) {
        this.setup = setup;
        this.rate = rate;
        this.seconds = seconds;
        this.progress = progress;
    }

    GatewayLoad measure() throws Exception {
        Settings usual = setup.settings();
        try (PassingFolder folder = PassingFolder.create("bellwether-bench-");
                BenchBroker broker = BenchBroker.start();
                EmbeddedStore store = EmbeddedStore.start(
                        folder.path().resolve("store"), 0, usual.series().dimensions());
                WebhookReceiver receiver = WebhookReceiver.start(0, LatencyPart.SECRET, null, Clock.systemUTC())) {
            LatencyFiles files =
                    new LatencyFiles(folder.path(), broker.servers(), store.url(), receiver.uri(), usual.parallelism());
            try (RunningJob job = LatencyJob.start(setup, files);
                    ChildProcess gateway = ChildProcess.start(
                            BenchGateway.class, folder.path().resolve("gateway.log"), broker.servers())) {
                String port = gateway.awaitLine(BenchGateway.LISTENING);
                GatewayLoad load = load(folder.path(), gateway, port);
                job.requireRunning();
                return load;
            }
        }
    }

    private GatewayLoad load(Path folder, ChildProcess gateway, String port) throws IOException {
        try (ChildProcess sender = ChildProcess.start(
                BenchSender.class,
                folder.resolve("sender.log"),
                port,
                Double.toString(rate),
                Integer.toString(seconds))) {
            progress.at("warming up", 0, "");
            sender.awaitLine(BenchSender.MEASURING);
            progress.at("delivering", 0, "");
            double before = gateway.cpuSeconds();
            try (Meter meter = Meter.start()) {
                double[] told = Arrays.stream(
                                sender.awaitLine(BenchSender.ANSWERED).split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                Usage usage = meter.read();
                progress.end();
                return new GatewayLoad(
                        rate,
                        usage.seconds(),
                        new GatewayLoad.Answers((long) told[0], (long) told[1], (long) told[2]),
                        new GatewayLoad.Waits(told[3], told[4], told[5], told[6]),
                        gateway.cpuSeconds() - before,
                        usage.cpuSeconds());
            }
        }
    }
}
