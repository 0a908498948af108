package io.bellwether.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Takes the v2 write API on loopback and keeps points as InfluxDB does: one version for each identity, the last one. */
final class PointStore implements AutoCloseable {

    /** Bucket, measurement with tags, and time, to the fields. */
    private final Map<String, String> points = new ConcurrentHashMap<>();

    private final AtomicLong written = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean away;
    private final HttpServer server;

    PointStore() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v2/write", this::write);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on it answers as a store does that has gone, or comes back. */
    void away(boolean gone) {
        away = gone;
    }

    /** How many points were written so far, each version counted. */
    long written() {
        return written.get();
    }

    /** How many requests were refused so far. */
    long refused() {
        return refused.get();
    }

    /** The points of a bucket from one moment to before another, ms; sorted, each with its fields. */
    Map<String, String> points(String bucket, long from, long until) {
        Map<String, String> within = new TreeMap<>();
        points.forEach((identity, fields) -> {
            long time = Long.parseLong(identity.substring(identity.lastIndexOf(' ') + 1));
            if (identity.startsWith(bucket + " ") && time >= from && time < until) {
                within.put(identity, fields);
            }
        });
        return within;
    }

    private void write(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = exchange.getRequestURI().getQuery();
            String bucket = parameter(query, "bucket");
            if (!parameter(query, "precision").equals("ms")) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            String body = body(exchange);
            if (away) {
                refused.incrementAndGet();
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            body.lines().forEach(line -> keep(bucket, line));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private void keep(String bucket, String line) {
        // A blank inside a tag is escaped; one inside a text of a field is not, so the time is looked for from the end.
        Matcher head = Pattern.compile("^(?:[^ \\\\]|\\\\.)*").matcher(line);
        if (!head.find()) {
            throw new IllegalArgumentException("no point: " + line);
        }
        int time = line.lastIndexOf(' ');
        written.incrementAndGet();
        points.put(bucket + " " + head.group() + line.substring(time), line.substring(head.end() + 1, time));
    }

    private static String parameter(String query, String name) {
        Matcher found = Pattern.compile("(?:^|&)" + name + "=([^&]*)").matcher(query);
        return found.find() ? found.group(1) : "";
    }

    private static String body(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream raw = exchange.getRequestBody();
                InputStream plain = zipped ? new GZIPInputStream(raw) : raw) {
            return new String(plain.readAllBytes(), UTF_8);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
