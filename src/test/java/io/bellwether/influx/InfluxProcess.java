package io.bellwether.influx;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bellwether.embedded.Ports;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** {@code influxd} of Debian's package {@code influxdb}, on loopback. The test is skipped where it is missing, unless CI=true. */
public final class InfluxProcess implements AutoCloseable {

    private static final int TRIES = 5;
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final String url;
    private final Path log;

    private InfluxProcess(Process process, String url, Path log) {
        this.process = process;
        this.url = url;
        this.log = log;
    }

    public static InfluxProcess start(Path dir) throws Exception {
        Path program = find();
        if (program == null && !"true".equals(System.getenv("CI"))) {
            assumeTrue(false, "influxd is not on PATH (Debian: apt-get install influxdb)");
        }
        if (program == null) {
            throw new IllegalStateException("influxd is not on PATH, which CI=true requires: install influxdb");
        }
        for (int i = 1; ; i++) {
            InfluxProcess influx = start(program, dir, Ports.free());
            if (influx.isUp()) {
                return influx;
            }
            influx.close();
            String log = Files.readString(influx.log);
            if (i == TRIES || !log.contains("address already in use")) {
                throw new IllegalStateException("influxd did not start: " + log);
            }
        }
    }

    /** It cannot tell a port that it chose itself. */
    private static InfluxProcess start(Path program, Path dir, int http) throws IOException {
        Path configuration = dir.resolve("influxdb.conf");
        Files.writeString(configuration, """
                reporting-disabled = true
                bind-address = "127.0.0.1:0"
                [meta]
                dir = "%s/meta"
                [data]
                dir = "%s/data"
                wal-dir = "%s/wal"
                [http]
                bind-address = "127.0.0.1:%d"
                log-enabled = false
                """.formatted(dir, dir, dir, http));
        Path log = dir.resolve("influxd.log");
        Process process = new ProcessBuilder(program.toString(), "-config", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new InfluxProcess(process, "http://127.0.0.1:" + http, log);
    }

    public String url() {
        return url;
    }

    private static Path find() {
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            Path program = Path.of(folder, "influxd");
            if (Files.isExecutable(program)) {
                return program;
            }
        }
        return null;
    }

    private boolean isUp() throws Exception {
        HttpRequest ping = HttpRequest.newBuilder(URI.create(url + "/ping")).build();
        HttpClient client = HttpClient.newHttpClient();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end) {
            try {
                client.send(ping, HttpResponse.BodyHandlers.discarding());
                return true;
            } catch (IOException refused) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        }
        return false;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
