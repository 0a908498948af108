package io.bellwether.influx;

import io.bellwether.embedded.ServerProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code influxd} of Debian's package {@code influxdb}. */
public final class InfluxProcess implements AutoCloseable {

    private static final ServerProgram.Program PROGRAM =
            new ServerProgram.Program("influxd", "influxdb", "/ping", Duration.ofSeconds(120));

    private final ServerProgram server;

    private InfluxProcess(ServerProgram server) {
        this.server = server;
    }

    public static InfluxProcess start(Path dir) throws Exception {
        return new InfluxProcess(
                ServerProgram.start(PROGRAM, dir.resolve("influxd.log"), port -> arguments(dir, port)));
    }

    private static List<String> arguments(Path dir, int http) throws IOException {
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
        return List.of("-config", configuration.toString());
    }

    public String url() {
        return server.url();
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
    }
}
