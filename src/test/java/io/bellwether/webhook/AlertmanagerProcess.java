package io.bellwether.webhook;

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

/**
 * {@code prometheus-alertmanager} of Debian's package of that name, on loopback, which tells a webhook of what it is told.
 * The test is skipped where it is missing, unless CI=true.
 */
final class AlertmanagerProcess implements AutoCloseable {

    private static final String PROGRAM = "prometheus-alertmanager";
    private static final int TRIES = 5;
    private static final long PATIENCE_SECONDS = 60;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final String url;

    private AlertmanagerProcess(Process process, Path log, String url) {
        this.process = process;
        this.log = log;
        this.url = url;
    }

    static AlertmanagerProcess start(Path dir, URI webhook) throws Exception {
        Path program = find();
        if (program == null && !"true".equals(System.getenv("CI"))) {
            assumeTrue(false, PROGRAM + " is not on PATH (Debian: apt-get install " + PROGRAM + ")");
        }
        if (program == null) {
            throw new IllegalStateException(PROGRAM + " is not on PATH, which CI=true requires: install it");
        }
        for (int i = 1; ; i++) {
            AlertmanagerProcess started = start(program, dir, webhook, Ports.free());
            if (started.isUp()) {
                return started;
            }
            started.close();
            String log = Files.readString(started.log);
            if (i == TRIES || !log.contains("address already in use")) {
                throw new IllegalStateException(PROGRAM + " did not start: " + log);
            }
        }
    }

    private static AlertmanagerProcess start(Path program, Path dir, URI webhook, int port) throws IOException {
        Path configuration = dir.resolve("alertmanager.yml");
        Files.writeString(configuration, """
                route: {receiver: hook, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 1h}
                receivers:
                  - name: hook
                    webhook_configs: [{url: "%s", send_resolved: true}]
                """.formatted(webhook));
        Path log = dir.resolve("alertmanager.log");
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + configuration,
                        "--storage.path=" + dir.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new AlertmanagerProcess(process, log, "http://127.0.0.1:" + port);
    }

    String url() {
        return url;
    }

    String get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static Path find() {
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            Path program = Path.of(folder, PROGRAM);
            if (Files.isExecutable(program)) {
                return program;
            }
        }
        return null;
    }

    private boolean isUp() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end) {
            try {
                get("/-/ready");
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
