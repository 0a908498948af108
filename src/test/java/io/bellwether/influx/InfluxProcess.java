package io.bellwether.influx;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** {@code influxd} of Debian's package {@code influxdb}, on loopback. The test is skipped where it is missing, unless CI=true. */
public final class InfluxProcess implements AutoCloseable {

    private final Process process;
    private final String url;

    private InfluxProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    public static InfluxProcess start(Path dir) throws Exception {
        Path program = find();
        if (program == null && !"true".equals(System.getenv("CI"))) {
            assumeTrue(false, "influxd is not on PATH (Debian: apt-get install influxdb)");
        }
        if (program == null) {
            throw new IllegalStateException("influxd is not on PATH, which CI=true requires: install influxdb");
        }
        int http = freePort();
        Path configuration = dir.resolve("influxdb.conf");
        Files.writeString(configuration, """
                reporting-disabled = true
                bind-address = "127.0.0.1:%d"
                [meta]
                dir = "%s/meta"
                [data]
                dir = "%s/data"
                wal-dir = "%s/wal"
                [http]
                bind-address = "127.0.0.1:%d"
                log-enabled = false
                """.formatted(freePort(), dir, dir, dir, http));
        File log = dir.resolve("influxd.log").toFile();
        Process process = new ProcessBuilder(program.toString(), "-config", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        InfluxProcess influx = new InfluxProcess(process, "http://127.0.0.1:" + http);
        influx.awaitUp(log);
        return influx;
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitUp(File log) throws Exception {
        HttpRequest ping = HttpRequest.newBuilder(URI.create(url + "/ping")).build();
        HttpClient client = HttpClient.newHttpClient();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < end) {
            try {
                client.send(ping, HttpResponse.BodyHandlers.discarding());
                return;
            } catch (IOException refused) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        }
        close();
        throw new IllegalStateException("influxd did not start: " + Files.readString(log.toPath()));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
