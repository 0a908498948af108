package io.bellwether.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Receivers of webhooks on the loopback interface, one a path, that keep every request: repetitions, and what they refuse. */
final class HearingServer implements AutoCloseable {

    /**
     * A request.
     *
     * @param at epoch ms at which it came
     * @param receiver the last part of its path
     * @param id its {@code webhook-id}
     * @param taken whether it was confirmed
     */
    record Heard(long at, String receiver, String id, boolean taken, JsonNode body) {

        /** The changes in it: its data, or each of the alerts in there; not that somebody sees to one of these. */
        List<JsonNode> changes() {
            List<JsonNode> changes = new ArrayList<>();
            JsonNode data = body.get("data");
            if (data.has("alerts")) {
                data.get("alerts").forEach(changes::add);
            } else {
                changes.add(data);
            }
            changes.removeIf(change -> change.path("repeated").asBoolean() && change.has("acknowledged"));
            return changes;
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4, task -> {
        Thread thread = new Thread(task, "hearing-server");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final Set<String> away = ConcurrentHashMap.newKeySet();

    HearingServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::hear);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on it answers with 503, or takes messages again. */
    void away(String receiver, boolean gone) {
        if (gone) {
            away.add(receiver);
        } else {
            away.remove(receiver);
        }
    }

    /** All so far, oldest first. */
    List<Heard> heard() {
        return List.copyOf(heard);
    }

    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String receiver = path.substring(path.lastIndexOf('/') + 1);
            boolean taken = !away.contains(receiver);
            JsonNode body = Deployment.JSON.readTree(exchange.getRequestBody());
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            heard.add(new Heard(System.currentTimeMillis(), receiver, id, taken, body));
            exchange.sendResponseHeaders(taken ? 204 : 503, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
