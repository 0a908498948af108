package io.bellwether.bench;

import io.bellwether.embedded.EmbeddedKafka;
import io.bellwether.file.PassingFolder;
import java.io.IOException;

/** A Kafka broker in a JVM of its own, so that its CPU time is in no figure; gone, with its data, when closed. */
final class BenchBroker implements AutoCloseable {

    private static final String READY = "READY ";

    private final ChildProcess process;
    private final PassingFolder folder;
    private final String servers;

    private BenchBroker(ChildProcess process, PassingFolder folder, String servers) {
        this.process = process;
        this.folder = folder;
        this.servers = servers;
    }

    /** Starts a broker on a free port, its data in a temporary folder. */
    static BenchBroker start() throws IOException {
        PassingFolder folder = PassingFolder.create("bellwether-bench-");
        ChildProcess process = null;
        try {
            process = ChildProcess.start(
                    EmbeddedKafka.class,
                    folder.path().resolve("broker.log"),
                    "0",
                    folder.path().toString());
            return new BenchBroker(process, folder, process.awaitLine(READY));
        } catch (IOException e) {
            if (process != null) {
                process.close();
            }
            throw e;
        }
    }

    String servers() {
        return servers;
    }

    @Override
    public void close() {
        process.close();
        folder.close();
    }
}
