package io.bellwether.webhook;

import io.bellwether.embedded.ServerProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code prometheus-alertmanager} of Debian's package of that name, which tells a webhook of what it is told. */
final class AlertmanagerProcess implements AutoCloseable {

    private static final ServerProgram.Program PROGRAM = new ServerProgram.Program(
            "prometheus-alertmanager", "prometheus-alertmanager", "/-/ready", Duration.ofSeconds(60));

    private final HttpClient client = HttpClient.newHttpClient();
    private final ServerProgram server;

    private AlertmanagerProcess(ServerProgram server) {
        this.server = server;
    }

    static AlertmanagerProcess start(Path dir, URI webhook) throws Exception {
        return new AlertmanagerProcess(
                ServerProgram.start(PROGRAM, dir.resolve("alertmanager.log"), port -> arguments(dir, webhook, port)));
    }

    private static List<String> arguments(Path dir, URI webhook, int port) throws IOException {
        Path configuration = dir.resolve("alertmanager.yml");
        Files.writeString(configuration, """
                route: {receiver: hook, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 1h}
                receivers:
                  - name: hook
                    webhook_configs: [{url: "%s", send_resolved: true}]
                """.formatted(webhook));
        return List.of(
                "--config.file=" + configuration,
                "--storage.path=" + dir.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=");
    }

    String url() {
        return server.url();
    }

    String get(String path) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create(url() + path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
    }
}
