package io.bellwether.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ObjLongConsumer;
import java.util.zip.GZIPInputStream;

/** In front of a store: passes everything on, and tells of the lines that the store has taken, and when. */
final class StoreTap implements AutoCloseable {

    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    private final HttpClient client = HttpClient.newHttpClient();
    private final String store;
    private final ObjLongConsumer<String> taken;

    private StoreTap(HttpServer server, String store, ObjLongConsumer<String> taken) {
        this.server = server;
        this.store = store;
        this.taken = taken;
    }

    /**
     * Starts on a free port.
     *
     * @param taken gets every line, and when the store had it, epoch ms; called on several threads
     */
    static StoreTap start(String store, ObjLongConsumer<String> taken) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        StoreTap tap = new StoreTap(server, store, taken);
        server.setExecutor(tap.executor);
        server.createContext("/", tap::handle);
        server.start();
        return tap;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(store + exchange.getRequestURI()))
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
            String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
            for (String name : new String[] {"Content-Encoding", "Content-Type", "Authorization"}) {
                String value = exchange.getRequestHeaders().getFirst(name);
                if (value != null) {
                    request.header(name, value);
                }
            }
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() < 300) {
                tell(body, encoding, System.currentTimeMillis());
            }
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            if (answer.body().length > 0) {
                exchange.getResponseBody().write(answer.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(byte[] body, String encoding, long now) throws IOException {
        byte[] plain =
                "gzip".equals(encoding) ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
        new String(plain, StandardCharsets.UTF_8).lines().forEach(line -> taken.accept(line, now));
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
