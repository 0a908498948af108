package io.bellwether.influx;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** Takes the v2 write API on loopback, keeps points as InfluxDB does, and misbehaves as told. */
public final class FakeInflux implements AutoCloseable {

    /** One answer that is not an ordinary write. */
    public record Answer(int status, String body, String retryAfter, String location) {
        public Answer(int status, String body, String retryAfter) {
            this(status, body, retryAfter, "");
        }

        /** What a proxy does to whoever is not logged in. */
        public static Answer redirect(int status, String location) {
            return new Answer(status, "", "", location);
        }

        /** Hangs up without an answer, after the points are stored. */
        static final Answer RESET = new Answer(-1, "", "");
        /** Says nothing until the server is closed. */
        static final Answer SILENCE = new Answer(-2, "", "");

        /** What InfluxDB 1 and 2 say of points with a field of another type; all others of the request are written. */
        static Answer typeConflict(long dropped) {
            return new Answer(
                    400,
                    "{\"message\":\"partial write: field type conflict: input field \\\"v\\\" on measurement \\\"queue\\\""
                            + " is type float, already exists as type integer dropped=" + dropped + "\"}",
                    "");
        }

        public static Answer status(int status) {
            return new Answer(status, "{\"message\":\"told so\"}", "");
        }
    }

    /** Identity of a point to its fields. */
    public final Map<String, String> points = new ConcurrentHashMap<>();
    /** Lines of each request, in the order they came. */
    final Queue<List<String>> requests = new ConcurrentLinkedQueue<>();
    /** Query string and Authorization of each request. */
    final Queue<String> callers = new ConcurrentLinkedQueue<>();
    /** Answers for the next requests; with none left, the ordinary one. */
    final Queue<Answer> script = new ConcurrentLinkedQueue<>();
    /** How often the login page was asked for. */
    final AtomicInteger logins = new AtomicInteger();
    /** What the store says to lines that are not in the script; null stores them. */
    public volatile Function<List<String>, Answer> judge = lines -> null;

    private final CountDownLatch silent = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    public FakeInflux() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v2/write", this::write);
        server.createContext("/login", this::login);
        server.setExecutor(threads);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Waits until a request has come that gets {@link Answer#SILENCE}. */
    void awaitSilence() throws InterruptedException {
        if (!silent.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no request came");
        }
    }

    private void write(HttpExchange exchange) throws IOException {
        List<String> lines = body(exchange).lines().toList();
        requests.add(lines);
        callers.add(exchange.getRequestURI().getQuery() + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        Answer answer = script.poll();
        if (answer == null) {
            answer = judge.apply(lines);
        }
        if (answer == null || answer == Answer.RESET) {
            lines.forEach(this::store);
        }
        if (answer == Answer.SILENCE) {
            silent.countDown();
            awaitClosing();
        }
        if (answer == null) {
            exchange.sendResponseHeaders(204, -1);
        } else if (answer.status() > 0) {
            if (!answer.retryAfter().isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
            }
            if (!answer.location().isEmpty()) {
                exchange.getResponseHeaders().set("Location", answer.location());
            }
            if (answer.body().startsWith("{")) {
                exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            }
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private void login(HttpExchange exchange) throws IOException {
        logins.incrementAndGet();
        byte[] page = "<html>Who are you?</html>".getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    private static String body(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream raw = exchange.getRequestBody();
                InputStream plain = zipped ? new GZIPInputStream(raw) : raw) {
            return new String(plain.readAllBytes(), UTF_8);
        }
    }

    private void store(String line) {
        int fields = line.indexOf(' ');
        int time = line.lastIndexOf(' ');
        points.put(line.substring(0, fields) + line.substring(time), line.substring(fields + 1, time));
    }

    private void awaitClosing() {
        try {
            closing.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
