package io.bellwether.embedded;

import io.bellwether.metric.Measurement;
import io.questdb.ServerMain;
import io.questdb.cairo.CairoEngine;
import io.questdb.griffin.SqlException;
import io.questdb.log.LogFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * QuestDB inside this process, in InfluxDB's place: it takes the v2 write API at {@code /api/v2/write} (any bucket, any
 * token) on loopback and answers SQL. A point written again replaces the whole row.
 *
 * <p>It logs to {@code DIR/log/questdb.log}. QuestDB has one log per JVM: a second store in the same JVM logs to the file
 * of the first.
 */
public final class EmbeddedStore implements AutoCloseable {

    private static final long APPLY_SECONDS = 60;

    private final ServerMain server;
    private final int port;

    private EmbeddedStore(ServerMain server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts it and makes the tables that are missing.
     *
     * @param dir keeps the data; made if missing
     * @param httpPort 0 for a free one
     * @param dimensions every dimension of any rollup, as in the settings
     * @throws PortTakenException where the port is in use
     */
    public static EmbeddedStore start(Path dir, int httpPort, List<String> dimensions) throws IOException {
        List<String> tables = StoreTables.statements(dimensions);
        int port = PortTakenException.claim("metrics store (QuestDB)", httpPort);
        prepareLog(dir);
        ServerMain server = StoreChatter.mute(() -> ServerMain.create(dir.toString(), environment(port)));
        try {
            server.start();
            for (String table : tables) {
                server.getEngine().execute(table);
            }
            return new EmbeddedStore(server, port);
        } catch (SqlException e) {
            stop(server);
            throw new IOException("The metrics store in " + dir + " cannot make its tables: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            stop(server);
            throw e;
        }
    }

    /** QuestDB logs to stdout unless this file says otherwise before its first class is used. */
    private static void prepareLog(Path dir) throws IOException {
        Path log = Files.createDirectories(dir.resolve("log")).resolve("questdb.log");
        String configuration = "writers=file\nw.file.class=io.questdb.log.LogFileWriter\nw.file.location="
                + log.toAbsolutePath() + "\nw.file.level=ERROR,CRITICAL,ADVISORY\n";
        Path file = Files.createDirectories(dir.resolve("conf")).resolve("log.conf");
        Files.writeString(file, configuration, StandardCharsets.UTF_8);
        LogFactory.configureRootDir(dir.toAbsolutePath().toString());
    }

    /** Little of everything: it shares the machine with a broker and a Flink cluster. */
    private static Map<String, String> environment(int port) {
        return Map.ofEntries(
                Map.entry("QDB_HTTP_BIND_TO", "127.0.0.1:" + port),
                Map.entry("QDB_HTTP_MIN_ENABLED", "false"),
                Map.entry("QDB_PG_ENABLED", "false"),
                Map.entry("QDB_LINE_TCP_ENABLED", "false"),
                Map.entry("QDB_TELEMETRY_ENABLED", "false"),
                Map.entry("QDB_SHARED_WORKER_COUNT", "2"));
    }

    /** Where InfluxDB's address would stand in the settings. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Rows of a statement; each value a Long, Double, Boolean, String or null. A time is text in ISO 8601. */
    public List<Map<String, Object>> query(String sql) throws IOException, InterruptedException {
        return StoreQuery.run(URI.create(url()), sql);
    }

    /** Waits until everything acknowledged so far can be read. */
    public void awaitApplied() {
        CairoEngine engine = server.getEngine();
        for (Measurement measurement : Measurement.values()) {
            engine.awaitTable(measurement.wireName(), APPLY_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        stop(server);
    }

    private static void stop(ServerMain server) {
        StoreChatter.mute(() -> {
            server.close();
            return null;
        });
    }
}
